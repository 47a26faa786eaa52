import { isRecord } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import type { Environment } from '../secrets/environment.js';
import { fillTemplates } from '../secrets/references.js';

type Config = Record<string, unknown>;

/** The config as OpenClaw validates it, and where its parts are in the user's files. */
export interface Migrated {
  config: Config;
  /** The path in the user's files. */
  originOf(path: Path): Path;
}

/** Keys about context sizes that OpenClaw moves to the models before it validates. */
const CONTEXT_KEYS = ['contextTokens', 'contextWindow'];

/** What OpenClaw 2026.9.6 changes after reading its config and before validating it: variables, and old keys that it takes. */
export function migrate(config: Config, environment: Environment): Migrated {
  const value = fillTemplates(config, environment) as Config;
  const { agents, models, plugins } = value;
  if (isRecord(models) && isRecord(models.providers)) {
    for (const provider of Object.values(models.providers)) remove(provider, CONTEXT_KEYS);
  }
  if (isRecord(plugins) && isRecord(plugins.entries)) removeDiscovery(plugins.entries['github-copilot']);
  if (agents !== undefined && !isRecord(agents)) return { config: value, originOf: (path) => path };
  value.agents = agents ?? {};
  return { config: value, originOf: migrateAgents(value.agents as Config) };
}

function remove(value: unknown, keys: readonly string[]): void {
  if (isRecord(value)) for (const key of keys) delete value[key];
}

function removeDiscovery(entry: unknown): void {
  const config = isRecord(entry) ? entry.config : undefined;
  const discovery = isRecord(config) ? config.discovery : undefined;
  if (!isRecord(config) || !isRecord(discovery)) return;
  const { enabled, ...rest } = discovery;
  if (enabled === undefined && Object.keys(rest).length) return;
  if (Object.keys(rest).length) config.discovery = rest;
  else delete config.discovery;
}

/** Turns the old `list` into `entries`, and adds the agent `main` if there is none. Returns where the entries come from. */
function migrateAgents(agents: Config): Migrated['originOf'] {
  const { entries, list, defaults } = agents;
  remove(defaults, ['contextTokens']);
  let ids: string[] | undefined;
  if (entries === undefined && list !== undefined) {
    const roster = rosterFrom(list);
    if (!roster) return (path) => path;
    delete agents.list;
    agents.entries = Object.fromEntries(roster);
    ids = roster.map(([id]) => id);
  }
  if (isRecord(agents.entries)) {
    for (const entry of Object.values(agents.entries)) remove(entry, ['contextTokens']);
    migrateDefaultMarker(agents, Object.values(agents.entries));
  }
  const isEmpty =
    agents.entries === undefined || (isRecord(agents.entries) && !Object.keys(agents.entries).length);
  if (isEmpty && agents.ownership !== 'explicit') agents.entries = { main: {} };
  return (path) => {
    const [root, key, id, ...rest] = path;
    const index = ids && root === 'agents' && key === 'entries' ? ids.indexOf(String(id)) : -1;
    return index < 0 ? path : ['agents', 'list', index, ...rest];
  };
}

/** One `default: true` among several agents is the old way to say whose agent it is. */
function migrateDefaultMarker(agents: Config, entries: readonly unknown[]): void {
  const records = entries.filter(isRecord);
  if (records.some((entry) => entry.default !== undefined && typeof entry.default !== 'boolean')) return;
  const marked = records.filter((entry) => entry.default === true);
  if (agents.ownership !== undefined || marked.length !== 1) return;
  for (const entry of records) delete entry.default;
  if (entries.length > 1) agents.ownership = 'explicit';
}

/** undefined if OpenClaw does not take the list. */
function rosterFrom(list: unknown): [id: string, entry: Config][] | undefined {
  if (!Array.isArray(list)) return undefined;
  const roster: [string, Config][] = [];
  for (const item of list) {
    const { id, ...entry } = isRecord(item) ? item : {};
    const isTaken = roster.some(([earlier]) => earlier === id);
    if (typeof id !== 'string' || !isAgentId(id) || isTaken) return undefined;
    roster.push([id, entry]);
  }
  return roster;
}

/** Whether the id is in the form that OpenClaw gives it. */
export function isAgentId(id: string): boolean {
  return id === agentIdOf(id);
}

/** The id that OpenClaw makes of a name. */
export function agentIdOf(name: string): string {
  const id = name.trim().toLowerCase();
  if (/^[a-z0-9_][a-z0-9_-]{0,63}$/.test(id)) return id;
  const cleaned = id
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+/, '')
    .replace(/-+$/, '')
    .slice(0, 64);
  return cleaned || 'main';
}
