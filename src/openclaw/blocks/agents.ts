import { isRecord } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import { ANY, matches, valueAt } from '../files/tree.js';

export interface AgentPlace {
  id: string;
  path: Path;
}

/** `agents.entries.*` (2026.9.6), or `agents.list[]` in older versions. */
export function agentsIn(config: unknown): AgentPlace[] {
  return [
    ...matches(config, ['agents', 'entries', ANY]).map(({ path, value }) => ({
      id: String(path.at(-1)),
      path,
      value,
    })),
    ...matches(config, ['agents', 'list', ANY]).map(({ path, value }) => ({
      id: isRecord(value) && typeof value.id === 'string' ? value.id : String(path.at(-1)),
      path,
      value,
    })),
  ].flatMap(({ id, path, value }) => (isRecord(value) ? [{ id, path }] : []));
}

/** The agent that OpenClaw takes if none is named: the one marked as default, else the first, else `main`. */
export function defaultAgent(config: unknown): string {
  const agents = agentsIn(config);
  const marked = agents.find(({ path }) => valueAt(config, [...path, 'default']) === true);
  return (marked ?? agents[0])?.id ?? 'main';
}
