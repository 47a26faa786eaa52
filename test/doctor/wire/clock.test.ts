import { expect, test } from '@jest/globals';
import type { Exchange } from '../../../src/diagnosis/exchange/exchange.js';
import { clock } from '../../../src/doctor/wire/clock.js';
import { brief, findingsOf, inHome, NOW } from '../home.js';

const dated = (date: string | undefined): Partial<Exchange> => ({
  response: { status: 400, headers: date === undefined ? {} : { date }, body: '', truncated: false },
});
const off = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000).toUTCString();

test.each<[string, date: string | undefined, string, text: string]>([
  ['the same', off(0), 'pass', ''],
  ['a little slow', off(4.9), 'pass', ''],
  ['a little fast', off(-4.9), 'pass', ''],
  ['slow', off(6), 'warn clock-skewed', '6 minutes slow'],
  ['fast', off(-90), 'warn clock-skewed', '90 minutes fast'],
  ['hours', off(-60 * 5), 'warn clock-skewed', '5 hours fast'],
  ['days', off(60 * 24 * 400), 'warn clock-skewed', '400 days slow'],
  ['no date', undefined, 'skip', ''],
  ['no date at all', 'yesterday', 'skip', ''],
])('%s', async (_name, date, expected, text) => {
  await inHome(async (home) => {
    const found = await findingsOf(clock, await home.inputs({ answer: () => dated(date) }));
    expect(brief(found)).toEqual([expected]);
    expect(found[0]?.evidence.join('\n')).toContain(text);
  });
});
