import { PUBLIC_PREFIX } from '../../lib/redact/patterns.js';
import { REDACTED } from '../../lib/redact/redactor.js';
import { secretSpans } from './secret-spans.js';

/** The values in a config or `.env` that are surely secrets: to be hidden in whatever is said after it was read. */
export function secretsIn(text: string): string[] {
  const values = secretSpans(text).flatMap(({ value, certain }) => (certain ? lines(value) : []));
  return [...new Set(values)];
}

/** Those that can be looked for in any text: a password such as `openclaw` would blot out every path. */
export function distinctSecretsIn(text: string): string[] {
  return secretsIn(text).filter((secret) => !/^[a-z]{1,9}$/.test(secret));
}

/** Of a secret of several lines each line may turn up by itself. */
function lines(value: string): string[] {
  const parts = value.split(/\r\n|\r|\n/);
  return parts.length > 1 ? [value, ...parts.filter((part) => part.trim().length >= 8)] : [value];
}

/** The text with everything masked that may be a secret, line by line: it has as many lines as before. */
export function maskSecrets(text: string): string {
  let result = '';
  let at = 0;
  for (const { start, end } of secretSpans(text)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    result += text.slice(at, from) + (from > start && from === at ? '' : masked(text.slice(from, end)));
    at = end;
  }
  return result + text.slice(at);
}

function masked(secret: string): string {
  const quote = /^["'`]/.exec(secret)?.[0] ?? '';
  const open = quote && secret.length > 1 && secret.endsWith(quote);
  const inner = open ? secret.slice(1, -1) : secret;
  const prefix = PUBLIC_PREFIX.exec(inner)?.[0] ?? '';
  const rest = inner.split(/(\r\n|\r|\n)/).slice(1);
  const text = prefix + REDACTED + rest.map((part) => (/^[\r\n]/.test(part) ? part : REDACTED)).join('');
  return open ? quote + text + quote : text;
}
