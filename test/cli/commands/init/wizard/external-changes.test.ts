import { expect, test } from '@jest/globals';
import { ExternalChanges } from '../../../../../src/cli/commands/init/wizard/external-changes.js';

test('a no and an interruption both say what was already done at Cloudflare', () => {
  const externalChanges = new ExternalChanges();
  expect(externalChanges.refusal()).toBe('Nothing was written.');
  externalChanges.add('The gateway agent was created at Cloudflare and stays there.');
  expect(externalChanges.refusal()).toBe(
    'The gateway agent was created at Cloudflare and stays there. Nothing was written.',
  );
  expect(externalChanges.interruption()).toBe(`Interrupted. ${externalChanges.refusal()}`);
});
