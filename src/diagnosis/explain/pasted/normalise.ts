/** `diagnosis/explain/pasted/`: what a pasted text is wrapped in, and what it tells of the request. */

const ESC = String.fromCharCode(27);
const COLOURS = new RegExp(
  `${ESC}\\[[\\d;?]*[A-Za-z]|${ESC}\\][^\\n${String.fromCharCode(7)}]*${String.fromCharCode(7)}`,
  'g',
);

/** The frames and marks that terminals, chats and mails put before a line. */
const FRAME = /^[ \t]*[│┃║┆┊⎿└├╎▌•●✘✖✗×]+[ \t]?/gmu;

/** No message has such a word: it is a blob, and patterns that begin inside words take quadratic time for it. */
const BLOB = /[\w.~+/=%-]{400,}/g;
const BLOB_START = 200;

/** The text without what surrounds it where it was copied: colours, frames, quotation marks of mails, HTML escapes. */
export function normalise(text: string): string {
  const plain = text
    .replace(COLOURS, '')
    .replace(/\r\n?/g, '\n')
    .replace(FRAME, '')
    .replace(BLOB, (blob) => `${blob.slice(0, BLOB_START)}…`);
  return unquoted(plain.includes('&quot;') ? withoutEntities(plain) : plain);
}

/** A whole text behind `> `, as a reply or an issue quotes it; `curl -v` marks single lines like that. */
function unquoted(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const quoted =
    lines.every((line) => /^\s*>/.test(line)) && !/^\s*> (?:[A-Z]+ \S+ HTTP|[\w-]+:)/m.test(text);
  return quoted ? text.replace(/^\s*>[ \t]?/gm, '') : text;
}

function withoutEntities(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** One level of escaping taken off: what was copied out of the middle of a JSON text. */
export function unescaped(text: string): string {
  return text.replace(/\\(["'\\/nrt])/g, (_, char: string) => ({ n: '\n', r: '\r', t: '\t' })[char] ?? char);
}
