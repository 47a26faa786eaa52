import { describe, expect, test } from '@jest/globals';
import { Back, type Choice } from '../../../src/cli/prompts/asker.js';
import { readYesNo } from '../../../src/cli/prompts/plain.js';
import type { Checked } from '../../../src/gateway/credentials/checked.js';
import { FakeTerminal } from './fake-terminal.js';

const SECRET = 'FAKEfake-secret-0123456789-FAKEfake';

const short = (text: string): Checked =>
  text.length < 6 ? { ok: true, value: text } : { ok: false, problem: 'Too long.', hint: 'Five at most.' };
const anything = (text: string): Checked => ({ ok: true, value: text });

const COLOURS: Choice<string>[] = [
  { value: 'red', name: 'Red', description: 'Like a tomato' },
  { value: 'green', name: 'Green' },
  { value: 'grey', name: 'Grey', disabled: 'It is no colour.' },
];

/** Types each line when the prompt before it is there; the answer and all that was written. */
async function answer<T>(
  ask: (terminal: FakeTerminal) => Promise<T>,
  ...lines: string[]
): Promise<{ value: T; text: string }> {
  const terminal = new FakeTerminal({ accessible: true });
  terminal.redactor.add(SECRET);
  const asked = ask(terminal);
  // Handled when it is awaited, after the keys.
  asked.catch(() => undefined);
  for (const line of lines) await terminal.press(`${line}\n`);
  expect(terminal.raw).not.toContain('\u001b');
  return { value: await asked, text: terminal.raw };
}

describe('text', () => {
  test.each([
    ['Enter takes the default', [''], 'blue', 'Name [blue]: '],
    ['what is typed replaces it', ['red'], 'red', 'Name [blue]: '],
    ['what is wrong is asked again', ['purple', 'red'], 'red', 'Too long. Five at most.\nName'],
    ['? explains', ['?', 'red'], 'red', 'Because.\nName'],
    ['< without a question before is told', ['<', 'red'], 'red', 'There is no question before this one.'],
  ])('%s', async (_name, lines, value, text) => {
    const question = { message: 'Name', initial: 'blue', help: 'Because.', check: short };
    const done = await answer(({ asker }) => asker.text(question), ...lines);
    expect(done.value).toBe(value);
    expect(done.text).toContain(text);
  });

  test('< goes back', async () => {
    const question = { message: 'Name', back: true, check: short };
    await expect(answer(({ asker }) => asker.text(question), '<')).rejects.toThrow(Back);
  });

  test('the end of the input is an interruption', async () => {
    const question = { message: 'Name', back: true, check: short };
    const asked = answer((terminal) => {
      setTimeout(() => terminal.end(), 20);
      return terminal.asker.text(question);
    });
    await expect(asked).rejects.toMatchObject({ name: 'ExitPromptError' });
  });

  test('a secret that the redactor knows is not written', async () => {
    const question = { message: `Name, not ${SECRET}`, help: `No, not ${SECRET}.`, check: anything };
    const { text } = await answer(({ asker }) => asker.text(question), '?', 'red');
    expect(text).toContain('Name, not [redacted]');
    expect(text).not.toContain(SECRET);
  });
});

describe('secret', () => {
  test.each([
    ['x'.repeat(54), '(what you type is not shown): 54 characters'],
    ['x'.repeat(20), '(what you type is not shown): \n'],
  ])('%s', async (secret, text) => {
    const done = await answer(({ asker }) => asker.secret({ message: 'Token', check: anything }), secret);
    expect(done.value).toBe(secret);
    expect(done.text.endsWith(`${text}${text.endsWith('\n') ? '' : '\n'}`)).toBe(true);
    expect(done.text).not.toContain('xx');
  });
});

describe('lists', () => {
  const choose = ({ asker }: FakeTerminal) => asker.choose({ message: 'Colour', choices: COLOURS });
  const tick = ({ asker }: FakeTerminal) =>
    asker.tick({ message: 'Colours', choices: COLOURS, ticked: ['green'] });

  test.each([
    ['a number', ['2'], 'green', '  1. Red. Like a tomato\n  2. Green\n'],
    [
      'a word searches, Enter takes the only one',
      ['tomato', ''],
      'red',
      'Colour:\n  1. Red. Like a tomato\nA',
    ],
    ['what is disabled says why', ['3', '1'], 'red', 'It is no colour.'],
    ['a number too high', ['4', '1'], 'red', 'There is no number 4.'],
    ['nothing matches', ['purple', '', '1'], 'red', 'nothing matches'],
  ])('choose: %s', async (_name, lines, value, text) => {
    const done = await answer(choose, ...lines);
    expect(done.value).toBe(value);
    expect(done.text).toContain(text);
  });

  test.each([
    ['Enter takes what is marked', [''], ['green']],
    ['several numbers', ['2, 1'], ['green', 'red']],
    ['several values', ['red green'], ['red', 'green']],
    ['what a search finds is added with a number', ['tomato', '1'], ['green', 'red']],
    ['or with Enter', ['tomato', ''], ['green', 'red']],
    ['Enter below nothing leads back to the whole list', ['purple', '', ''], ['green']],
  ])('tick: %s', async (_name, lines, value) => {
    const done = await answer(tick, ...lines);
    expect(done.value).toEqual(value);
    expect(done.text).toContain('  2. Green (marked)');
  });
});

test('Enter takes no choice that is not shown', async () => {
  const { value, text } = await answer(
    ({ asker }) => asker.choose({ message: 'Which?', choices: COLOURS, initial: 'green' }),
    'tomato',
    '',
  );
  expect(value).toBe('red');
  expect(text).toMatch(/^Which\?\n[\s\S]*\[Enter: as marked\][\s\S]*\[Enter: 1\]/);
});

test('confirm asks until it is a yes or a no', async () => {
  const { value, text } = await answer(
    ({ asker }) => asker.confirm({ message: 'Sure?', initial: true }),
    'what',
    'n',
  );
  expect([value, text]).toEqual([false, 'Sure? (Y/n): what\nAnswer y or n.\nSure? (Y/n): n\n']);
});

test.each([
  ['', true, true],
  ['', false, false],
  ['y', false, true],
  ['YES', false, true],
  ['no', true, false],
  ['?', true, undefined],
])('readYesNo(%j, %j) is %j', (text, initial, expected) => {
  expect(readYesNo(text, initial)).toBe(expected);
});
