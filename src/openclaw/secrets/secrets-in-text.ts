import { memoize } from '../../lib/memoize.js';
import { PUBLIC_PREFIX } from '../../lib/redact/patterns.js';
import { REDACTED } from '../../lib/redact/redactor.js';
import { secretSpans } from './secret-spans.js';

/** Values in a config or `.env` that are certainly secret, to be redacted from all output. */
export const secretsIn = memoize((text): readonly string[] => {
  const values = secretSpans(text).flatMap(({ value, certain }) => (certain ? lines(value) : []));
  return [...new Set(values)];
});

/** Only values that are distinctive enough to redact anywhere: a password such as `openclaw` would redact every path. */
export function distinctSecretsIn(text: string): string[] {
  return secretsIn(text).filter((secret) => !/^[a-z]{1,9}$/.test(secret));
}

/** The lines of a multi-line secret may also appear on their own. */
function lines(value: string): string[] {
  const parts = value.split(/\r\n|\r|\n/);
  return parts.length > 1 ? [value, ...parts.filter((part) => part.trim().length >= 8)] : [value];
}

/** Masks everything that may be secret. The number of lines stays the same. */
export function maskSecrets(text: string): string {
  let result = '';
  let at = 0;
  for (const { start, end } of secretSpans(text)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    result += text.slice(at, from) + (from > start && from === at ? '' : mask(text.slice(from, end)));
    at = end;
  }
  return result + text.slice(at);
}

function mask(secret: string): string {
  const quote = /^["'`]/.exec(secret)?.[0] ?? '';
  const isQuoted = quote && secret.length > 1 && secret.endsWith(quote);
  const inner = isQuoted ? secret.slice(1, -1) : secret;
  const prefix = PUBLIC_PREFIX.exec(inner)?.[0] ?? '';
  const rest = inner.split(/(\r\n|\r|\n)/).slice(1);
  const text = prefix + REDACTED + rest.map((part) => (/^[\r\n]/.test(part) ? part : REDACTED)).join('');
  return isQuoted ? quote + text + quote : text;
}
