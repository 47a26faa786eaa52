import { truncate } from './columns.js';

/** Columns that wrapping may leave empty. */
const WORD_COLUMNS = 12;
/** Characters of a URL's end that tell one request from another. */
const PATH_CHARS = 28;

/** Of a syntax error; the line itself is shown below. */
export const LINE_OF_FILE = /, in the line: (.*)$/s;

/**
 * The evidence in at most two rows: for a request, its URL and the answer. `known`: what the screen says already;
 * `quote`: with the words of the answer, in at most two rows more.
 */
export function seenLine(
  evidence: readonly string[],
  room: number,
  { known = '', quote = false, unicode }: { known?: string; quote?: boolean; unicode: boolean },
): string[] {
  const [first, ...others] = evidence;
  if (first === undefined || known.includes(first)) return [];
  const [, method, url, outcome] = /^([A-Z]+) (https?:\/\/\S+) -> (.+)$/.exec(first) ?? [];
  if (!method || !url || !outcome || !URL.canParse(url)) {
    const [, position, message = ''] = /^(.+?:\d+:\d+): (.*)$/s.exec(first) ?? [];
    const text = position && known.includes(message) ? position : first.replace(LINE_OF_FILE, '');
    return [truncate(text, room * 2 - WORD_COLUMNS, { unicode })];
  }
  const code = others.flatMap((line) => /\.code = (\S+?),? /.exec(line)?.[1] ?? [])[0];
  const words = others.flatMap(
    (line) => /, message (".+")$/s.exec(line)?.[1] ?? line.match(/^body .*$/s) ?? [],
  )[0];
  return [
    `${method} ${shortUrl(url)} -> ${outcome}${code && code !== outcome ? `, code ${code}` : ''}`,
    ...(quote && words ? [truncate(words, room * 2 - WORD_COLUMNS, { unicode })] : []),
  ];
}

/** `gateway.ai.cloudflare.com/.../my-gateway/compat/chat/completions` */
function shortUrl(url: string): string {
  const { host, pathname } = new URL(url);
  if (pathname.length <= PATH_CHARS) return `${host}${pathname}`;
  const parts = pathname.split('/').slice(1);
  let end = '';
  while (parts.length && end.length + parts.at(-1)!.length < PATH_CHARS) end = `/${parts.pop()}${end}`;
  return `${host}/...${end || pathname.slice(-PATH_CHARS)}`;
}
