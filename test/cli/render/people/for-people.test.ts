import { expect, test } from '@jest/globals';
import { forPeople, textForPeople } from '../../../../src/cli/render/people/for-people.js';
import { memoryIo } from '../../../memory-io.js';

const HOME = '/home/me';

test('text is adapted, a JSON document keeps its paths; the commands of both can be pasted', () => {
  const given = memoryIo({ env: { HOME } });
  given.program = ['/usr/bin/node', '/home/me/.npm/_npx/0b08/node_modules/.bin/cf-aig'];
  const text = 'Run `cf-aig doctor` on /home/me/x';
  for (const kind of ['text', 'json'] as const) {
    const io = forPeople(given, kind);
    io.out(`${text}\n`);
    io.err(`${text}\n`);
  }
  const [adapted, pasted] = ['Run `npx cf-aig doctor` on ~/x', 'Run `npx cf-aig doctor` on /home/me/x'];
  expect([given.stdout, given.stderr]).toEqual([`${adapted}\n${pasted}\n`, `${adapted}\n${adapted}\n`]);
});

test('a document stays valid JSON, whatever the path of the program', () => {
  const given = memoryIo({ cwd: '/elsewhere' });
  given.program = ['/usr/bin/node', '/my "own" code/bin/cf-aig.js'];
  forPeople(given, 'json').out(JSON.stringify({ hint: 'First\ncf-aig doctor' }));
  expect(JSON.parse(given.stdout)).toEqual({ hint: 'First\nnode "/my "own" code/bin/cf-aig.js" doctor' });
});

test('a text that is adapted twice is as if adapted once', () => {
  const surroundings = { home: HOME, program: 'npx cf-aig' };
  const once = textForPeople('`cf-aig doctor` reads /home/me/.env', surroundings);
  expect(textForPeople(once, surroundings)).toBe(once);
});
