import { environmentOf } from '../../openclaw/secrets/environment.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import type { GatewayView } from '../../openclaw/surroundings.js';
import type { Target } from '../../openclaw/target.js';
import { compareTimes, neededVariables } from './daemon.js';

/** OpenClaw's gateway, running while its files were changed. */
export interface StaleGateway {
  pid: number;
  /** The variables that the block needs. */
  needs: string[];
  /** Of these, what it does not have with the value that is written now. */
  lacks: string[];
}

/** `envChanged`: `.env` has just been written, which a gateway reads at its start. */
export function compareGateway(
  gateway: GatewayView,
  snapshot: Snapshot,
  target: Target | undefined,
  envChanged: boolean,
): StaleGateway {
  const needed = neededVariables(snapshot, target);
  const environment =
    gateway.actualEnv || !envChanged ? gateway.environment : environmentOf(gateway.initialEnv ?? {});
  const isOlder = !environment && compareTimes(gateway, needed, '').length > 0;
  const lacking = needed.filter(
    // What the config itself defines OpenClaw reads anew.
    ({ name, value, from }) =>
      environment ? from.kind !== 'config-env' && environment.lookup(name)?.value !== value : isOlder,
  );
  const names = (sources: typeof needed) => sources.map(({ name }) => name);
  return { pid: gateway.pid, needs: names(needed), lacks: names(lacking) };
}
