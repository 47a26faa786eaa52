import { isRecord } from '../../lib/json.js';
import { nearest } from '../../lib/nearest.js';
import { ANY, type Pattern } from '../files/tree.js';
import { agentIdOf, isAgentId } from './reader-migrations.js';
import { type Refusal, type Rule, type RuleContext, ruleOf, textRule } from './rule.js';

const ENTRY: Pattern = ['agents', 'entries', ANY];
const EVERY_AGENT: readonly Pattern[] = [['agents', 'defaults'], ENTRY];

export const AGENT_RULES: readonly Rule[] = [
  ruleOf([['agents']], roster),
  { at: [['agents', 'list']], refuse: oldRoster },
  textRule([['agents', 'defaults', 'heartbeat', 'agentId']], unknownAgent),
  textRule([['agents', 'defaults', 'systemAgent', 'agentId']], unknownAgent),
  textRule([['talk', 'agentId']], unknownAgent),
  textRule([['bindings', ANY, 'agentId']], (id, context) =>
    id === 'main' || !agentIds(context).length ? undefined : unknownAgent(id, context),
  ),
  ruleOf([['bindings', ANY]], ({ type, match }) => {
    const peer = isRecord(match) && isRecord(match.peer) ? match.peer.id : undefined;
    const isConcrete = typeof peer === 'string' && peer.trim() !== '';
    return type === 'acp' && isRecord(match) && !isConcrete
      ? [{ key: 'match', says: 'has no peer.id, which an ACP binding needs' }]
      : [];
  }),
  ruleOf([['broadcast']], broadcast),
  ...EVERY_AGENT.flatMap((agent): Rule[] => [
    textRule([[...agent, 'heartbeat', 'every']], (text) =>
      text && !isDuration(text) ? NO_DURATION : undefined,
    ),
    textRule([[...agent, 'heartbeat', 'activeHours', 'start']], (text) => timeProblem(text, '23:59')),
    textRule([[...agent, 'heartbeat', 'activeHours', 'end']], (text) => timeProblem(text, '24:00')),
    textRule([[...agent, 'heartbeat', 'target']], unknownTarget),
    textRule([[...agent, 'modelPolicy', 'allow', ANY]], policyRef),
    ruleOf([[...agent, 'models', ANY]], (entry, _context, path) => {
      const isExact = /^[^/*]+\/[^*]+$/.test(String(path.at(-1)));
      return ['pickerRuntimes', 'codeMode']
        .filter((key) => entry[key] !== undefined && !isExact)
        .map((key) => ({ key, says: 'needs an exact model such as openai/gpt-5.6 as its key' }));
    }),
    textRule([[...agent, 'decisionModel']], (ref) =>
      ref.trim() === '' || /^[^/]+\/.+$/.test(ref.trim()) ? undefined : 'is not of the form provider/model',
    ),
  ]),
  textRule([[...ENTRY, 'identity', 'avatar']], (text) => {
    const avatar = text.trim();
    if (/^(data:|https?:\/\/)/i.test(avatar)) return undefined;
    const isOutside = avatar.startsWith('~') || avatar.split(/[\\/]/)[0] === '..';
    const isOtherScheme = /^[a-z][a-z0-9+.-]*:/i.test(avatar) && !/^[a-z]:[\\/]/i.test(avatar);
    return isOutside || isOtherScheme
      ? 'has to be a path inside the workspace, an http(s) address or a data: URI'
      : undefined;
  }),
];

/** Who owns what is not bound to an agent has to be clear. */
function roster({ entries, list, ownership }: Record<string, unknown>): Refusal[] {
  if (list !== undefined) return []; // the schema refuses it
  if (entries === undefined) return [{ key: 'entries', says: 'has no agent' }];
  if (!isRecord(entries)) return [];
  const ids = Object.keys(entries);
  const marked = ids.filter((id) => isRecord(entries[id]) && entries[id].default === true);
  const twice = ids.filter(
    (id, index) => ids.findIndex((other) => agentIdOf(other) === agentIdOf(id)) < index,
  );
  return [
    ...(ids.length ? [] : [{ key: 'entries', says: 'has no agent' }]),
    ...twice.map((id) => ({
      key: 'entries',
      says: `has another key for the agent "${agentIdOf(id)}": ${id}`,
    })),
    ...directoriesInCommon(entries),
    ...(marked.length > 1 ? [{ key: 'entries', says: `has default: true ${marked.length} times` }] : []),
    ...(ownership === 'explicit' && marked.length
      ? [{ key: 'ownership', says: 'is "explicit", so no agent may have default: true' }]
      : []),
    ...(ids.length > 1 && !marked.length && ownership !== 'explicit'
      ? [{ key: 'ownership', says: `has to be "explicit", since there are ${ids.length} agents` }]
      : []),
  ];
}

/** A list that is still there is one that OpenClaw does not take. */
function oldRoster(list: unknown): Refusal[] {
  const ids = Array.isArray(list) ? list.map((item) => (isRecord(item) ? item.id : undefined)) : [];
  return ids.flatMap((id, index): Refusal[] => {
    if (typeof id !== 'string') return [{ key: index, says: 'has no id' }];
    if (!isAgentId(id)) {
      return [{ key: index, says: `has the id ${JSON.stringify(id)}, which has to be "${agentIdOf(id)}"` }];
    }
    return ids.indexOf(id) < index ? [{ key: index, says: `has the id "${id}" of an agent before it` }] : [];
  });
}

function directoriesInCommon(entries: Record<string, unknown>): Refusal[] {
  const taken = new Set<unknown>();
  return Object.entries(entries).flatMap(([id, entry]) => {
    const folder = isRecord(entry) ? entry.agentDir : undefined;
    if (typeof folder !== 'string' || !folder.trim()) return [];
    if (taken.has(folder.trim())) {
      return [{ key: 'entries', says: `has two agents with the agentDir ${folder}: ${id} and another` }];
    }
    taken.add(folder.trim());
    return [];
  });
}

function agentIds({ config }: RuleContext): string[] {
  const agents = config.agents;
  return isRecord(agents) && isRecord(agents.entries) ? Object.keys(agents.entries).map(agentIdOf) : [];
}

function unknownAgent(id: string, context: RuleContext): string | undefined {
  const known = agentIds(context);
  const ids = known.length ? known : ['main'];
  return ids.includes(agentIdOf(id)) ? undefined : `is "${id}", but the agents are ${ids.join(', ')}`;
}

function broadcast(groups: Record<string, unknown>, context: RuleContext): Refusal[] {
  const known = agentIds(context);
  return Object.entries(groups).flatMap(([peer, group]): Refusal[] => {
    if (peer === 'strategy' || typeof group !== 'object') return [];
    const isQualified = /^[a-z][a-z0-9_-]*:.+$/i.test(peer);
    if (isRecord(group) && !isQualified) {
      return [{ key: peer, says: 'needs a key of the form channel:peer for its options' }];
    }
    const members = isRecord(group) ? group.agents : group;
    if (!Array.isArray(members) || (!known.length && !isQualified)) return [];
    return members
      .filter((id) => typeof id === 'string' && !known.includes(id))
      .map((id) => ({ key: peer, says: `names the unknown agent "${id}"`, nearest: nearest(id, known) }));
  });
}

export const NO_DURATION = 'is not a duration such as 500ms, 30s, 5m, 2h or 1h30m';

/** As OpenClaw reads it: a number, or numbers with units. */
export function isDuration(text: string): boolean {
  return /^(\d+(\.\d+)?|(\d+(\.\d+)?(ms|s|m|h|d))+)$/i.test(text.trim());
}

function timeProblem(text: string, latest: string): string | undefined {
  const isTime = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);
  return !text || (isTime && text <= latest) ? undefined : `is not a time from 00:00 to ${latest}`;
}

/** OpenClaw's words for a heartbeat target that is no channel. */
const TARGETS = ['owner', 'last', 'none'];

function unknownTarget(text: string, { channels, hasPlugins }: RuleContext): string | undefined {
  const target = text.trim().toLowerCase();
  if (!target) return 'is empty';
  return hasPlugins || TARGETS.includes(target) || channels.has(target)
    ? undefined
    : `is "${text}", but has to be ${TARGETS.join(', ')} or a channel`;
}

/** An exact ref, a prefix with a final `*`, or the alias of a model. */
function policyRef(text: string, { config }: RuleContext): string | undefined {
  const ref = text.trim();
  const segments = ref.replace(/\/\*$/, '').split('/');
  const isWhole = segments.every((segment) => segment !== '' && !/[\s*\p{Cc}]/u.test(segment));
  if (isWhole && (segments.length > 1 || ref.endsWith('/*'))) return undefined;
  if (['openrouter:auto', 'openrouter:free'].includes(ref.toLowerCase())) return undefined;
  return aliases(config).has(ref.toLowerCase())
    ? undefined
    : 'is not a model such as openai/gpt-5.6, a prefix such as openai/*, or an alias';
}

function aliases(config: Record<string, unknown>): Set<string> {
  const { agents } = config;
  if (!isRecord(agents)) return new Set();
  const holders = [agents.defaults, ...(isRecord(agents.entries) ? Object.values(agents.entries) : [])];
  const models = holders.flatMap((holder) =>
    isRecord(holder) && isRecord(holder.models) ? [holder.models] : [],
  );
  const names = models
    .flatMap((map) => Object.values(map))
    .map((entry) => (isRecord(entry) ? entry.alias : ''));
  return new Set(names.flatMap((alias) => (typeof alias === 'string' ? alias.trim().toLowerCase() : [])));
}
