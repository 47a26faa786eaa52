/** What no parser and no shell can mistake for anything but itself. */
const BARE = /^[\w.:/@+=%,-]*$/;

type Quote = "'" | '"' | '`';
const QUOTES: readonly Quote[] = ["'", '`', '"'];

/**
 * The ways to write a value so that dotenv should read it back, best first. Quotes do not escape in dotenv, so a value
 * takes quotes that it does not contain; only in `"` do `\n` and `\r` stand for line breaks, which is the one way
 * to write a carriage return, and the reason why a backslash keeps a value out of `"`.
 * `written`, the value as it stands now, gives the preference. The caller proves the result by parsing it.
 */
export function quotings(value: string, written = ''): string[] {
  const bare = BARE.test(value) ? [value] : [];
  const quoted = QUOTES.flatMap((quote) => wrap(value, quote));
  const [first] = written;
  const kept = quoted.filter((text) => text[0] === first);
  return [...new Set([...kept, ...bare, ...quoted])];
}

function wrap(value: string, quote: Quote): string[] {
  if (value.includes(quote)) return [];
  if (quote !== '"') return value.includes('\r') ? [] : [quote + value + quote];
  return value.includes('\\') ? [] : [`"${value.replaceAll('\r', '\\r')}"`];
}
