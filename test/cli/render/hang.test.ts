import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { displayWidth } from '../../../src/cli/render/columns.js';
import { hang } from '../../../src/cli/render/hang.js';
import { styleFor } from '../../../src/cli/render/style.js';
import { printable } from '../../../src/lib/text/printable.js';

const { paint } = styleFor({ env: { FORCE_COLOR: '1' }, isTty: true, columns: 80, unicode: true });

const URL = 'https://developers.cloudflare.com/ai-gateway/configuration/authentication/';
const ADDRESS = 'https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/my-gateway/compat';
const LINK = `\u001b]8;;${URL}\u0007developers.cloudflare.com/…/authentication\u001b]8;;\u0007`;

test.each<[first: string, text: string, width: number, expected: string]>([
  ['  ', 'short', 40, '  short'],
  ['  Do    ', 'one two three four five six', 28, '  Do    one two three four\n        five six'],
  [` ${paint.green('✓')} `, 'one two three four five six', 24, ' ✓ one two three four\n   five six'],
  ['', `a ${'x'.repeat(30)} b`, 20, `a ${'x'.repeat(18)}\n${'x'.repeat(12)} b`],
  ['  ', 'one\ntwo', 40, '  one\n  two'],
  ['  ', '日本語の 文字は 二列分の 幅です', 22, '  日本語の 文字は\n  二列分の 幅です'],
  ['日本 ', 'one two three four five six', 25, '日本 one two three four\n     five six'],
  ['  ', 'in five columns', 5, 'in\nfive\ncolum\nns'],
  ['  A long label  ', 'one two three four', 30, '  A long label\n          one two three four'],
  ['', 'Then run `cf-aig init --print`, and', 26, 'Then run\n`cf-aig init --print`, and'],
  ['', 'or `a command too wide for it`', 20, 'or `a command too\nwide for it`'],
  ['', '', 40, ''],
  ['', 'ends with a line break\n', 40, 'ends with a line break\n'],
])('%j %j in %d columns', (first, text, width, expected) => {
  const hung = stripVTControlCharacters(printable(hang(first, text, { width })));
  expect(hung).toBe(expected);
  expect(Math.max(...hung.split('\n').map(displayWidth))).toBeLessThanOrEqual(width);
});

describe('a URL', () => {
  test.each<[name: string, text: string, width: number, links: boolean, expected: string]>([
    ['that fits is a word like others', `See ${URL}`, 90, false, `  Docs  See ${URL}`],
    ['moves to the next line', `See the page ${URL}.`, 84, false, `  Docs  See the page\n        ${URL}.`],
    [
      'stands alone where it does not fit',
      `See ${URL}, then`,
      60,
      false,
      `  Docs  See\n${URL},\n        then`,
    ],
    ['alone, below its label', URL, 60, false, `  Docs\n${URL}`],
    ['among paragraphs', `one\n${URL}\ntwo`, 60, false, `  Docs  one\n${URL}\n        two`],
    ['of a page is a link', `See ${URL}, then`, 60, true, `  Docs  See ${LINK}, then`],
    ['that fits needs no link', URL, 90, true, `  Docs  ${URL}`],
    ['that is an address stays whole', ADDRESS, 80, true, `  Docs\n${ADDRESS}`],
    ['whose link does not fit either', URL, 40, true, `  Docs\n${URL}`],
  ])('%s', (_name, text, width, links, expected) => {
    expect(printable(hang('  Docs  ', text, { width, links }))).toBe(expected);
  });
});

test('the home folder is shortened before the text is wrapped, as its name may have a space', () => {
  const layout = { width: 40, home: '/home/me and you' };
  expect(hang('  ', 'written to /home/me and you/.openclaw/openclaw.json', layout)).toBe(
    '  written to ~/.openclaw/openclaw.json',
  );
});
