import { isRecord } from '../../lib/json.js';
import type { Json5Edit } from '../../lib/json5/apply.js';
import type { Path } from '../../lib/json5/parse.js';
import { requireRecord } from '../files/path-refusals.js';

/** Headers that recipes set; those of another recipe are removed. */
const MANAGED_HEADERS = new Set([
  'authorization',
  'cf-aig-authorization',
  'cf-aig-gateway-id',
  'x-api-key',
  'x-goog-api-key',
]);

/** Changes the existing headers into the desired ones; the user's other headers stay, except those to remove (names in lower
 * case). */
export function headerEdits(
  path: Path,
  existing: unknown,
  desired: Record<string, string>,
  removed: readonly string[] = [],
): Json5Edit[] {
  if (existing === undefined) {
    return Object.keys(desired).length ? [{ op: 'set', path, value: desired }] : [];
  }
  const headers = requireRecord(existing, path);
  const wanted = new Map(
    Object.entries(desired).map(([name, value]) => [name.toLowerCase(), { name, value }]),
  );
  const stale = Object.keys(headers).filter((name) => {
    const header = wanted.get(name.toLowerCase());
    if (!header) return MANAGED_HEADERS.has(name.toLowerCase()) || removed.includes(name.toLowerCase());
    // `openclaw infer` only recognises Authorization in this spelling.
    return header.name === 'Authorization' && name !== header.name;
  });
  const remaining = Object.keys(headers).filter((name) => !stale.includes(name));
  const missing = [...wanted.values()].flatMap(({ name, value }): Json5Edit[] => {
    const present = remaining.find((key) => key.toLowerCase() === name.toLowerCase());
    if (present !== undefined && headers[present] === value) return [];
    return [{ op: 'set', path: [...path, present ?? name], value }];
  });
  if (!missing.length && stale.length && !remaining.length) return [{ op: 'remove', path }];
  return [...stale.map((name): Json5Edit => ({ op: 'remove', path: [...path, name] })), ...missing];
}

/** Removes credentials in `request`, which would be sent in addition to the recipe's. */
export function requestEdits(path: Path, existing: unknown): Json5Edit[] {
  if (!isRecord(existing)) return [];
  const headers = isRecord(existing.headers) ? Object.keys(existing.headers) : [];
  return [
    ...(existing.auth === undefined ? [] : [{ op: 'remove', path: [...path, 'auth'] } as const]),
    ...headers
      .filter((name) => MANAGED_HEADERS.has(name.toLowerCase()))
      .map((name) => ({ op: 'remove', path: [...path, 'headers', name] }) as const),
  ];
}
