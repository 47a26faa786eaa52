/** `gateway/pastes/`: everything that a setup needs, taken out of whatever was pasted. */

const ESC = String.fromCharCode(27);
const BEL = String.fromCharCode(7);
const TERMINAL_CODES = new RegExp(
  `${ESC}\\[[\\d;?]*[A-Za-z]|${ESC}\\][^\\n${BEL}]*(?:${BEL}|${ESC}\\\\)`,
  'g',
);

/** Zero-width characters, soft hyphens, byte order marks, marks of writing direction. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
const DOUBLE_QUOTES = /[\u201c-\u201f\u00ab\u00bb]/g;
const SINGLE_QUOTES = /[\u2018-\u201b\u2039\u203a]/g;
/** A line goes on: in a POSIX shell, in cmd.exe, in PowerShell. */
const CONTINUATION = /(?<![ \t])[ \t]*[\\^`][ \t]*\n[ \t]*/g;

/** Characters of a Cloudflare token after `cfut_` or `cfat_`. */
const TOKEN_BODY = 48;
const WRAPPED_TOKEN = /(?<![\w-])(cf[ua]t_[\w-]*)((?:[ \t]*\n[ \t]*[\w-]+)+)/g;
/** An account ID in an address that a mail or a chat has folded. */
const WRAPPED_ACCOUNT =
  /(\.com\/(?:v1\/|client\/v4\/accounts\/)?)([0-9a-f]+)[ \t]*\n[ \t]*([0-9a-f]+)(?![0-9a-f])/gi;

/** One form for all: line feeds, plain quotes and spaces, nothing invisible, and no line broken that was one. */
export function cleanText(text: string): string {
  return text
    .replace(TERMINAL_CODES, '')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .replace(DOUBLE_QUOTES, '"')
    .replace(SINGLE_QUOTES, "'")
    .replace(CONTINUATION, ' ')
    .replace(WRAPPED_TOKEN, joinToken)
    .replace(WRAPPED_ACCOUNT, (whole, before: string, first: string, second: string) =>
      first.length + second.length === 32 ? before + first + second : whole,
    )
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** Joins the lines of a token up to its full length; other words below it stay where they are. */
function joinToken(whole: string, first: string, rest: string): string {
  const length = first.indexOf('_') + 1 + TOKEN_BODY;
  const lines = rest.split('\n').slice(1);
  let token = first;
  let taken = 0;
  while (token.length < length && taken < lines.length) token += lines[taken++]!.trim();
  return token.length === length ? [token, ...lines.slice(taken)].join('\n') : whole;
}
