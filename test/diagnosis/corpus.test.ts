import { describe, expect, test } from '@jest/globals';
import { CATALOGUE, CAUSE_IDS, type CauseId } from '../../src/diagnosis/causes/catalogue.js';
import { CATEGORIES } from '../../src/diagnosis/causes/category.js';
import { FEATURES } from '../../src/diagnosis/causes/features.js';
import { MACHINE } from '../../src/diagnosis/causes/machine.js';
import { diagnoseExchange, isInconclusive } from '../../src/diagnosis/reading/diagnose.js';
import { CORPUS, exchangeOf } from './corpus.js';

describe.each([...new Set(CORPUS.map(({ file }) => file))])('%s', (file) => {
  const rows = CORPUS.filter((entry) => entry.file === file).map((entry) => [entry.name, entry] as const);
  test.each(rows)('%s', (_name, entry) => {
    const diagnosis = diagnoseExchange(exchangeOf(entry));
    expect(diagnosis && { cause: diagnosis.cause, category: diagnosis.category }).toEqual(entry.expect);
    expect(isInconclusive(exchangeOf(entry))).toBe(entry.inconclusive ?? false);
  });
});

test('the corpus is large, and no two entries have the same name', () => {
  const names = CORPUS.map(({ file, name }) => `${file}: ${name}`);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(600);
});

test('every cause that one exchange can show is in the corpus', () => {
  const covered = new Set(CORPUS.map(({ expect }) => expect?.cause));
  const missing = CAUSE_IDS.filter((id) => !covered.has(id) && !isSeenOtherwise(id));
  expect(missing.filter((id) => CATALOGUE[id].category !== 'config')).toEqual([]);
});

/** In the config, on the machine, by watching a feature at work, or concluded from several exchanges. */
function isSeenOtherwise(id: CauseId): boolean {
  const inConfig = /^(base-url-|model-prefix-)/.test(id);
  const concluded = [
    'gateway-headers-missing',
    'token-lacks-run',
    'token-is-provider-key',
    'token-is-oauth',
    'account-id-mistyped',
    'model-not-offered',
    'gateway-fault',
    'tool-call-missing',
    'image-not-recognised',
  ].includes(id);
  return inConfig || concluded || id in MACHINE || id in FEATURES;
}

test('confusion by category', () => {
  const columns = [...CATEGORIES, 'healthy'];
  const counts = new Map<string, number>();
  for (const entry of CORPUS) {
    const diagnosis = diagnoseExchange(exchangeOf(entry));
    const key = `${entry.expect?.category ?? 'healthy'} > ${diagnosis?.category ?? 'healthy'}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const width = 16;
  const cells = (row: string) =>
    columns.map((column) => String(counts.get(`${row} > ${column}`) ?? '.').padStart(width));
  const lines = columns.map((row) => row.padEnd(width) + cells(row).join(''));
  const heading = ' '.repeat(width) + columns.map((column) => column.padStart(width)).join('');
  process.stdout.write(
    `\n${CORPUS.length} exchanges; rows: expected, columns: diagnosed\n${[heading, ...lines].join('\n')}\n`,
  );

  const off = [...counts.keys()].filter((key) => key.split(' > ')[0] !== key.split(' > ')[1]);
  expect(off).toEqual([]);
});
