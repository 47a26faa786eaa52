import { describe, expect, test } from '@jest/globals';
import { layoutOf } from './screen.js';

const URL_42 = 'https://dash.cloudflare.com/very/long/path';

describe('layoutOf', () => {
  test.each<[title: string, raw: string, wrapped: string[], height: number]>([
    ['fits', 'one\r\ntwo\r\n', [], 2],
    ['is as wide as the terminal', `${'x'.repeat(20)}\r\n`, [], 1],
    ['is wider', `ok\r\n${'x'.repeat(21)}\r\n`, ['x'.repeat(21)], 3],
    ['is a URL alone', `  ${URL_42}\r\n`, [], 3],
    ['is a URL behind its label', `  Docs  ${URL_42}\r\n`, [], 3],
    ['is a URL in a sentence', `see ${URL_42} now`, [`see ${URL_42} now`], 3],
    ['has colours', `\u001b[31m${'x'.repeat(20)}\u001b[39m\r\n`, [], 1],
    ['is drawn over', `${'x'.repeat(20)}\r\u001b[2Kshort\r\n`, [], 1],
    ['was scrolled away', `${'y'.repeat(21)}\r\n${'line\r\n'.repeat(40)}`, ['y'.repeat(21)], 42],
  ])('a line that %s', async (_title, raw, wrapped, height) => {
    expect(await layoutOf(raw, 20)).toEqual({ height, wrapped });
  });
});
