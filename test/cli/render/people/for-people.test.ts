import { expect, test } from '@jest/globals';
import { forPeople, textForPeople } from '../../../../src/cli/render/people/for-people.js';
import { memoryIo } from '../../../memory-io.js';

const HOME = '/home/me';

test('text is adapted, a JSON document stays as it is', () => {
  const given = memoryIo({ env: { HOME } });
  given.program = ['/usr/bin/node', '/home/me/.npm/_npx/0b08/node_modules/.bin/cf-aig'];
  const text = 'Run `cf-aig doctor` on /home/me/x\n';
  for (const json of [false, true]) {
    const io = forPeople(given, { json });
    io.out(text);
    io.err(text);
  }
  const adapted = 'Run `npx cf-aig doctor` on ~/x\n';
  expect([given.stdout, given.stderr]).toEqual([adapted + text, adapted + adapted]);
});

test('a text that is adapted twice is as if adapted once', () => {
  const surroundings = { home: HOME, program: 'npx cf-aig' };
  const once = textForPeople('`cf-aig doctor` reads /home/me/.env', surroundings);
  expect(textForPeople(once, surroundings)).toBe(once);
});
