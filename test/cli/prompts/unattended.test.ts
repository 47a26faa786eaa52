import { describe, expect, test } from '@jest/globals';
import type { Asker, Choice } from '../../../src/cli/prompts/asker.js';
import { UnattendedAsker } from '../../../src/cli/prompts/unattended.js';
import { styleOf } from '../../../src/cli/render/style.js';
import { memoryIo } from '../../memory-io.js';

const COLOURS: Choice<string>[] = [
  { value: 'none', name: 'None', disabled: 'Not now.' },
  { value: 'red', name: 'The red one', short: 'red' },
  { value: 'blue', name: 'blue' },
];
const check = (text: string) =>
  text === 'bad' ? { ok: false as const, problem: 'Bad.', hint: '' } : { ok: true as const, value: text };

async function ask(question: (asker: Asker) => Promise<unknown>) {
  const io = memoryIo();
  const answer = await question(new UnattendedAsker(io, styleOf(io, 'stderr', {})));
  return { answer, said: io.stderr };
}

describe('--yes takes what is proposed, and says it', () => {
  test.each<[string, (asker: Asker) => Promise<unknown>, unknown, string]>([
    ['a text', (a) => a.text({ message: 'Name', initial: 'me', check }), 'me', '✔ Name: me\n'],
    [
      'a choice',
      (a) => a.choose({ message: 'Colour?', initial: 'red', choices: COLOURS }),
      'red',
      '✔ Colour: red\n',
    ],
    [
      'what is ticked',
      (a) => a.tick({ message: 'Colours', ticked: ['blue', 'red'], choices: COLOURS }),
      ['blue', 'red'],
      '✔ Colours: blue, red\n',
    ],
    [
      'the first that can be ticked',
      (a) => a.tick({ message: 'Colours', choices: () => COLOURS }),
      ['red'],
      '✔ Colours: red\n',
    ],
    ['a yes', (a) => a.confirm({ message: 'Sure?', initial: true }), true, '✔ Sure: yes\n'],
    ['a no', (a) => a.confirm({ message: 'Sure?', initial: false }), false, '✔ Sure: no\n'],
  ])('%s', async (_name, question, answer, said) => {
    expect(await ask(question)).toEqual({ answer, said });
  });
});

describe('--yes refuses what has no default', () => {
  test.each<[string, (asker: Asker) => Promise<unknown>]>([
    ['a secret', (a) => a.secret({ message: 'Name', check })],
    ['a text', (a) => a.text({ message: 'Name', check })],
    ['a text whose default is wrong', (a) => a.text({ message: 'Name', initial: 'bad', check })],
    ['a choice', (a) => a.choose({ message: 'Name', choices: COLOURS })],
    [
      'a choice that cannot be taken',
      (a) => a.choose({ message: 'Name', initial: 'none', choices: COLOURS }),
    ],
    ['an empty list', (a) => a.tick({ message: 'Name', choices: [] })],
  ])('%s', async (_name, question) => {
    await expect(ask(question)).rejects.toThrow('there is no default for: Name');
  });
});
