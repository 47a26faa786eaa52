import { isRecord } from '../../lib/json.js';
import { recordAt, valueAt } from '../files/tree.js';
import { PROVIDERS_PATH } from './block.js';

/** Where an agent's own settings are: `agents.entries.{id}`, or `agents.list[]` in older versions. */
export type AgentPath = readonly (string | number)[];

interface Alias {
  name: string;
  ref: string;
}

/**
 * The ref that a name in the config stands for: `agents.defaults.models[ref].alias`, or the agent's own `models`, which
 * come last and win. Case does not matter. `provider/alias` is an alias too, unless the provider lists such a model. A
 * model id without a provider belongs to the only provider that lists it. Source: OpenClaw 2026.9.6,
 * `resolveModelRefFromString`.
 */
export function resolveAlias(config: unknown, name: string, agent?: AgentPath): string {
  const aliases = [...aliasesAt(config, ['agents', 'defaults']), ...(agent ? aliasesAt(config, agent) : [])];
  const wanted = name.toLowerCase();
  const exact = aliases.findLast((alias) => alias.name === wanted);
  if (exact) return withProviderKey(config, exact.ref);
  const qualified = aliases.findLast((alias) => `${providerOf(alias.ref)}/${alias.name}` === wanted);
  if (qualified && !lists(config, name)) return withProviderKey(config, qualified.ref);
  return name.includes('/') ? withProviderKey(config, name) : (listedRef(config, name) ?? name);
}

/** The ref with its provider as the config spells it: the case does not matter to OpenClaw. */
function withProviderKey(config: unknown, ref: string): string {
  const slash = ref.indexOf('/');
  const provider = ref.slice(0, slash);
  const keys = Object.keys(recordAt(config, PROVIDERS_PATH) ?? {});
  if (slash < 0 || keys.includes(provider)) return ref;
  const key = keys.find((one) => one.toLowerCase() === provider.toLowerCase());
  return key === undefined ? ref : `${key}${ref.slice(slash)}`;
}

function aliasesAt(config: unknown, path: AgentPath): Alias[] {
  const models = valueAt(config, [...path, 'models']);
  if (!isRecord(models)) return [];
  return Object.entries(models).flatMap(([ref, entry]) => {
    const alias = isRecord(entry) && typeof entry.alias === 'string' ? entry.alias.trim().toLowerCase() : '';
    return alias && !ref.endsWith('/*') ? [{ name: alias, ref: ref.trim() }] : [];
  });
}

function providerOf(ref: string): string {
  return ref.slice(0, Math.max(ref.indexOf('/'), 0)).toLowerCase();
}

function lists(config: unknown, ref: string): boolean {
  return listedRefs(config).includes(ref);
}

/** The ref of a bare model id, if exactly one provider lists it. */
function listedRef(config: unknown, id: string): string | undefined {
  const refs = listedRefs(config).filter((ref) => ref.slice(ref.indexOf('/') + 1) === id);
  return refs.length === 1 ? refs[0] : undefined;
}

function listedRefs(config: unknown): string[] {
  const providers = valueAt(config, PROVIDERS_PATH);
  if (!isRecord(providers)) return [];
  return Object.entries(providers).flatMap(([id, block]) =>
    isRecord(block) && Array.isArray(block.models)
      ? block.models.flatMap((entry: unknown) =>
          isRecord(entry) && typeof entry.id === 'string' ? [`${id}/${entry.id}`] : [],
        )
      : [],
  );
}
