import { isRecord } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import { showPath } from '../../lib/json5/paths.js';
import type { Fault } from './fault.js';

/** Free-form objects, and what only the schema of a channel checks. */
const UNCHECKED = new Set(['params', 'config', 'channels']);

/** Secret references whose id or provider does not fit their source, wherever they are. */
export function secretRefFaults(config: Record<string, unknown>): Fault[] {
  const { secrets } = config;
  const providers = isRecord(secrets) && isRecord(secrets.providers) ? secrets.providers : {};
  const defaults = isRecord(secrets) && isRecord(secrets.defaults) ? secrets.defaults : {};
  const visit = (value: unknown, path: Path): Fault[] => {
    if (Array.isArray(value)) return value.flatMap((item, index) => visit(item, [...path, index]));
    if (!isRecord(value)) return [];
    const { source, provider, id } = value;
    if (typeof source === 'string' && typeof provider === 'string' && typeof id === 'string') {
      const says = problemOf(source, id, providers[provider], provider === (defaults[source] ?? 'default'));
      return says ? [{ path, detail: `${showPath(path)} ${says}` }] : [];
    }
    return Object.entries(value).flatMap(([key, member]) =>
      UNCHECKED.has(key) ? [] : visit(member, [...path, key]),
    );
  };
  return visit(config, []);
}

function problemOf(source: string, id: string, provider: unknown, isDefault: boolean): string | undefined {
  if (source === 'file' && id !== 'value' && !/^(\/([^~/]|~0|~1)*)+$/.test(id)) {
    return 'has an id that is neither "value" nor a JSON pointer such as /providers/openai/apiKey';
  }
  const isPath =
    /^[A-Za-z0-9][A-Za-z0-9._:/#-]{0,255}$/.test(id) && !id.split('/').some((part) => /^\.\.?$/.test(part));
  if (source === 'exec' && !isPath) return 'has an id that is not a name such as vault/openai/api-key';
  if (['env', 'store'].includes(source) && isDefault) return undefined;
  const configured = isRecord(provider) ? provider.source : undefined;
  return typeof configured === 'string' && configured !== source
    ? `has the source "${source}", but its provider has "${configured}"`
    : undefined;
}
