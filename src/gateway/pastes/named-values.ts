import { trimEnd } from '../../lib/text/trim-end.js';

/** A value and the name that it has in the text: of a header, a variable, a property. */
export interface NamedValue {
  /** Lower case, with underscores: `cf_aig_authorization` */
  name: string;
  /** Without quotes and without `Bearer` */
  value: string;
}

// Only from its beginning on: within a long word every letter would be tried.
const NAME = '(?<![\\w-])[A-Za-z_][\\w-]*';
/** `NAME=value`, `export NAME='value'`, `$env:NAME = "value"`, `"name": "value"`, `name: value`, `-H 'name: value'` */
const FORMS: readonly RegExp[] = [
  // In quotes that belong to the value; inside a command line they may be escaped.
  new RegExp(
    `(?<name>${NAME})\\\\?["']?\\]?\\s*[:=]\\s*\\\\?(?<quote>["'\`])(?<value>(?:(?!\\\\?\\k<quote>)[^\\n])*)`,
    'g',
  ),
  // The quotes are around name and value, or there are none.
  new RegExp(`(?<name>${NAME})["']?[ \\t]*[:=][ \\t]*(?<value>[^\\s"'\`][^\\n"'\`]*)`, 'g'),
  // PowerShell and cmd.exe
  new RegExp(`(?:\\bsetx?\\s+)(?<name>${NAME})[ =]"?(?<value>[^\\s"]+)`, 'gi'),
];

const SCHEME = /^(?:bearer|basic|token)\s*:?\s+/i;

/** All values with a name, in the order of the text; each place is read once. */
export function namedValues(text: string): NamedValue[] {
  const found = FORMS.flatMap((form) =>
    Array.from(text.matchAll(form), (match) => ({ at: match.index, ...match.groups })),
  ) as { at: number; name: string; value: string }[];
  const seen = new Set<number>();
  return found
    .sort((a, b) => a.at - b.at)
    .flatMap(({ at, name, value }) => {
      const bare = unwrapValue(value.replace(/(?<!\s)\s+#.*$|(?<![\s,;)}\]])[\s,;)}\]]+$/g, ''));
      if (bare === '' || seen.has(at)) return [];
      seen.add(at);
      return [{ name: name.toLowerCase().replaceAll('-', '_'), value: bare }];
    });
}

/** Without quotes around it and without `Bearer`. */
export function unwrapValue(text: string): string {
  const bare = text
    .trim()
    .replace(/^(["'`])(.*)\1$/s, '$2')
    .replace(/^["'`]+/, '');
  const word = trimEnd(bare, '"\'`,;').trim().replace(SCHEME, '');
  return trimEnd(word.replace(/^["'`]+/, ''), '"\'`');
}
