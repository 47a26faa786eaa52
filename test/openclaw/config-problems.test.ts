import { expect, test } from '@jest/globals';
import { configProblems } from '../../src/openclaw/config-problems.js';
import { CONFIG, GATEWAY_URL, Home } from './memory.js';

const OWN = `{ baseUrl: '${GATEWAY_URL}/compat', headers: 3 }`;

test.each<[name: string, files: Record<string, string>, problems: [cause: string, evidence: unknown[]][]]>([
  ['nothing is wrong', { [CONFIG]: '{}' }, []],
  ['there is no config', {}, [['config-missing', []]]],
  [
    'a broken config',
    { [CONFIG]: '{ a: }' },
    [['config-syntax', [expect.stringMatching(/^\/home\/u\/\.openclaw\/openclaw\.json:1:6: .*\{ a: \}/s)]]],
  ],
  [
    'a file that is missing',
    { [CONFIG]: `{ $include: './gone' }` },
    [['config-unreadable', ['/home/u/.openclaw/gone: no such file']]],
  ],
  ['a list', { [CONFIG]: '[]' }, [['config-wrong-type', []]]],
  [
    'a wrong type on the path to the block',
    { [CONFIG]: '{\n  models: []\n}' },
    [['config-wrong-type', [`${CONFIG}:2:11: models`]]],
  ],
  [
    'a wrong type in a block with a name of its own',
    { [CONFIG]: `{ models: { providers: { own: ${OWN} } } }` },
    [['config-wrong-type', [expect.stringMatching(/:1:\d+: models\.providers\.own\.headers$/)]]],
  ],
])('%s', async (_name, files, problems) => {
  const snapshot = await new Home(files).snapshot();
  expect(configProblems(snapshot).map(({ cause, evidence }) => [cause, evidence])).toEqual(problems);
});
