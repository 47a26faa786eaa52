import { isRecord } from '../../lib/json.js';
import { recordAt, valueAt } from '../files/tree.js';

/** The agent that OpenClaw takes if none is named: the one marked as default, else the first, else `main`. */
export function defaultAgent(config: unknown): string {
  const entries = Object.entries(recordAt(config, ['agents', 'entries']) ?? {});
  const list = valueAt(config, ['agents', 'list']);
  const listed = (Array.isArray(list) ? list : []).flatMap((agent: unknown): [string, unknown][] =>
    isRecord(agent) && typeof agent.id === 'string' ? [[agent.id, agent]] : [],
  );
  const agents = [...entries, ...listed];
  const marked = agents.find(([, agent]) => isRecord(agent) && agent.default === true);
  return (marked ?? agents[0])?.[0] ?? 'main';
}
