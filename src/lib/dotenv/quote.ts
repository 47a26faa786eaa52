/** Needs no quotes in any parser or shell. */
const BARE = /^[\w.:/@+=%,-]*$/;

type Quote = "'" | '"' | '`';
const QUOTES: readonly Quote[] = ["'", '`', '"'];

/**
 * Ways to write a value so that dotenv reads it back, best first; the quotes of `current`, the value in the file, are
 * preferred. dotenv has no escapes for quotes, so a value needs quotes that it does not contain. Only inside `"` are
 * `\n` and `\r` line breaks: the one way to write a carriage return, and why a value with a backslash avoids `"`.
 * The caller verifies the result by parsing it.
 */
export function quoteCandidates(value: string, current = ''): string[] {
  const bare = BARE.test(value) ? [value] : [];
  const quoted = QUOTES.flatMap((quote) => wrap(value, quote));
  const [quote] = current;
  const preferred = quoted.filter((text) => text[0] === quote);
  return [...new Set([...preferred, ...bare, ...quoted])];
}

function wrap(value: string, quote: Quote): string[] {
  if (value.includes(quote)) return [];
  if (quote !== '"') return value.includes('\r') ? [] : [quote + value + quote];
  return value.includes('\\') ? [] : [`"${value.replaceAll('\r', '\\r')}"`];
}
