import type { Restart } from '../../openclaw/machine/gateway-restart.js';
import { environmentOf } from '../../openclaw/secrets/environment.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import type { GatewayView } from '../../openclaw/surroundings.js';
import type { Target } from '../../openclaw/target.js';
import { hasReadAddition } from './absence.js';
import { compareTimes, neededVariables } from './daemon.js';

/** OpenClaw's gateway, running with possibly outdated variables. */
export interface StaleGateway {
  pid: number;
  /** The variables that the block needs. */
  needs: string[];
  /** Those that it does not have with the current value. */
  lacks: string[];
  restart: Restart;
}

/** `envChanged`: `.env`, which a gateway only reads at startup, has just been written. */
export function compareGateway(
  gateway: GatewayView,
  snapshot: Snapshot,
  target: Target | undefined,
  envChanged: boolean,
): StaleGateway {
  const needed = neededVariables(snapshot, target);
  const environment =
    gateway.childEnv || !envChanged ? gateway.environment : environmentOf(gateway.initialEnv ?? {});
  const isOlder = !environment && compareTimes(gateway, needed, '').length > 0;
  const lacking = needed.filter((source) => {
    const { name, value, from } = source;
    // OpenClaw reloads variables in the config.
    if (from.kind === 'config-env' || hasReadAddition(source, gateway, snapshot)) return false;
    return environment ? environment.lookup(name)?.value !== value : isOlder;
  });
  const names = (sources: typeof needed) => sources.map(({ name }) => name);
  return { pid: gateway.pid, needs: names(needed), lacks: names(lacking), restart: gateway.restart };
}
