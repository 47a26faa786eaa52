/** `diagnosis/explain/pasted/`: what a pasted text is wrapped in, and what it tells of the request. */

import { shortenBlobs } from '../../../lib/text/condense.js';

const ESC = String.fromCharCode(27);
const COLOURS = new RegExp(
  `${ESC}\\[[\\d;?]*[A-Za-z]|${ESC}\\][^\\n${String.fromCharCode(7)}]*${String.fromCharCode(7)}`,
  'g',
);

/** The frames and marks that terminals, chats and mails put before a line. */
const FRAME = /^[ \t]*[│┃║┆┊⎿└├╎▌•●✘✖✗×]+[ \t]?/gmu;

/** The text without what surrounds it where it was copied: colours, frames, quotation marks of mails, HTML escapes. */
export function normalise(text: string): string {
  const plain = shortenBlobs(text.replace(COLOURS, '').replace(/\r\n?/g, '\n').replace(FRAME, ''));
  return unquoted(plain.includes('&quot;') ? withoutEntities(plain) : plain);
}

/** A whole text behind `> `, as a reply or an issue quotes it; `curl -v` marks single lines like that. */
function unquoted(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const quoted =
    lines.every((line) => /^[^\S\n]*>/.test(line)) && !/^[^\S\n]*> (?:[A-Z]+ \S+ HTTP|[\w-]+:)/m.test(text);
  return quoted ? text.replace(/^[^\S\n]*>[ \t]?/gm, '') : text;
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
