import { describe, expect, test } from '@jest/globals';
import {
  listText,
  outcomesText,
  planText,
} from '../../../../src/cli/commands/conformance/conformance-text.js';
import { styleFor } from '../../../../src/cli/render/style.js';
import { EXPERIMENTS } from '../../../../src/conformance/experiments/experiments.js';
import type { Outcome } from '../../../../src/conformance/run-experiments.js';
import type { Seen } from '../../../../src/conformance/seen.js';

const styleOf = (columns: number) => styleFor({ env: {}, isTty: false, columns, unicode: true });

const [FIRST, SECOND, THIRD, FOURTH] = EXPERIMENTS;
const seen: Seen = { status: 404, codes: [], headers: {}, body: '', shape: [], cause: null };
const OUTCOMES: Outcome[] = [
  { experiment: FIRST!, result: 'same', seen, differences: [] },
  {
    experiment: SECOND!,
    result: 'different',
    seen,
    differences: [{ what: 'status', expected: '400', seen: '404' }],
  },
  { experiment: THIRD!, result: 'not-run', why: 'needs --other-token expired=<variable>' },
  { experiment: FOURTH!, result: 'not-run', why: 'needs --other-token disabled=<variable>' },
];

test('the differences come first, what was not run is grouped, the sum is last', () => {
  expect(outcomesText(OUTCOMES, styleOf(80))).toBe(` ✖ ${SECOND!.id} (${SECOND!.confidence})
   ${SECOND!.question}
     status: expected 400; seen 404

 – not run, needs another token (--other-token): ${THIRD!.id},
   ${FOURTH!.id}

1 as expected, 1 different, 2 not run
`);
});

test('the questions of the list are a column, also in their further lines', () => {
  const rows = listText(EXPERIMENTS, styleOf(80))
    .split('\n')
    .filter((line) => line.startsWith('  '));
  const starts = rows.map((line) => /^ {2}\S+ +| +/.exec(line)![0].length);
  expect(new Set(starts).size).toBe(1);
});

test('what it costs is said, or that it costs nothing', () => {
  const budget = { experiments: 2, requests: 3, paid: 1, atMostUsd: 0.0012 };
  const text = (paid: number) =>
    planText('g', { ...budget, paid }, { facts: 5, createGateway: paid > 0 }, styleOf(80)).replace(
      /\s+/g,
      ' ',
    );
  expect(text(1)).toContain(
    '2 experiments on g: up to 8 requests. 1 of them has a model answer, for $0.0012 at most in all.',
  );
  expect(text(1)).toContain('A gateway is created');
  expect(text(0)).toContain('None of them costs anything. Your settings stay');
});

describe.each([40, 60, 80])('in %i columns', (columns) => {
  test.each([
    ['the list', () => listText(EXPERIMENTS, styleOf(columns))],
    ['the result', () => outcomesText(OUTCOMES, styleOf(columns))],
  ])('%s fits', (_name, text) => {
    const wide = text()
      .split('\n')
      .filter((line) => line.length > columns);
    expect(wide).toEqual([]);
  });
});
