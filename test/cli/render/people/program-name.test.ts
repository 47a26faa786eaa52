import { expect, test } from '@jest/globals';
import { createProgram } from '../../../../src/cli/program.js';
import { COMMAND_NAMES, nameProgram, programName } from '../../../../src/cli/render/people/program-name.js';
import { memoryIo } from '../../../memory-io.js';

const CWD = '/home/me/code/cf-aig';

test.each<[name: string, script: string, env: NodeJS.ProcessEnv, expected: string]>([
  ['a global install', '/usr/local/bin/cf-aig', {}, 'cf-aig'],
  ['on Windows', 'C:\\npm\\node_modules\\cf-aig\\bin\\cf-aig.js', {}, 'cf-aig'],
  ['npx', '/home/me/.npm/_npx/0b08f722f0ffa76b/node_modules/.bin/cf-aig', {}, 'npx cf-aig'],
  ['npx on Windows', 'C:\\npm-cache\\_npx\\0b\\node_modules\\cf-aig\\bin\\cf-aig.js', {}, 'npx cf-aig'],
  ['a dependency of a project', `${CWD}/node_modules/.bin/cf-aig`, {}, 'npx cf-aig'],
  [
    'npx in such a project on Windows',
    'D:\\app\\node_modules\\cf-aig\\bin\\cf-aig.js',
    { npm_command: 'exec', npm_lifecycle_event: 'npx' },
    'npx cf-aig',
  ],
  [
    'pnpm dlx',
    '/home/me/.cache/pnpm/dlx/fa/1a/node_modules/.pnpm/cf-aig@1/node_modules/cf-aig/bin/cf-aig.js',
    {},
    'pnpm dlx cf-aig',
  ],
  ['a checkout', `${CWD}/bin/cf-aig.js`, {}, 'npx cf-aig'],
  ['npm start', `${CWD}/bin/cf-aig.js`, { npm_command: 'start' }, 'npx cf-aig'],
  ['a checkout elsewhere', '/opt/cf-aig/bin/cf-aig.js', {}, 'cf-aig'],
])('started by %s', (_name, script, env, expected) => {
  expect(programName({ program: ['node', script], env, cwd: CWD })).toBe(expected);
});

test.each([
  ['Run `cf-aig doctor --fix`.', 'Run `npx cf-aig doctor --fix`.'],
  ['cf-aig init', 'npx cf-aig init'],
  ['  \u001b[1mcf-aig doctor\u001b[22m', '  \u001b[1mnpx cf-aig doctor\u001b[22m'],
  ['To set it up: cf-aig init', 'To set it up: npx cf-aig init'],
  ['  $ source <(cf-aig completion bash)', '  $ source <(npx cf-aig completion bash)'],
  ['Usage: cf-aig doctor [options]', 'Usage: npx cf-aig doctor [options]'],
  ['(cf-aig undo)', '(npx cf-aig undo)'],
  ['printf %s "$TOKEN" | cf-aig init --token-stdin', 'printf %s "$TOKEN" | npx cf-aig init --token-stdin'],
  [
    '`cf-aig explain <cause>`, `cf-aig <command> --help`',
    '`npx cf-aig explain <cause>`, `npx cf-aig <command> --help`',
  ],
])('%j is suggested as %j', (text, expected) => {
  expect(nameProgram(text, 'npx cf-aig')).toBe(expected);
});

test.each([
  'cf-aig: there is no such command',
  'tests by cf-aig itself',
  'cf-aig initialises nothing',
  'npx cf-aig init',
  'npx\n    cf-aig init',
  'Hello from the cf-aig sandbox',
  'Hello from the\n   cf-aig sandbox',
  '~/cf-aig init',
])('%j is not rewritten: it is no command of cf-aig', (text) => {
  expect(nameProgram(text, 'npx cf-aig')).toBe(text);
});

test('every command can be suggested', () => {
  const { commands } = createProgram(memoryIo(), () => {});
  const visible = commands.map((command) => command.name()).filter((name) => !name.startsWith('__'));
  expect(visible.toSorted()).toEqual(COMMAND_NAMES.toSorted());
});
