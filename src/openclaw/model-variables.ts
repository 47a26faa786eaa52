import { isRecord } from '../lib/json.js';
import { readTemplate } from './secrets/references.js';
import type { Snapshot } from './snapshot.js';

/**
 * The snapshot with variables in the choices of models replaced, as OpenClaw does; one without a value stays as it is. For
 * checks and requests only: a plan must keep what is written.
 */
export function withModelVariables(snapshot: Snapshot): Snapshot {
  const { config, environment } = snapshot;
  if (!isRecord(config.value?.agents)) return snapshot;
  const agents = replaceTexts(config.value.agents, (text) => readTemplate(text, environment).agent ?? text);
  return { ...snapshot, config: { ...config, value: { ...config.value, agents } } };
}

function replaceTexts(node: unknown, substitute: (text: string) => string): unknown {
  if (typeof node === 'string') return substitute(node);
  if (Array.isArray(node)) return node.map((one) => replaceTexts(one, substitute));
  if (!isRecord(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, replaceTexts(one, substitute)]));
}
