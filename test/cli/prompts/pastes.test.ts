import { describe, expect, test } from '@jest/globals';
import type { Pasted } from '../../../src/cli/prompts/asker.js';
import type { Checked } from '../../../src/gateway/credentials/checked.js';
import { FakeTerminal, KEYS } from './fake-terminal.js';

const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
const ACCOUNT = '0123456789abcdef0123456789abcdef';
const CURL = `curl https://gateway.ai.cloudflare.com/v1/${ACCOUNT}/my-gateway/compat \\
  -H 'cf-aig-authorization: Bearer ${TOKEN}' \\
  -d '{"a": "?"}'`;
const ALL = { accountId: ACCOUNT, gateway: 'my-gateway', token: TOKEN };

const anything = (text: string): Checked => ({ ok: true, value: text });
const COLOURS = ['red', 'green'].map((value) => ({ value, name: value }));

/** The ways in which a terminal hands over a paste. */
const WAYS: Record<string, (terminal: FakeTerminal, text: string) => Promise<void>> = {
  'in brackets': (terminal, text) => terminal.paste(text),
  'in brackets, in pieces': async (terminal, text) => {
    const all = `\u001b[200~${text.replaceAll('\n', '\r')}\u001b[201~`;
    await terminal.press(all.slice(0, 3));
    await terminal.press(all.slice(3, 40));
    await terminal.press(all.slice(40, -2));
    await terminal.press(all.slice(-2));
  },
  'in one chunk': (terminal, text) => terminal.press(text.replaceAll('\n', '\r')),
  'in one chunk, CRLF': (terminal, text) => terminal.press(text.replaceAll('\n', '\r\n')),
};

const QUESTIONS = ({ asker }: FakeTerminal) => ({
  text: () =>
    asker.text({ message: 'Name', takes: 'gateway', initial: 'default', help: 'Help.', check: anything }),
  secret: () => asker.secret({ message: 'Token', takes: 'token', help: 'Help.', check: anything }),
  confirm: () => asker.confirm({ message: 'Sure?', help: 'Help.', initial: true }),
  choose: () => asker.choose({ message: 'Which', help: 'Help.', choices: COLOURS }),
  search: () => asker.choose({ message: 'Which', help: 'Help.', choices: () => COLOURS }),
  tick: () => asker.tick({ message: 'Which', help: 'Help.', choices: COLOURS }),
});
const KINDS = ['text', 'secret', 'confirm', 'choose', 'search', 'tick'] as const;

describe.each(KINDS)('a curl command of several lines at %s', (kind) => {
  test.each(Object.keys(WAYS))('%s', async (way) => {
    const terminal = new FakeTerminal();
    const asked = QUESTIONS(terminal)
      [kind]()
      .catch((error: Pasted) => error);
    await WAYS[way]!(terminal, CURL);
    if (kind === 'text' || kind === 'secret') {
      expect(await terminal.screen()).toContain('curl command: account, gateway and token');
      expect(await terminal.screen()).not.toContain('Help.');
      await terminal.press(KEYS.enter);
    }
    expect(await asked).toMatchObject({ name: 'Pasted', paste: ALL });
    expect(await terminal.screen()).toBe('');
    expect(terminal.raw).not.toContain('FAKE');
  });

  test('plain lines: with Enter, since nothing is redrawn', async () => {
    const terminal = new FakeTerminal({ accessible: true });
    const asked = QUESTIONS(terminal)
      [kind]()
      .catch((error: Pasted) => error);
    await terminal.press(`${CURL.replaceAll('\n', '\r')}\r`);
    expect(await asked).toMatchObject({ name: 'Pasted', paste: ALL });
    expect(terminal.raw).not.toContain('FAKE');
    expect(terminal.raw).not.toContain('\u001b');
  });

  test('a token alone is taken or hidden, and Ctrl-C leaves nothing of it', async () => {
    const terminal = new FakeTerminal();
    const asked = QUESTIONS(terminal)
      [kind]()
      .catch((error: Error) => error.name);
    await terminal.paste(TOKEN);
    if (kind === 'text' || kind === 'secret') await terminal.press(KEYS.ctrlC);
    expect(await asked).toBe(kind === 'text' || kind === 'secret' ? 'ExitPromptError' : 'Pasted');
    expect(terminal.raw).not.toContain('FAKE');
  });
});

describe('a text that is pasted', () => {
  const asked = (terminal: FakeTerminal) =>
    terminal.asker.text({ message: 'Name', initial: 'default', help: 'Help.', back: true, check: anything });

  test.each([
    ['a question mark in it is text', '?why', '?why'],
    ['what controls a terminal is left out', 'a\u0003b\u001b[31mc\u0007', 'ab[31mc'],
    ['a line break at its end is no Enter, and not in the answer', 'name\n', 'name'],
    ['quotes are taken off', '“my-gateway”', 'my-gateway'],
  ])('%s', async (_name, text, answer) => {
    const terminal = new FakeTerminal();
    let done = false;
    const answered = asked(terminal).finally(() => {
      done = true;
    });
    await terminal.paste(text);
    expect(done).toBe(false);
    await terminal.press(KEYS.enter);
    expect(await answered).toBe(answer);
  });

  test('is inserted at the cursor, and replaces the default', async () => {
    const terminal = new FakeTerminal();
    const answered = asked(terminal);
    expect(await terminal.screen()).toContain('(default)');
    await terminal.press('a');
    await terminal.press('d');
    await terminal.press('\u001b[D');
    await terminal.paste('bc');
    expect(await terminal.screen()).not.toContain('(default)');
    await terminal.press(KEYS.enter);
    expect(await answered).toBe('abcd');
  });

  test('of several lines goes away with one backspace', async () => {
    const terminal = new FakeTerminal();
    const answered = asked(terminal);
    await terminal.paste('one\ntwo\nthree');
    expect(await terminal.screen()).toContain('(hidden, 13 characters)');
    await terminal.press(KEYS.backspace);
    expect(await terminal.screen()).toContain('(default)');
    await terminal.press('four\r');
    expect(await answered).toBe('four');
  });

  test('letter by letter a token is hidden from its prefix on', async () => {
    const terminal = new FakeTerminal();
    const answered = asked(terminal).catch((error) => error);
    for (const letter of TOKEN.slice(0, 30)) await terminal.press(letter);
    expect(terminal.raw).not.toContain('cfut_F');
    await terminal.press(KEYS.enter);
    await answered;
  }, 20_000);
});

describe('a hidden text', () => {
  test('shows that it arrived; ? after it is part of it, before it explains', async () => {
    const terminal = new FakeTerminal();
    const answered = terminal.asker.secret({ message: 'Token', help: 'Help.', check: anything });
    await terminal.press('?');
    expect(await terminal.screen()).toContain('Help.');
    await terminal.paste(`${'x'.repeat(53)}\n`);
    expect(await terminal.screen()).toContain('(hidden, 53 characters)');
    await terminal.press('?');
    await terminal.press(KEYS.backspace);
    await terminal.press(KEYS.enter);
    expect(await answered).toBe('x'.repeat(53));
    expect(terminal.raw).not.toContain('xx');
  });
});

test('the brackets are on from the first question until the terminal is given back', async () => {
  const terminal = new FakeTerminal();
  const answered = terminal.asker.text({ message: 'Name', check: anything });
  await terminal.press('a\r');
  await answered;
  expect(terminal.raw).toContain('\u001b[?2004h');
  expect(terminal.raw).not.toContain('\u001b[?2004l');
  terminal.asker.close();
  expect(terminal.raw.endsWith('\u001b[?2004l')).toBe(true);
});

test('what is typed between two questions is dropped, and not echoed', async () => {
  const terminal = new FakeTerminal();
  const first = terminal.asker.text({ message: 'First', check: anything });
  await terminal.press('a\r');
  await first;
  await terminal.press(`${TOKEN}\r`);
  const second = terminal.asker.text({ message: 'Second', check: anything });
  await terminal.press('b\r');
  expect(await second).toBe('b');
  expect(terminal.raw).not.toContain('FAKE');
});
