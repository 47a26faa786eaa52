import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { Home } from './harness.js';
import { KEYS, Terminal } from './terminal.js';

let sandbox: Sandbox;
let home: Home;
let terminal: Terminal;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  home = new Home();
});
afterEach(() => {
  terminal.kill();
  home.remove();
});

const open = (...args: string[]) => {
  terminal = new Terminal(['init', ...args], {
    HOME: home.path,
    CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
    CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
  });
  return terminal;
};

const pastedUrl = () =>
  `https://dash.cloudflare.com/${sandbox.accountId}/ai/ai-gateway/gateways/${sandbox.gateway}/overview`;

/** The questions of a first setup, and what a newcomer answers. */
const story = (): [question: RegExp, answer: string][] => [
  [/Account ID, or any URL/, pastedUrl()],
  [/Who pays the provider/, ''],
  [/Gateway token/, sandbox.token],
  [/Provider/, ''],
  [/Route through the gateway/, ''],
  [/Model/, ''],
  [/Write these changes/, 'y'],
];

describe('the wizard in a terminal', () => {
  test('a pasted dashboard URL, the token, and Enter lead to a setup that works', async () => {
    open();
    for (const [question, answer] of story()) await terminal.answer(question, answer);
    await terminal.see('Verdict: all well');
    expect(await terminal.exitCode).toBe(0);
    expect(home.read(home.config)).toContain(`/${sandbox.accountId}/${sandbox.gateway}/compat`);
    expect(terminal.text).not.toContain(sandbox.token);
  });

  test('a wrong answer is told with the reason, and can be put right', async () => {
    open();
    await terminal.answer(/Account ID/, 'abc123');
    await terminal.see('has 6 characters, 26 too few');
    await terminal.answer('', `${KEYS.ctrlU}${pastedUrl()}`);
    await terminal.answer(/Who pays/, '');
    await terminal.answer(/Gateway token/, 'sk-ant-fake-fake-fake-fake-fake-fake');
    await terminal.see('This is an Anthropic key, not the gateway token');
  });

  const questions = [
    'Account ID',
    'Who pays',
    'Gateway token',
    'Provider',
    'Route',
    'Model',
    'Write these changes',
  ];
  test.each(questions.map((name, index): [string, number] => [name, index]))(
    'Ctrl-C at “%s” ends with 130 and writes nothing',
    async (_name, index) => {
      open();
      for (const [question, answer] of story().slice(0, index)) await terminal.answer(question, answer);
      await terminal.see(story()[index]![0]);
      await new Promise((next) => setTimeout(next, 60));
      terminal.type(KEYS.ctrlC);
      expect(await terminal.exitCode).toBe(130);
      expect(terminal.text).toContain('Nothing was written');
      expect(() => home.read(home.config)).toThrow('ENOENT');
      expect(() => home.read(home.dotenv)).toThrow('ENOENT');
    },
  );

  test('another primary model is replaced only after a question', async () => {
    const config = '{ agents: { defaults: { model: { primary: "anthropic/claude-sonnet-4-5" } } } }\n';
    home.write(home.config, config);
    open();
    for (const [question, answer] of story().slice(0, -1)) await terminal.answer(question, answer);
    await terminal.answer(/Replace the primary model anthropic\/claude-sonnet-4-5/, 'n');
    expect(await terminal.exitCode).toBe(130);
    expect(home.read(home.config)).toBe(config);
  });
});
