import { describe, expect, test } from '@jest/globals';
import { withClientOptions } from '../../../src/cli/clients/client-commands.js';

const OPTIONS = {
  baseUrl: 'https://ai.example.com/compat',
  api: 'openai-completions',
  tokenEnv: 'MY_TOKEN',
} as const;
const adapt = (command: string, what = 'x', options = {}) =>
  withClientOptions(
    { fix: { command, what }, remedy: [what] },
    { ...OPTIONS, ...options },
    { shell: 'posix', model: 'a b' },
  );

describe('the commands that examine a client', () => {
  test.each<[string, string, object, string]>([
    [
      'get its flags',
      'cf-aig test-model --repeat 3',
      {},
      'cf-aig test-model --repeat 3 --base-url https://ai.example.com/compat --api openai-completions --model a\\ b --token-env MY_TOKEN',
    ],
    [
      'with all that are given',
      'cf-aig doctor',
      { keyEnv: 'KEY', tokenHeader: 'api-key', header: [`x=\${V}`] },
      'cf-aig doctor --base-url https://ai.example.com/compat --api openai-completions --model a\\ b --token-env MY_TOKEN --key-env KEY --token-header api-key --header x=\\$\\{V\\}',
    ],
    [
      'and no password of the address',
      'cf-aig doctor',
      { baseUrl: 'https://me:secret@ai.example.com', api: undefined, tokenEnv: undefined },
      'cf-aig doctor --base-url https://\\*\\*\\*@ai.example.com --model a\\ b',
    ],
    ['but no others', 'date', {}, 'date'],
  ])('%s', (_name, command, options, expected) => {
    expect(adapt(command, 'x', options).fix?.command).toBe(expected);
  });

  test('in a sentence refer to them', () => {
    expect(adapt('date', 'Then run `cf-aig test-model`.').remedy).toEqual([
      'Then run `cf-aig test-model` with the same options.',
    ]);
  });
});
