import { expect, test } from '@jest/globals';
import type { Outcome } from '../../src/conformance/run-experiments.js';
import { startSandbox } from '../../src/sandbox/server.js';
import { inTempFolder } from '../temp-folder.js';
import { runAll } from './bench.js';
import { FLAWS, wrongSandbox } from './wrong-sandbox.js';

const idsOf = (outcomes: readonly Outcome[], result: Outcome['result']) =>
  outcomes.filter((one) => one.result === result).map(({ experiment }) => experiment.id);

test('the sandbox answers every experiment as expected, and there is none that it cannot answer', async () => {
  const { outcomes } = await runAll(startSandbox);
  const others = outcomes.flatMap((outcome) => {
    const { id } = outcome.experiment;
    if (outcome.result === 'not-run') return [[id, outcome.why]];
    return outcome.result === 'different' ? [[id, outcome.differences, outcome.seen.message]] : [];
  });
  expect(others).toEqual([]);
  expect(outcomes.length).toBeGreaterThan(130);
});

test('of a copy of the sandbox that is wrong in ten places it finds the ten', async () => {
  const { outcomes } = await inTempFolder(async (folder) => runAll(await wrongSandbox(folder, FLAWS)));
  expect(FLAWS).toHaveLength(10);
  expect(idsOf(outcomes, 'different').sort()).toEqual(FLAWS.map(({ experiment }) => experiment).sort());
  expect(idsOf(outcomes, 'not-run')).toEqual([]);
});
