// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references as people write them
import { diceOf } from './random.js';

/** @typedef {import('./random.js').Dice} Dice */

export const VARIABLE = 'CLOUDFLARE_AI_GATEWAY_API_KEY';
const NAMES = [
  'A',
  'OPENAI_API_KEY',
  'path.to',
  'x-y',
  '_',
  '0',
  'EXPORT',
  'export',
  '__proto__',
  'A',
  VARIABLE,
];
const PLAIN = [
  '',
  'text',
  'sk-FAKEfakeFAKEfake',
  'two words',
  'a=b',
  '$HOME/x',
  '${OTHER}',
  'a:b',
  "it's",
  'say "hi"',
  'back\\slash',
  'a#b',
  'ü 漢',
  '`tick`',
  '/* no */',
  '// no',
  '\u2028x',
];
const IN_QUOTES = [
  '',
  'text',
  'a # b',
  ' spaces ',
  'line\nbreak',
  '# no comment\nB=2',
  '\\n',
  '$HOME',
  '=',
  'C:\\dir',
  'ü',
  '{"json": 1}',
  '\\t\\\\',
];

/** @param {Dice} dice @param {string} eol */
function value({ once, pick }, eol) {
  if (once(2)) return pick(PLAIN);
  const quote = pick(["'", '"', '`']);
  const inner = pick(IN_QUOTES).replaceAll('\n', eol);
  if (once(12)) return quote + inner;
  return quote + (once(10) ? `${inner}\\${quote}more` : inner) + quote;
}

/** @param {Dice} dice @param {string} eol */
function line(dice, eol) {
  const { once, pick } = dice;
  const kind = dice.below(12);
  if (kind === 0) return pick(['', ' ', '\t', `${eol}${eol}`]);
  if (kind === 1)
    return pick(['# a comment', '#', '  # indented', `# A=1`, '#!/bin/sh', '# it\'s "odd" `here`', '# ü 😀']);
  if (kind === 2)
    return pick([
      'export',
      'export ',
      'just words',
      '=',
      '=x',
      ': y',
      'A',
      'source ~/x',
      '{',
      'export A',
      '\u00a0',
    ]);
  const separator = pick(['=', '=', '=', ' = ', '= ', ' =', ': ', ':\t', `=${eol}`]);
  const tail = once(4) ? pick([' # note', '# near', ' ', '\t', ' #"', " #'x'"]) : '';
  return pick(['', '', '', 'export ', '  ', 'export\t']) + pick(NAMES) + separator + value(dice, eol) + tail;
}

/** @param {number} seed @returns {string} The text of a `.env` */
export function dotenvText(seed) {
  const dice = diceOf(seed);
  const { below, once, pick } = dice;
  const eol = pick(['\n', '\n', '\r\n', '\r']);
  const lines = Array.from({ length: below(9) }, () => line(dice, once(20) ? '\n' : eol));
  return (once(12) ? '\ufeff' : '') + lines.join(eol) + (once(3) || !lines.length ? '' : eol);
}
