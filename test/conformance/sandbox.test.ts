import { expect, test } from '@jest/globals';
import { startSandbox } from '../../src/sandbox/server.js';
import { runAll } from './bench.js';

test('the sandbox answers every experiment as expected', async () => {
  const outcomes = await runAll(startSandbox);
  const others = outcomes.flatMap((outcome) => {
    const { id } = outcome.experiment;
    if (outcome.result === 'not-run') return [[id, outcome.why]];
    return outcome.result === 'different' ? [[id, outcome.differences, outcome.seen.message]] : [];
  });
  expect(others).toEqual([]);
});
