import { parseDotenv } from '../../lib/dotenv/dotenv.js';
import { scanDotenv } from '../../lib/dotenv/scan.js';
import { isPublicValue, isSecretName } from './secret-names.js';

export interface DotenvSpan {
  start: number;
  end: number;
  value: string;
  certain: boolean;
}

/** Variables that hold no secret by what they are for. */
const PUBLIC_VARIABLES: ReadonlySet<string> = new Set([
  'CLOUDFLARE_ACCOUNT_ID',
  'CLOUDFLARE_AI_GATEWAY_ID',
  'CLOUDFLARE_AI_GATEWAY_ACCOUNT_ID',
  'CLOUDFLARE_AI_GATEWAY_GATEWAY_ID',
]);

/** Every value of a `.env`, also of assignments that lose, that are commented out, or that dotenv does not see. */
export function dotenvSpans(text: string): DotenvSpan[] {
  const assignments = scanDotenv(text);
  const { entries } = parseDotenv(text);
  const values = assignments.map(({ key, valueStart, valueEnd }, index) => {
    // An unquoted value ends at `#` for dotenv, and not for the one who wrote it.
    const glued = text[valueEnd] === '#' ? /[^\r\n]*/.exec(text.slice(valueEnd))![0].length : 0;
    return span(key, valueStart, valueEnd + glued, entries[index]!.value);
  });
  const covered = assignments.map(({ keyStart, valueEnd }) => [keyStart, valueEnd] as const);
  return [...values.flatMap((one) => one ?? []), ...linesOutside(text, covered)];
}

/** Comments and what is neither a comment nor an assignment. */
function linesOutside(text: string, covered: readonly (readonly [number, number])[]): DotenvSpan[] {
  return Array.from(text.matchAll(/[^\r\n]+/g)).flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const last = covered.filter(([from, to]) => from < end && to >= start).map(([, to]) => to);
    const rest = Math.min(Math.max(start, ...last), end);
    return outside(text.slice(rest, end), rest, last.length > 0);
  });
}

function outside(line: string, offset: number, afterValue: boolean): DotenvSpan[] {
  const trimmed = line.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return [];
  const match =
    /#.*?([\w.-]+)\s*=\s*(\S.*?)\s*$/d.exec(line) ?? /#.*?([\w.-]+)\s*:\s*(\S.*?)\s*$/d.exec(line);
  if (match) {
    const [, name, value] = match;
    const [start, end] = match.indices![2]!;
    // Words before a colon are a remark, unless they name a secret.
    if (/:\s*$/.test(line.slice(0, start)) && !isSecretName(name!)) return [];
    const one = span(name!, offset + start, offset + end, value!.replace(/^["'`]|["'`]$/g, ''));
    return one ? [one] : [];
  }
  if (trimmed.startsWith('#') || afterValue) return [];
  const start = offset + line.indexOf(trimmed);
  return [{ start, end: start + trimmed.length, value: trimmed, certain: false }];
}

function span(name: string, start: number, end: number, value: string): DotenvSpan | undefined {
  if (start === end || PUBLIC_VARIABLES.has(name) || isPublicValue(value)) return undefined;
  return { start, end, value, certain: isSecretName(name) };
}
