import { isRecord } from '../../lib/json.js';
import type { Json5Edit } from '../../lib/json5/apply.js';
import type { Path } from '../../lib/json5/parse.js';
import { requireRecord } from '../files/path-refusals.js';

/** Header names that a recipe decides about; those that another recipe left behind have to go. */
const MANAGED_HEADERS = new Set([
  'authorization',
  'cf-aig-authorization',
  'cf-aig-gateway-id',
  'x-api-key',
  'x-goog-api-key',
]);

/** Turns the headers that are there into those wanted; the user's own stay. */
export function headerEdits(path: Path, existing: unknown, desired: Record<string, string>): Json5Edit[] {
  if (existing === undefined) {
    return Object.keys(desired).length ? [{ op: 'set', path, value: desired }] : [];
  }
  const headers = requireRecord(existing, path);
  const wanted = new Map(
    Object.entries(desired).map(([name, value]) => [name.toLowerCase(), { name, value }]),
  );
  const stale = Object.keys(headers).filter((name) => {
    const want = wanted.get(name.toLowerCase());
    if (!want) return MANAGED_HEADERS.has(name.toLowerCase());
    // OpenClaw's second transport knows Authorization only in this spelling.
    return want.name === 'Authorization' && name !== want.name;
  });
  const kept = Object.keys(headers).filter((name) => !stale.includes(name));
  const missing = [...wanted.values()].flatMap(({ name, value }): Json5Edit[] => {
    const present = kept.find((key) => key.toLowerCase() === name.toLowerCase());
    if (present !== undefined && headers[present] === value) return [];
    return [{ op: 'set', path: [...path, present ?? name], value }];
  });
  if (!missing.length && stale.length && !kept.length) return [{ op: 'remove', path }];
  return [...stale.map((name): Json5Edit => ({ op: 'remove', path: [...path, name] })), ...missing];
}

/** Credentials in `request` would be sent beside the recipe's. */
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
