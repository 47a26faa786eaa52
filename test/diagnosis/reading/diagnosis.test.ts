import { expect, test } from '@jest/globals';
import type { CauseId } from '../../../src/diagnosis/causes/catalogue.js';
import { type Help, makeDiagnosis, withHelp } from '../../../src/diagnosis/reading/diagnosis.js';

const FIX: Help['fix'] = { command: 'cf-aig init', what: 'asks again' };

test.each<[what: string, about: Partial<Help>, help: Partial<Help>, remedy: string[]]>([
  ['the fix alone', {}, {}, ['`cf-aig init`: asks again']],
  [
    'its own steps and alternatives',
    { steps: ['s'], or: ['o'] },
    {},
    ['`cf-aig init`: asks again', 's', 'o'],
  ],
  ['other ones', { steps: ['s'], or: ['o'] }, { steps: ['t'], or: [] }, ['`cf-aig init`: asks again', 't']],
  ['the fix in a step', {}, { steps: ['Run `cf-aig init`.'] }, ['Run `cf-aig init`.']],
  ['the fix in an alternative', {}, { or: ['Run `cf-aig init`.'] }, ['Run `cf-aig init`.']],
])('help with %s', (_, about, help, remedy) => {
  const { steps = about.steps ?? [], or = about.or ?? [] } = help;
  expect(withHelp({ id: 1, ...about }, { fix: FIX, ...help })).toEqual({
    id: 1,
    fix: FIX,
    steps,
    or,
    remedy,
  });
});

test('a fix without a command is the remedy when there is no other', () => {
  expect(withHelp({}, { fix: { what: 'Wait.' } }).remedy).toEqual(['Wait.']);
  expect(withHelp({}, { fix: { what: 'Wait.' }, or: ['Ask.'] }).remedy).toEqual(['Ask.']);
});

test('what is not known is not there', () => {
  const found = makeDiagnosis('body-empty', {}, []);
  for (const name of ['alternatives', 'nearest', 'model']) expect(found).not.toHaveProperty(name);
});

test.each<[CauseId, string]>([
  ['connection-refused', 'The connection to the server was refused.'],
  ['dns-failed', 'The name of the server cannot be resolved.'],
  ['model-prefix-missing', 'The model id lacks the provider in front.'],
  ['model-roles-elsewhere', 'Some of OpenClaw’s models do not go through the gateway.'],
])('the title of %s says nothing of a value that is not known', (cause, title) => {
  expect(makeDiagnosis(cause, {}, []).title).toBe(title);
});
