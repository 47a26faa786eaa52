import { describe, expect, test } from '@jest/globals';
import { Back, type Choice } from '../../../src/cli/prompts/asker.js';
import type { Checked } from '../../../src/gateway/credentials/checked.js';
import { FakeTerminal, KEYS } from './fake-terminal.js';

const SECRET = 'FAKEfake-secret-0123456789-FAKEfake';
const HELP = 'This is why it is asked.';

const anything = (text: string): Checked => ({ ok: true, value: text });
const short = (text: string): Checked =>
  text.length < 6 ? { ok: true, value: text } : { ok: false, problem: 'Too long.', hint: 'Five at most.' };

const COLOURS: Choice<string>[] = [
  { value: 'red', name: 'Red', description: 'Like a tomato.' },
  { value: 'green', name: 'Green' },
  { value: 'blue', name: 'Blue', short: 'the blue one' },
];

/** Every kind of question, with the keys that answer it and the answer. */
const QUESTIONS = (terminal: FakeTerminal, back: boolean) => {
  const common = { message: `Which, ${SECRET}?`, help: HELP, back };
  const { asker } = terminal;
  return {
    text: () => asker.text({ ...common, check: anything }),
    secret: () => asker.secret({ ...common, check: anything }),
    confirm: () => asker.confirm({ ...common, initial: true }),
    choose: () => asker.choose({ ...common, choices: COLOURS }),
    search: () => asker.choose({ ...common, choices: () => COLOURS }),
    tick: () => asker.tick({ ...common, choices: COLOURS }),
  };
};
const KINDS = ['text', 'secret', 'confirm', 'choose', 'search', 'tick'] as const;

describe.each(KINDS)('every question: %s', (kind) => {
  test('Esc goes back, and the question is gone', async () => {
    const terminal = new FakeTerminal();
    const asked = expect(QUESTIONS(terminal, true)[kind]()).rejects.toThrow(Back);
    await terminal.press(KEYS.escape);
    await asked;
    expect(await terminal.screen()).toBe('');
    expect(terminal.asker.answered).toBe(0);
  });

  test('without a question before, Esc and < change nothing', async () => {
    const terminal = new FakeTerminal();
    const asked = QUESTIONS(terminal, false)[kind]();
    await terminal.press(KEYS.escape);
    await terminal.press('<');
    if (kind === 'secret' || kind === 'text' || kind === 'confirm') await terminal.press(KEYS.backspace);
    await terminal.press(KEYS.backspace);
    await terminal.press(KEYS.enter);
    expect(await asked).toBeDefined();
    expect(terminal.asker.answered).toBe(1);
  });

  test('? explains, once more hides it, and is no part of the answer', async () => {
    const terminal = new FakeTerminal();
    const asked = QUESTIONS(terminal, true)[kind]();
    expect(await terminal.screen()).not.toContain(HELP);
    await terminal.press('?');
    expect(await terminal.screen()).toContain(HELP);
    await terminal.press('?');
    expect(await terminal.screen()).not.toContain(HELP);
    await terminal.press(KEYS.enter);
    expect(JSON.stringify(await asked)).not.toContain('?');
    expect((await terminal.screen()).match(/Which/g)).toHaveLength(1);
  });

  test('a secret that the redactor knows is never drawn, however narrow the terminal', async () => {
    const terminal = new FakeTerminal({ columns: 24 });
    terminal.redactor.add(SECRET);
    const asked = QUESTIONS(terminal, true)[kind]();
    await terminal.press(KEYS.enter);
    await asked;
    const seen = (await terminal.screen()).replace(/\s/g, '');
    expect(seen).toContain('[redacted]');
    expect(seen).not.toMatch(/FAKE|secret|0123/);
  });

  test('Ctrl-C ends it as an interruption', async () => {
    const terminal = new FakeTerminal();
    const asked = expect(QUESTIONS(terminal, true)[kind]()).rejects.toMatchObject({
      name: 'ExitPromptError',
    });
    await terminal.press(KEYS.ctrlC);
    await asked;
    // The cursor is shown again, whether it was hidden or not.
    expect(terminal.raw.lastIndexOf('\u001b[?25h')).toBeGreaterThan(terminal.raw.lastIndexOf('\u001b[?25l'));
  });

  test('no colour with --no-color', async () => {
    const terminal = new FakeTerminal({ color: false });
    const asked = QUESTIONS(terminal, true)[kind]();
    await terminal.press(KEYS.enter);
    await asked;
    expect(terminal.raw).not.toMatch(/\u001b\[[\d;]*m/);
  });
});

describe('text', () => {
  const asked = (terminal: FakeTerminal) =>
    terminal.asker.text({ message: 'Name', initial: 'default', back: true, help: HELP, check: anything });

  test.each([
    ['Enter takes the default', [KEYS.enter], 'default'],
    ['the first key replaces it', ['my-gateway', KEYS.enter], 'my-gateway'],
    ['Tab makes it text that can be edited', [KEYS.tab, KEYS.backspace, KEYS.enter], 'defaul'],
    ['? and < within a text are text', ['a?b<c', KEYS.enter], 'a?b<c'],
    ['text and Enter in one piece', ['pasted\r'], 'pasted'],
  ])('%s', async (_name, keys, answer) => {
    const terminal = new FakeTerminal();
    const answered = asked(terminal);
    for (const key of keys) await terminal.press(key);
    expect(await answered).toBe(answer);
    expect(await terminal.screen()).toBe(`✔ Name: ${answer}`);
  });

  test.each([
    ['< and Enter', ['<', KEYS.enter]],
    ['< and Enter in one piece', ['<\r']],
    ['< and a line feed', ['<\n']],
  ])('%s go back', async (_name, keys) => {
    const terminal = new FakeTerminal();
    const answered = expect(asked(terminal)).rejects.toThrow(Back);
    for (const key of keys) await terminal.press(key);
    await answered;
  });

  test('what is wrong stays to be corrected, with the problem and the hint', async () => {
    const terminal = new FakeTerminal();
    const answered = terminal.asker.text({ message: 'Name', check: short });
    await terminal.press('abcdef\r');
    expect(await terminal.screen()).toBe('? Name abcdef\n> Too long. Five at most.');
    await terminal.press(KEYS.backspace);
    await terminal.press(KEYS.enter);
    expect(await answered).toBe('abcde');
  });

  test('a secret that is typed or pasted is not echoed', async () => {
    const terminal = new FakeTerminal();
    const answered = asked(terminal).catch((error) => error);
    await terminal.press('cfut_FAKEfakeFAKEfakeFAKEfake');
    expect(await terminal.screen()).toContain('(token, 29 characters)');
    await terminal.press(KEYS.enter);
    expect(await answered).toMatchObject({
      name: 'Pasted',
      paste: { token: 'cfut_FAKEfakeFAKEfakeFAKEfake' },
    });
    expect(await terminal.screen()).toBe('');
    expect(terminal.raw).not.toContain('FAKE');
  });
});

describe('secret', () => {
  test.each([
    [20, '(hidden)', '(hidden)'],
    [54, '(hidden, 54 characters)', '(54 characters)'],
    [300, '(hidden, 300 characters)', '(300 characters)'],
  ])('of %i characters', async (length, typed, answered) => {
    const terminal = new FakeTerminal();
    const asked = terminal.asker.secret({ message: 'Token', check: anything });
    await terminal.press('x'.repeat(length));
    expect(await terminal.screen()).toBe(`? Token ${typed}`);
    await terminal.press(KEYS.enter);
    expect(await asked).toHaveLength(length);
    expect(await terminal.screen()).toBe(`✔ Token: ${answered}`);
    expect(terminal.raw).not.toContain('x');
  });

  test('what was refused is gone from the line', async () => {
    const terminal = new FakeTerminal();
    const asked = terminal.asker.secret({ message: 'Token', check: short });
    await terminal.press('abcdef\r');
    expect(await terminal.screen()).toBe('? Token (hidden)\n> Too long. Five at most.');
    await terminal.press('good\r');
    expect(await asked).toBe('good');
  });
});

describe('confirm', () => {
  test.each([
    ['', true, 'yes'],
    ['n', false, 'no'],
    ['YES', true, 'yes'],
  ])('%j is %j', async (typed, answer, shown) => {
    const terminal = new FakeTerminal();
    const asked = terminal.asker.confirm({ message: 'Sure?', initial: true });
    expect(await terminal.screen()).toBe('? Sure? (Y/n)');
    await terminal.press(`${typed}\r`);
    expect(await asked).toBe(answer);
    expect(await terminal.screen()).toBe(`✔ Sure: ${shown}`);
  });

  test('anything else is asked again', async () => {
    const terminal = new FakeTerminal();
    const asked = terminal.asker.confirm({ message: 'Sure?', initial: false });
    await terminal.press('what\r');
    expect(await terminal.screen()).toContain('> Answer y or n.');
    for (const _ of 'what') await terminal.press(KEYS.backspace);
    await terminal.press('\r');
    expect(await asked).toBe(false);
  });
});

describe('choose', () => {
  const asked = (terminal: FakeTerminal, help?: string) =>
    terminal.asker.choose({ message: 'Colour', help, initial: 'green', choices: COLOURS });

  test.each([
    ['Enter takes the proposed one', [KEYS.enter], 'green', 'Green'],
    ['arrows move', [KEYS.down, KEYS.enter], 'blue', 'the blue one'],
    ['the beginning of a name leads to it', ['re\r'], 'red', 'Red'],
  ])('%s', async (_name, keys, answer, shown) => {
    const terminal = new FakeTerminal();
    const answered = asked(terminal);
    for (const key of keys) await terminal.press(key);
    expect(await answered).toBe(answer);
    expect(await terminal.screen()).toBe(`✔ Colour: ${shown}`);
  });

  test('? does not change what is pointed at', async () => {
    const terminal = new FakeTerminal();
    const answered = asked(terminal, HELP);
    await terminal.press(KEYS.down);
    await terminal.press('?');
    expect(await terminal.screen()).toMatch(/This is why it is asked\.\n\n {2}Red\n {2}Green\n❯ Blue/);
    await terminal.press(KEYS.enter);
    expect(await answered).toBe('blue');
  });

  test('a name that is too long for the terminal is cut', async () => {
    const terminal = new FakeTerminal({ columns: 20 });
    const choices = [{ value: 'long', name: 'A name of thirty characters or so' }];
    const answered = terminal.asker.choose({ message: 'Which', choices });
    expect(await terminal.screen()).toContain('❯ A name of thirty…\n');
    await terminal.press(KEYS.enter);
    expect(await answered).toBe('long');
  });
});

test('ASCII where the terminal has no more', async () => {
  const terminal = new FakeTerminal({ unicode: false });
  const choices = [{ value: 'long', name: 'x'.repeat(100) }];
  const answered = terminal.asker.tick({ message: 'Which', choices });
  await terminal.press(' ');
  const plain = await terminal.screen();
  expect(plain).toContain('> [x] xxx');
  expect(plain).toContain('up/down move | type to search | space tick | enter go on with 1');
  expect(plain).toMatch(/^[ -~\n]+$/);
  await terminal.press(KEYS.enter);
  expect(await answered).toEqual(['long']);
});

describe('lists that are searched', () => {
  const tick = (terminal: FakeTerminal) =>
    terminal.asker.tick({
      ...{ message: 'Colours', help: HELP, choices: COLOURS, ticked: ['blue'] },
      mark: (place) => (place === 0 ? 'first' : `${place + 1}`),
    });

  test('the space bar ticks what was found; the order is kept', async () => {
    const terminal = new FakeTerminal();
    const answered = tick(terminal);
    await terminal.press('tomato ');
    expect(await terminal.screen()).toMatch(/❯ ◉ Red \(2\)\n {2}◯ Green\n {2}◉ Blue \(first\)/);
    await terminal.press(KEYS.enter);
    expect(await answered).toEqual(['blue', 'red']);
    expect(await terminal.screen()).toBe('✔ Colours: the blue one, Red');
  });

  test('beside others that are ticked, Enter ticks what was found, too, and then goes on', async () => {
    const terminal = new FakeTerminal();
    const answered = tick(terminal);
    await terminal.press('gre');
    expect(await terminal.screen()).toMatch(/space tick · ⏎ tick it/);
    await terminal.press(KEYS.enter);
    expect(await terminal.screen()).toMatch(/❯ ◉ Green \(2\)[\s\S]*go on with 2/);
    await terminal.press(KEYS.enter);
    expect(await answered).toEqual(['blue', 'green']);
  });

  test('what is not found is not passed over, either; what is ticked already is not unticked', async () => {
    const terminal = new FakeTerminal();
    const answered = tick(terminal);
    await terminal.press('purple\r');
    expect(await terminal.screen()).toContain('> Nothing matches.');
    for (const _ of 'purple') await terminal.press(KEYS.backspace);
    await terminal.press('blue\r');
    expect(await answered).toEqual(['blue']);
  });

  test('ticks and search survive ?', async () => {
    const terminal = new FakeTerminal();
    const answered = tick(terminal);
    await terminal.press('green ');
    await terminal.press('re');
    await terminal.press('?');
    expect(await terminal.screen()).toContain(HELP);
    expect(await terminal.screen()).toContain('? Colours re\n');
    await terminal.press(KEYS.enter);
    await terminal.press(KEYS.enter);
    expect(await answered).toEqual(['blue', 'green', 'red']);
  });

  test('nothing found is told', async () => {
    const terminal = new FakeTerminal();
    const answered = terminal.asker.tick({ message: 'Colours', choices: COLOURS });
    await terminal.press('purple\r');
    expect(await terminal.screen()).toContain('> Nothing matches.');
    for (const _ of 'purple') await terminal.press(KEYS.backspace);
    await terminal.press(KEYS.enter);
    expect(await answered).toEqual(['red']);
  });

  test('choices can depend on what is typed; one that is disabled says why', async () => {
    const terminal = new FakeTerminal();
    const answered = terminal.asker.choose({
      message: 'Name',
      choices: (typed) => [
        typed.includes(' ')
          ? { value: '', name: typed, disabled: 'No spaces.' }
          : { value: typed, name: `create ${typed}` },
      ],
    });
    await terminal.press('a b\r');
    expect(await terminal.screen()).toContain('> No spaces.');
    await terminal.press(KEYS.backspace);
    await terminal.press(KEYS.backspace);
    await terminal.press(KEYS.enter);
    expect(await answered).toBe('a');
  });
});
