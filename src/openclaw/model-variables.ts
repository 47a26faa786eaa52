import { isRecord } from '../lib/json.js';
import { fillTemplates } from './secrets/references.js';
import type { Snapshot } from './snapshot.js';

/**
 * The snapshot with variables in the choices of models replaced, as OpenClaw does; one without a value stays as it is. For
 * checks and requests only: a plan must keep what is written.
 */
export function withModelVariables(snapshot: Snapshot): Snapshot {
  const { config, environment } = snapshot;
  if (!isRecord(config.value?.agents)) return snapshot;
  const agents = fillTemplates(config.value.agents, environment);
  return { ...snapshot, config: { ...config, value: { ...config.value, agents } } };
}
