/** Begins every hostile text, and shows that it reached the output. */
export const MARK = 'FOREIGN';

const ESC = '\u001b';
const BEL = '\u0007';

/** What a text from outside may try, by what it aims at. @type {Readonly<Record<string, string>>} */
const AIMS = {
  'colours of others': `${ESC}[35m${ESC}[8m${ESC}[44m${ESC}[0m`,
  'colours of the program': `${ESC}[31mRED${ESC}[39m`,
  'the cursor': `${ESC}[2A${ESC}[2K${ESC}[J${ESC}[H\r\b\b\u000b\u000c`,
  'title and clipboard': `${ESC}]0;TITLE${BEL}${ESC}]52;c;aGk=${BEL}`,
  'a link': `${ESC}]8;;https://docs.openclaw.ai/x${BEL}docs.openclaw.ai/…/x${ESC}]8;;${BEL}`,
  'strings and reset': `${ESC}P1$r0m${ESC}\\${ESC}_Gi=1${ESC}\\${ESC}^p${ESC}\\${ESC}Xs${ESC}\\${ESC}c${ESC}(0`,
  C1: '\u009b35m\u009d0;T\u009c\u0090q\u009c\u0085\u0084',
  'NUL, DEL and others': '\0\u007f\u0007\u0005\u000e\u000f',
  'the order': '\u202eDER\u202c\u2066x\u2069\u200f\u061c',
  'what is not seen': 'a\u200bb\u2060\ufeff\u{e0041}\u{e007f}\u{e0100}',
  'half a pair': 'a\ud800b\udc00',
  lines: `x\u2028::stop-commands::a\u2029##[error]b\u0085::add-mask::c\u000b::d::e`,
  'lines of a runner': '\n::stop-commands::c\r\n ##[endgroup]\n\t::set-output name=x::y\r::warning::z',
  markup: '"\'><img src=x onerror=alert(1)><script>alert(1)</script><a href=javascript:x>',
  XML: ']]></failure><x a="1">&#27;&y;\ufffe\uffff\u0001',
  Markdown:
    '\n# HEADING\n```\n````\n![x](https://evil.example/p) [y](//evil.example) @evil-user #1\n<details>|',
  'a shell': '$(touch RUN)`touch RUN`;touch RUN',
};

/** @type {Readonly<Record<string, string>>} */
export const PIECES = Object.fromEntries(Object.entries(AIMS).map(([aim, text]) => [aim, MARK + text]));
