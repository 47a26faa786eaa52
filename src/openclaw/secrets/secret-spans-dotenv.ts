import { parseDotenv } from '../../lib/dotenv/dotenv.js';
import { scanDotenv } from '../../lib/dotenv/scan.js';
import { isSecretName } from '../../lib/redact/secret-name.js';
import { isPublicValue } from './secret-names.js';

export interface DotenvSpan {
  start: number;
  end: number;
  value: string;
  certain: boolean;
}

/** Variables that are never secret. */
const PUBLIC_VARIABLES: ReadonlySet<string> = new Set([
  'CLOUDFLARE_ACCOUNT_ID',
  'CLOUDFLARE_AI_GATEWAY_ID',
  'CLOUDFLARE_AI_GATEWAY_ACCOUNT_ID',
  'CLOUDFLARE_AI_GATEWAY_GATEWAY_ID',
]);

const COMMENTED_OUT = /(?<![\w.-])([\w.-]+)\s*(=)\s*(\S.*)/ds;
const NAME_AND_COLON = /(?<![\w.-])([\w.-]+)\s*(:)\s*(\S.*)/ds;

/** Every value of a `.env`, including overridden and commented-out assignments, and lines that dotenv ignores. */
export function dotenvSpans(text: string): DotenvSpan[] {
  const assignments = scanDotenv(text);
  const { entries } = parseDotenv(text);
  const values = assignments.map(({ key, valueStart, valueEnd }, index) => {
    // To dotenv an unquoted value ends at `#`, but the user may have meant the whole line.
    const tail = text[valueEnd] === '#' ? /[^\r\n]*/.exec(text.slice(valueEnd))![0].length : 0;
    return span(key, valueStart, valueEnd + tail, entries[index]!.value);
  });
  const covered = assignments.map(({ keyStart, valueEnd }) => [keyStart, valueEnd] as const);
  return [...values.flatMap((value) => value ?? []), ...spansOutside(text, covered)];
}

/** Spans in comments, and in lines that are neither comments nor assignments. The covered ranges ascend. */
function spansOutside(text: string, covered: readonly (readonly [number, number])[]): DotenvSpan[] {
  let next = 0;
  return Array.from(text.matchAll(/[^\r\n]+/g)).flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    while (next < covered.length && covered[next]![1] < start) next++;
    let rest = start;
    let isCovered = false;
    for (let at = next; at < covered.length && covered[at]![0] < end; at++) {
      rest = Math.max(rest, covered[at]![1]);
      isCovered = true;
    }
    rest = Math.min(rest, end);
    return spansInLine(text.slice(rest, end), rest, isCovered);
  });
}

function spansInLine(line: string, offset: number, afterValue: boolean): DotenvSpan[] {
  const trimmed = line.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return [];
  const hash = line.indexOf('#');
  const comment = hash === -1 ? '' : line.slice(hash);
  const match = COMMENTED_OUT.exec(comment) ?? NAME_AND_COLON.exec(comment);
  if (match) {
    const name = match[1]!;
    const value = match[3]!.trimEnd();
    // Text before a colon is prose, unless it names a secret.
    if (match[2] === ':' && !isSecretName(name)) return [];
    const start = offset + hash + match.indices![3]![0];
    const found = span(name, start, start + value.length, value.replace(/^["'`]|["'`]$/g, ''));
    return found ? [found] : [];
  }
  if (trimmed.startsWith('#') || afterValue) return [];
  const start = offset + line.indexOf(trimmed);
  return [{ start, end: start + trimmed.length, value: trimmed, certain: false }];
}

function span(name: string, start: number, end: number, value: string): DotenvSpan | undefined {
  if (start === end || PUBLIC_VARIABLES.has(name) || isPublicValue(value)) return undefined;
  return { start, end, value, certain: isSecretName(name) };
}
