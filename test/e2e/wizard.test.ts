import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { builtInKey } from '../../src/sandbox/provider/built-in-keys.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { cfAig, Home } from './harness.js';
import { KEYS, Terminal } from './terminal.js';

let sandbox: Sandbox;
let home: Home;
let terminal: Terminal | undefined;
let made = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  home = new Home();
  terminal = undefined;
  made++;
});
afterEach(() => {
  terminal?.kill();
  home.remove();
});

const env = (more: NodeJS.ProcessEnv = {}) => ({
  HOME: home.path,
  CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
  CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
  ...more,
});

const open = (...args: string[]) => {
  terminal = new Terminal(['init', ...args], env());
  return terminal;
};

type Story = readonly [question: RegExp, answer: string | (() => string)][];

/** Two models: searched for, ticked with the space bar. */
const TWO_MODELS = 'gpt-4o-mini sonnet-5 ';

/** With a token that may do everything. */
const TOKEN_FIRST: Story = [
  [/\? Cloudflare API token/, () => sandbox.token],
  [/\? Gateway /, () => `agent-${made}`],
  [/\? Create the new gateway/, ''],
  [/\? Models/, TWO_MODELS],
  [/\? Write these changes/, 'y'],
];

/** A token with nothing but AI Gateway Run. */
const RUN_ONLY: Story = [
  [/\? Cloudflare API token/, SANDBOX_TOKENS.runOnly.value],
  [/\? Name of the gateway/, () => sandbox.gateway],
  [/\? Models/, TWO_MODELS],
  [/\? Write these changes/, 'y'],
];

const play = async (story: Story, on = open()) => {
  for (const [question, answer] of story)
    await on.answer(question, typeof answer === 'string' ? answer : answer());
  return on;
};

describe('the token first', () => {
  test.each([
    ['a token that may do everything creates the gateway', TOKEN_FIRST, () => `agent-${made}`],
    ['a token that may only send is asked for the gateway', RUN_ONLY, () => sandbox.gateway],
  ])('%s, in six answers or fewer', async (_name, story, gateway) => {
    expect(story.length).toBeLessThanOrEqual(6);
    const screen = await play(story);
    await screen.see('Verdict: all well');
    expect(await screen.exitCode).toBe(0);
    expect(screen.text).not.toContain(sandbox.token);
    const config = home.read(home.config);
    expect(config).toContain(`/${sandbox.accountId}/${gateway()}/compat`);
    expect(config).toContain('"primary": "cloudflare-ai-gateway/openai/gpt-4o-mini"');
    expect(config).toContain('anthropic/claude-sonnet-5');
    expect(config).not.toContain('fallbacks');
    // The sandbox's price for every model; of the first it is the one that is known, the cache's included.
    expect(config.replace(/\s+/g, ' ')).toContain(
      '"cost": { "input": 0.15, "output": 0.6, "cacheRead": 0.075 }',
    );
    expect(config.replace(/\s+/g, ' ')).toContain(
      '"cost": { "input": 2, "output": 10, "cacheRead": 0.2, "cacheWrite": 2.5 }',
    );
  });

  test('without any answer of the API everything is asked, and whatever is pasted is understood', async () => {
    terminal = new Terminal(['init'], env({ CLOUDFLARE_API_BASE_URL: 'http://127.0.0.1:9/client/v4' }));
    await terminal.answer(/\? Cloudflare API token/, sandbox.token);
    await terminal.answer(/\? Account ID .*any URL/, 'abc123');
    await terminal.see('has 6 characters, 26 too few');
    const curl = `${KEYS.ctrlU}curl https://gateway.ai.cloudflare.com/v1/${sandbox.accountId}/${sandbox.gateway}/openai/chat/completions`;
    await terminal.answer('', curl);
    await terminal.answer(/\? Models/, TWO_MODELS);
    await terminal.answer(/\? Write these changes/, 'y');
    await terminal.see('Verdict: all well');
    expect(home.read(home.config)).toContain(`/${sandbox.accountId}/${sandbox.gateway}/compat`);
  });

  test('what the token may do is shown permission by permission', async () => {
    const screen = await play(TOKEN_FIRST.slice(0, 1));
    await screen.see(/AI Gateway Run.*AI Gateway Read.*AI Gateway Edit.*Workers AI Read/);
  });

  test('without a token: the page that creates the right one', async () => {
    const screen = await play([[/\? Cloudflare API token/, '']]);
    await screen.see(
      /https:\/\/dash.cloudflare.com\/profile\/api-tokens\?permissionGroupKeys=.*\? What next/,
    );
  });

  test.each([
    ['expired', SANDBOX_TOKENS.expired.value, 'The gateway token has expired'],
    ['unknown', `cfut_${'FAKEfake'.repeat(6)}`, 'Cloudflare does not know this token'],
    [
      'a provider’s key',
      'sk-ant-fake-fake-fake-fake-fake-fake',
      'This is an Anthropic key, not the gateway token',
    ],
  ])('a token that cannot be good is told at once: %s', async (_name, token, words) => {
    const screen = await play([[/\? Cloudflare API token/, token]]);
    await screen.see(words);
    await screen.answer('', sandbox.token);
    await screen.see('? Gateway');
  });
});

describe('the gateway', () => {
  test('the name of a new one is judged as it is typed', async () => {
    const screen = await play(TOKEN_FIRST.slice(0, 1));
    await screen.answer(/\? Gateway /, 'No Such');
    await screen.see('The gateway name has a space in it');
  });

  test('what Cloudflare refuses is said in its words, and another one can be taken', async () => {
    const reader = SANDBOX_TOKENS.withoutRun.value;
    const screen = await play([[/\? Cloudflare API token/, reader]]);
    await screen.answer(/may not send requests through the gateway.*\? Cloudflare API token/, reader);
    await screen.answer(/used although.*\? Gateway /, 'not-allowed');
    await screen.answer(/\? Create the new gateway/, '');
    const refusal = /did not create it: HTTP 401: Authentication error \(code 10000\).*\? Gateway /;
    await screen.answer(refusal, sandbox.gateway);
    await screen.see('? Models');
  });

  test('it can be given other settings', async () => {
    const name = `custom-${made}`;
    const screen = await play(TOKEN_FIRST.slice(0, 1));
    await screen.answer(/\? Gateway /, `${name}${KEYS.down}`);
    await screen.answer(/\? Require the token/, '');
    await screen.answer(/\? Keep logs/, 'n');
    await screen.answer(/\? Cache responses/, '300');
    await screen.answer(/\? Rate limit/, '100/60');
    await screen.see('? Models');
    const url = `${sandbox.apiBaseUrl}/accounts/${sandbox.accountId}/ai-gateway/gateways/${name}`;
    const reply = await fetch(url, { headers: { authorization: `Bearer ${sandbox.token}` } });
    expect(await reply.json()).toMatchObject({
      result: {
        ...{ authentication: true, collect_logs: false, cache_ttl: 300 },
        ...{ rate_limiting_limit: 100, rate_limiting_interval: 60 },
      },
    });
  });
});

describe('who pays', () => {
  test('where Cloudflare cannot, only the own key is offered, and it is tried at once', async () => {
    const screen = await play(TOKEN_FIRST.slice(0, 3));
    await screen.answer(/\? Models/, 'grok/grok-4.3');
    await screen.answer(/Cloudflare cannot pay xAI: no xAI key is stored there.* \? Who pays xAI/, '');
    await screen.answer(/\? Your xAI key/, 'xai-fake-fake-fake-fake-fake-fake-fake-fake');
    await screen.answer(/Enter another key.*\? Your xAI key/, 'xai-sandbox-provider-key-good');
    await screen.answer(/xAI accepts the key.*\? Write these changes/, 'y');
    await screen.see('Verdict: all well');
    expect(home.read(home.dotenv)).toContain('XAI_API_KEY=xai-sandbox-provider-key-good');
  });
});

describe('an own key of another provider', () => {
  test('is asked for, and goes into a block of its own', async () => {
    const setup = ['--account-id', sandbox.accountId, '--gateway', sandbox.gateway, '--token-env', 'TOKEN'];
    const own = ['--pay', 'own-key', '--provider-key-env', 'A_KEY', '--model', 'openai/gpt-4o-mini'];
    const keys = { TOKEN: sandbox.token, A_KEY: builtInKey('openai') };
    await cfAig(['init', '--no-input', '--no-check', ...setup, ...own], { env: env(keys) });
    const block = JSON.parse(home.read(home.config)).models.providers['cloudflare-ai-gateway'];
    const screen = open('--model', 'anthropic/claude-haiku-4-5', '--pay', 'own-key');
    await screen.answer(/Gateway: my-gateway .*\? Your Anthropic key/, builtInKey('anthropic'));
    await screen.answer(/has the key of openai.*\? Write these changes/, 'y');
    await screen.see('Verdict: all well');
    const { models, agents } = JSON.parse(home.read(home.config));
    expect(models.providers['cloudflare-ai-gateway']).toEqual(block);
    expect(agents.defaults.model.primary).toBe('cloudflare-ai-gateway-anthropic/anthropic/claude-haiku-4-5');
  });

  test('two of them at once are told apart before anything is asked about them', async () => {
    const screen = open('--pay', 'own-key');
    await screen.answer(/\? Cloudflare API token/, sandbox.token);
    await screen.answer(/\? Gateway /, sandbox.gateway);
    await screen.answer(/\? Models/, TWO_MODELS);
    await screen.answer(/one key serves one provider.*\? Models/, 'gpt-4o-mini');
    await screen.see('? Your OpenAI key');
  });
});

describe('a key that is stored at Cloudflare', () => {
  test('goes there and not into .env', async () => {
    const screen = await play(TOKEN_FIRST.slice(0, 3));
    await screen.answer(/\? Models/, 'grok/grok-4.3');
    await screen.answer(/\? Who pays xAI/, KEYS.down);
    await screen.answer(/\? Your xAI key/, 'xai-sandbox-provider-key-good');
    await screen.answer(/The key is stored at Cloudflare.* \? Write these changes/, 'y');
    await screen.see('Verdict: all well');
    expect(home.read(home.dotenv)).not.toContain('XAI_API_KEY');
  });
});

describe('back, help and Ctrl-C', () => {
  test('Esc leads to the question before, with its answer proposed', async () => {
    const screen = await play(TOKEN_FIRST.slice(0, 3));
    await screen.see('? Models');
    await new Promise((next) => setTimeout(next, 60));
    screen.type(KEYS.escape);
    await screen.see('? Gateway');
    await screen.answer('', sandbox.gateway);
    await screen.answer(/\? Models/, '');
    await screen.see(`/${sandbox.gateway}/compat`);
  });

  test('a question mark explains', async () => {
    const screen = await play(TOKEN_FIRST.slice(0, 1));
    await screen.see('? Gateway');
    screen.type('?');
    await screen.see('A gateway is the place at Cloudflare that your requests pass');
  });

  const stories: [string, Story][] = [
    ['token first', TOKEN_FIRST],
    ['run only', RUN_ONLY],
  ];
  const points = stories.flatMap(([name, story]) =>
    story.map(([question], index): [string, string, Story, number] => [question.source, name, story, index]),
  );
  test.each(points)(
    'Ctrl-C at “%s” (%s) ends with 130 and writes nothing',
    async (_q, _name, story, index) => {
      const screen = await play(story.slice(0, index));
      await screen.see(story[index]![0]);
      await new Promise((next) => setTimeout(next, 60));
      screen.type(KEYS.ctrlC);
      expect(await screen.exitCode).toBe(130);
      expect(screen.text.replace(/\s+/g, ' ')).toContain('Nothing was written');
      if (story === TOKEN_FIRST && index > 2) expect(screen.text).toContain('was created at Cloudflare');
      expect(() => home.read(home.config)).toThrow('ENOENT');
      expect(() => home.read(home.dotenv)).toThrow('ENOENT');
    },
  );
});

describe('before it is written', () => {
  test('one line sums it up, right above the question', async () => {
    const screen = await play(TOKEN_FIRST.slice(0, -1));
    await screen.see(
      /2 files: ~\/.openclaw\/.env \(new, 1 line\), ~\/.openclaw\/openclaw.json \(new, \d+ lines\) \? Write these changes/,
    );
    expect(screen.text).toContain('--- /dev/null');
  });

  const config = '{ agents: { defaults: { model: { primary: "ollama/llama3" } } } }\n';

  test('another primary model can be kept', async () => {
    home.write(home.config, config);
    const screen = await play(TOKEN_FIRST.slice(0, -1));
    await screen.answer(/\? Write these changes/, 'keep');
    await screen.answer(/✔ Write these changes: with ollama.*\? Write these changes/, 'y');
    await screen.see('Verdict: no failures; 1 warning: model-primary-elsewhere');
    expect(home.read(home.config)).toContain('primary: "ollama/llama3"');
  });

  test('“no” leaves everything as it was', async () => {
    home.write(home.config, config);
    const screen = await play(TOKEN_FIRST.slice(0, -1));
    await screen.answer(/\? Write these changes/, 'n');
    expect(await screen.exitCode).toBe(130);
    expect(home.read(home.config)).toBe(config);
  });

  test('the models can be tested, and the second be a fallback', async () => {
    const screen = await play(TOKEN_FIRST.slice(0, -1));
    await screen.answer(/\? Write these changes/, 'test');
    const answered = /gpt-4o-mini answered in \d+ ms .*claude-sonnet-5 answered in.*\? Write these changes/;
    await screen.answer(answered, 'fall back');
    await screen.answer(/✔ Write these changes: with fallbacks.*\? Write these changes/, 'y');
    await screen.see('Verdict: all well');
    expect(home.read(home.config)).toContain(
      '"fallbacks": ["cloudflare-ai-gateway-anthropic/anthropic/claude-sonnet-5"]',
    );
  });
});

describe('--accessible: plain lines, nothing redrawn', () => {
  test('the whole story', async () => {
    const screen = open('--accessible', '--no-color');
    await screen.answer(/Cloudflare API token .*: $/, sandbox.token);
    await screen.answer(/Gateway: .* A number, or a word to search .*: $/, `plain-${made}`);
    await screen.answer(/create plain-.* search .*: $/, '1');
    await screen.answer(/Create the new gateway .*: $/, 'y');
    await screen.answer(/Models: .* search .*: $/, 'openai/gpt-4o-mini, anthropic/claude-opus-4-5');
    await screen.answer(/Write these changes.* search .*: $/, '1');
    await screen.see('Verdict: all well');
    expect(await screen.exitCode).toBe(0);
    expect(screen.text).not.toContain(sandbox.token);
    expect(screen.raw).not.toContain('\u001b[');
  });
});

test('a second run proposes what is there, and Enter changes nothing', async () => {
  await (await play(TOKEN_FIRST)).exitCode;
  const before = [home.read(home.config), home.read(home.dotenv)];
  const again = open();
  await again.answer(/accepted by the gateway.*Gateway: agent-\d+ .*\? Models.*gpt-4o-mini \(primary\)/, '');
  await again.see(/Who pays OpenAI: Cloudflare, from your credits \(tested\).*Verdict: all well/);
  expect(again.text).not.toContain('Write these changes');
  expect([home.read(home.config), home.read(home.dotenv)]).toEqual(before);
});

describe('the same in one line', () => {
  const run = (token: string, ...args: string[]) =>
    cfAig(
      [
        'init',
        ...['--account-id', sandbox.accountId, '--token-stdin', '--no-input', '--json'],
        ...['--model', 'openai/gpt-4o-mini,openai/gpt-4.1', '--fallback', 'anthropic/claude-sonnet-5'],
        ...args,
      ],
      { env: env(), input: token },
    );

  test('creates the gateway, and a second time finds it', async () => {
    const name = `line-${made}`;
    const create = [
      '--gateway',
      name,
      '--create-gateway',
      '--cache-ttl',
      '300',
      '--rate-limit',
      '1000/60',
      '--no-logs',
    ];
    const first = await run(sandbox.token, ...create);
    expect(first.json()).toMatchObject({
      ok: true,
      gateway: { name, created: true },
      doctor: { verdict: null },
    });
    const config = home.read(home.config);
    expect(config).toContain('"fallbacks": ["cloudflare-ai-gateway-anthropic/anthropic/claude-sonnet-5"]');
    const again = await run(sandbox.token, ...create);
    expect(again.json()).toMatchObject({ gateway: { name, created: false } });
    expect(again.json().changes.map(({ action }: { action: string }) => action)).toEqual(['none', 'none']);
    expect(home.read(home.config)).toBe(config);
  });

  test('with a token that may only send', async () => {
    const { runOnly: token } = SANDBOX_TOKENS;
    const done = await run(token.value, '--gateway', sandbox.gateway);
    expect(done.json()).toMatchObject({ ok: true, doctor: { verdict: null } });
    const refused = await run(token.value, '--gateway', 'other', '--create-gateway');
    expect(refused.json()).toMatchObject({ ok: false, exitCode: 13, error: { category: 'bad-token' } });
  });

  test('a dead API is no obstacle', async () => {
    const done = await cfAig(
      [
        'init',
        '--account-id',
        sandbox.accountId,
        '--gateway',
        sandbox.gateway,
        '--token-stdin',
        '--model',
        'gpt-4o-mini',
        '--json',
      ],
      { env: env({ CLOUDFLARE_API_BASE_URL: 'http://127.0.0.1:9/client/v4' }), input: sandbox.token },
    );
    expect(done.json()).toMatchObject({ ok: true, exitCode: 0 });
  });
});

test('“Test the model first” asks every time', async () => {
  const on = await play(TOKEN_FIRST.slice(0, 4));
  const completions = () =>
    sandbox.requests.filter(({ path, cost }) => path.endsWith('/chat/completions') && cost > 0).length;
  await on.see(/\? Write these changes/);
  for (let round = 1; round <= 2; round++) {
    const before = completions();
    await on.answer('', 't');
    await on.see(/answered in .* answered in .*\? Write these changes/);
    expect(completions() - before).toBe(2);
  }
});
