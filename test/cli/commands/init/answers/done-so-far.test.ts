import { expect, test } from '@jest/globals';
import { Deeds } from '../../../../../src/cli/commands/init/answers/done-so-far.js';

test('a no and an interruption both say what was already done at Cloudflare', () => {
  const deeds = new Deeds();
  expect(deeds.refusal()).toBe('Nothing was written.');
  deeds.add('The gateway agent was created at Cloudflare and stays there.');
  expect(deeds.refusal()).toBe(
    'The gateway agent was created at Cloudflare and stays there. Nothing was written.',
  );
  expect(deeds.interruption()).toBe(`Interrupted. ${deeds.refusal()}`);
});
