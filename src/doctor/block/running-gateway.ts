import type { DoctorContext } from '../../lab/context.js';
import { findGateway } from '../../openclaw/machine/gateway-process.js';
import { type Environment, environmentOf } from '../../openclaw/secrets/environment.js';
import { compareTimes, heldBy, neededVariables } from './daemon.js';

/** OpenClaw's gateway, running while its files were changed. */
export interface GatewayView {
  pid: number;
  /** The variables that the block needs. */
  needs: string[];
  /** Of these, what it does not have with the value that is written now. */
  lacks: string[];
}

/** Undefined: none runs that serves this config. `envChanged`: `.env` has just been written, which a gateway reads at its start. */
export async function lookAtGateway(
  context: DoctorContext,
  envChanged: boolean,
): Promise<GatewayView | undefined> {
  const gateway = await findGateway(context.place, context.input.machine);
  if (!gateway) return undefined;
  const needed = await neededVariables(context);
  const held: Environment | undefined =
    gateway.holds || !envChanged ? await heldBy(gateway, context) : environmentOf(gateway.startedWith ?? {});
  const isOlder = !held && (await compareTimes(gateway, context, needed, '')).length > 0;
  const lacking = needed.filter(
    // What the config itself defines OpenClaw reads anew.
    ({ name, value, from }) =>
      held ? from.kind !== 'config-env' && held.lookup(name)?.value !== value : isOlder,
  );
  const names = (sources: typeof needed) => sources.map(({ name }) => name);
  return { pid: gateway.pid, needs: names(needed), lacks: names(lacking) };
}
