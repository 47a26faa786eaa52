import { isRecord } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import { valueAt } from '../files/tree.js';
import { type AgentPlace, agentsIn } from './agents.js';
import { type AgentPath, resolveAlias } from './model-aliases.js';

/**
 * A list of the models that OpenClaw may use besides the configured default. Source: OpenClaw 2026.9.6,
 * `resolveConfiguredModelPolicyAllow`.
 */
export interface AllowList {
  path: Path;
  /** `map`: the keys of `agents.defaults.models`, the only list before 2026.8.1. */
  form: 'array' | 'map';
  entries: readonly string[];
  /** With an entry such as `openai/*`, even a default model that is not on the list is replaced by one that is. */
  hasWildcard: boolean;
  /** The agents that it applies to; `main` if the config has no agents. */
  agents: readonly string[];
  allows(ref: string): boolean;
}

const DEFAULTS: Path = ['agents', 'defaults'];
const LEGACY_PATH: Path = [...DEFAULTS, 'models'];
const IMPLICIT_AGENT = 'main';

/** The allow lists in force, the default one first even if every agent has its own. An empty list allows every model. */
export function allowLists(config: unknown): AllowList[] {
  const agents = agentsIn(config);
  const owns = ({ path }: AgentPlace) => allowAt(config, path) !== undefined;
  const inheriting = agents.length
    ? agents.filter((agent) => !owns(agent)).map(({ id }) => id)
    : [IMPLICIT_AGENT];
  const lists = [
    defaultList(config, inheriting),
    ...agents.map(({ id, path }) => listAt(config, path, [id], path)),
  ];
  return lists.filter((list) => list !== undefined);
}

function defaultList(config: unknown, agents: readonly string[]): AllowList | undefined {
  if (allowAt(config, DEFAULTS) !== undefined) return listAt(config, DEFAULTS, agents);
  const isMigrated = valueAt(config, ['meta', 'migrations', 'modelPolicyAllowlist']) === true;
  const models = valueAt(config, LEGACY_PATH);
  if (isMigrated || isRecord(valueAt(config, [...DEFAULTS, 'modelPolicy'])) || !isRecord(models))
    return undefined;
  return makeList(config, { path: LEGACY_PATH, form: 'map', entries: Object.keys(models), agents });
}

function listAt(
  config: unknown,
  base: Path,
  agents: readonly string[],
  agent?: AgentPath,
): AllowList | undefined {
  const entries = allowAt(config, base);
  if (!entries) return undefined;
  const path = [...base, 'modelPolicy', 'allow'];
  return makeList(config, { path, form: 'array', entries, agents }, agent);
}

/** undefined if there is no list; an agent's `modelPolicy` replaces the default one only if it has `allow`. */
function allowAt(config: unknown, base: Path): string[] | undefined {
  const allow = valueAt(config, [...base, 'modelPolicy', 'allow']);
  return Array.isArray(allow) ? allow.map((entry) => (typeof entry === 'string' ? entry : '')) : undefined;
}

function makeList(
  config: unknown,
  list: Pick<AllowList, 'path' | 'form' | 'entries' | 'agents'>,
  agent?: AgentPath,
): AllowList | undefined {
  const entries = list.entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
  if (!entries.length) return undefined;
  const prefixes = entries
    .filter((entry) => entry.endsWith('/*'))
    .map((entry) => lowerProvider(entry.slice(0, -1)));
  const exact = new Set(
    entries
      .filter((entry) => !entry.endsWith('/*'))
      .map((entry) => lowerProvider(resolveAlias(config, entry, agent))),
  );
  return {
    ...list,
    hasWildcard: prefixes.length > 0,
    allows: (ref) => {
      const wanted = lowerProvider(ref);
      return exact.has(wanted) || prefixes.some((prefix) => wanted.startsWith(prefix));
    },
  };
}

/** Case matters in model ids, but not in provider ids. */
function lowerProvider(ref: string): string {
  const slash = ref.indexOf('/');
  return slash < 0 ? ref : ref.slice(0, slash).toLowerCase() + ref.slice(slash);
}
