import { expect, test } from '@jest/globals';
import { runModels } from '../../src/models/run-models.js';
import { targetOf } from '../../src/openclaw/target.js';
import { GATEWAY_URL, inHome } from '../doctor/home.js';

const OPTIONS = {
  prompt: 'Hi',
  stream: false,
  tools: false,
  image: false,
  repeat: 1,
  concurrency: 1,
  retries: 0,
};
const EFFECTS = { sleep: async () => {}, random: () => 0, on: () => {} };

test.each([
  ['that would have the token in plain text', `${GATEWAY_URL}/compat`.replace('https', 'http')],
  ['of another host', 'https://example.com/v1'],
])('nothing is sent to an address %s, not even for its prices', async (_what, baseUrl) => {
  const asked: string[] = [];
  const results = await inHome(async (home) => {
    const { snapshot, probes } = await home.inputs({
      block: { baseUrl },
      answer: ({ url }) => {
        asked.push(url);
        return {};
      },
    });
    const jobs = [{ target: targetOf(snapshot)! }];
    return runModels(probes.lab, jobs, OPTIONS, EFFECTS);
  });
  expect(results.map(({ ok }) => ok)).toEqual([false]);
  expect(asked).toEqual([]);
});
