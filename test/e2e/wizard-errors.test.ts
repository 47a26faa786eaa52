import { describe, expect, test } from '@jest/globals';
import type { CauseId } from '../../src/diagnosis/causes/catalogue.js';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { builtInKey } from '../../src/sandbox/provider/built-in-keys.js';
import { startSandbox } from '../../src/sandbox/server.js';
import { Stage } from './features-setup.js';
import { runInProcess } from './harness.js';
import { type Answer, playPlain } from './plain-wizard.js';
import { NO_API } from './scenes.js';

const stage = Stage.forEachTest();

const OWN_KEY = `\${OPENAI_API_KEY}`;
const VARIABLE = 'CLOUDFLARE_AI_GATEWAY_API_KEY';
const ACCOUNT = '0123456789abcdef0123456789abcdef';
const OTHER_ACCOUNT = 'fedcba9876543210fedcba9876543210';
const GOOD = SANDBOX_TOKENS.good.value;
const RUN_ONLY = SANDBOX_TOKENS.runOnly.value;
const NO_RUN = SANDBOX_TOKENS.withoutRun.value;
const OTHERS = SANDBOX_TOKENS.otherAccount.value;
const REVOKED = `cfut_${'FAKEfake'.repeat(6)}`;

const TOKEN = /Cloudflare API token/;
const ACCOUNT_ID = /Account ID/;
const GATEWAY = /Gateway: .* search/;
const GATEWAY_NAME = /Name of the gateway/;
/** Of a list, in plain lines. */
const LIST = /A number, or a word to search/;
const MODELS = /Models: .* search/;
const KEY = /Your OpenAI key/;

interface Story {
  /** The token in OpenClaw's `.env`. */
  stored?: string;
  env?: NodeJS.ProcessEnv;
  args?: readonly string[];
  answers?: readonly Answer[];
}

async function play({ stored, env = {}, args = [], answers = [] }: Story) {
  if (stored) stage.home.write(stage.home.dotenv, `${VARIABLE}=${stored}\n`);
  const world = {
    HOME: stage.home.path,
    CF_AIG_GATEWAY_ORIGIN: stage.sandbox.gatewayOrigin,
    CLOUDFLARE_API_BASE_URL: stage.sandbox.apiBaseUrl,
    ...env,
  };
  return playPlain(args, { env: world, answers });
}

describe('a token that is there is tried before it is used', () => {
  test.each<[name: string, token: string, env: NodeJS.ProcessEnv, words: RegExp, next: RegExp]>([
    ['good', GOOD, {}, /API_KEY in ~\/\.openclaw\/\.env.*accepted by the gateway/, LIST],
    [
      'owned by the account',
      SANDBOX_TOKENS.accountOwned.value,
      {},
      /account API token.*accepted by the gateway/,
      LIST,
    ],
    ['revoked', REVOKED, {}, /API_KEY in ~\/\.openclaw\/\.env.*Cloudflare does not know this token/, TOKEN],
    ['expired', SANDBOX_TOKENS.expired.value, {}, /The gateway token has expired.*Create another/, TOKEN],
    ['disabled', SANDBOX_TOKENS.disabled.value, {}, /The gateway token is disabled.*Switch it on/, TOKEN],
    ['without Run', NO_RUN, {}, /may not send requests.*Add Account > AI Gateway > Run/, TOKEN],
    ['not a token', '"Bearer x"', {}, /The gateway token is malformed/, TOKEN],
    ['a provider’s key', builtInKey('openai'), {}, /is a provider key/, TOKEN],
    ['good, the API not reached', GOOD, NO_API, /API gave no answer.*refused.*not tried yet/, ACCOUNT_ID],
  ])('%s', async (_name, stored, env, words, next) => {
    const { text, stoppedAt } = await play({ stored, env });
    expect(text).toMatch(words);
    expect(stoppedAt).toMatch(next);
    expect(text).not.toContain(stored.slice(-8));
  });

  test('of another account than the given one: one of the two is asked for again', async () => {
    const env = { CLOUDFLARE_ACCOUNT_ID: ACCOUNT };
    const account = await play({ stored: OTHERS, env, answers: [[/Which one is wrong/, '1']] });
    expect(account.text).toMatch(/not for the account 0123.*Account: Other sandbox account/);
    const token = await play({ stored: OTHERS, env, answers: [[/Which one is wrong/, '2']] });
    expect(token.stoppedAt).toMatch(TOKEN);
  });

  test('that of an exported variable wins against .env, which is said', async () => {
    const { text } = await play({ env: { [VARIABLE]: SANDBOX_TOKENS.expired.value } });
    expect(text).toContain(`unset ${VARIABLE}`);
  });

  test('another one can be given for it, and the good one be kept', async () => {
    const kept = await play({
      stored: GOOD,
      answers: [
        [GATEWAY, '<'],
        [TOKEN, '<'],
        [/./, 'my-gateway'],
      ],
    });
    expect(kept.stoppedAt).toMatch(/search/);
    const other = await play({
      stored: GOOD,
      answers: [
        [GATEWAY, '<'],
        [TOKEN, RUN_ONLY],
      ],
    });
    expect(other.stoppedAt).toMatch(GATEWAY_NAME);
  });

  test('what is refused can be used all the same, when it is entered again', async () => {
    const { text, stoppedAt } = await play({
      answers: [
        [TOKEN, NO_RUN],
        [/may not send.*token/, NO_RUN],
      ],
    });
    expect(text).toContain('is used although Cloudflare refuses it');
    expect(stoppedAt).toMatch(LIST);
  });
});

describe('the variables of wrangler', () => {
  test.each(['CLOUDFLARE_API_TOKEN', 'CF_API_TOKEN'])(
    '%s is offered, and stored after a yes only',
    async (name) => {
      const env = { [name]: GOOD };
      const offer = new RegExp(
        `${name} in the environment.*accepted.*Use it for OpenClaw, and store it in OpenClaw’s .env\\? \\(Y/n\\)`,
      );
      const taken = await play({ env, answers: [[offer, 'y']] });
      expect(taken.stoppedAt).toMatch(LIST);
      const refused = await play({ env, answers: [[offer, 'n']] });
      expect(refused.stoppedAt).toMatch(TOKEN);
    },
  );

  test.each<[name: string, token: string, words: RegExp]>([
    ['without Run', NO_RUN, /CLOUDFLARE_API_TOKEN in the environment: .*may not send requests/],
    ['of wrangler login', `${'a'.repeat(30)}.${'b'.repeat(40)}`, /OAuth token of a login/],
  ])('one %s is named, and another asked for', async (_name, token, words) => {
    const { text, stoppedAt } = await play({ env: { CLOUDFLARE_API_TOKEN: token } });
    expect(text).toMatch(words);
    expect(stoppedAt).toMatch(TOKEN);
  });

  test('it is asked about only where OpenClaw has no good token', async () => {
    const { text } = await play({ stored: RUN_ONLY, env: { CLOUDFLARE_API_TOKEN: GOOD } });
    expect(text).not.toContain('CLOUDFLARE_API_TOKEN');
    const instead = await play({ stored: REVOKED, env: { CLOUDFLARE_API_TOKEN: GOOD } });
    expect(instead.text).toMatch(/does not know this token.*CLOUDFLARE_API_TOKEN in the environment/);
  });

  test('the account that CLOUDFLARE_ACCOUNT_ID gives is named', async () => {
    const { text } = await play({ stored: RUN_ONLY, env: { CLOUDFLARE_ACCOUNT_ID: ACCOUNT } });
    expect(text).toContain(
      `Account: Sandbox account (${ACCOUNT}), from CLOUDFLARE_ACCOUNT_ID in the environment`,
    );
  });

  test('without a terminal they are not read', async () => {
    const env = { HOME: stage.home.path, CLOUDFLARE_API_TOKEN: GOOD };
    const { code, stderr } = await runInProcess(['init', '--no-input', '--model', 'openai/gpt-4o'], { env });
    expect(code).toBe(2);
    expect(stderr).toContain('--token-env CLOUDFLARE_API_TOKEN');
  });
});

describe('a gateway that does not exist', () => {
  test('typed from memory: the near one comes first, and a new one is created only after a yes', async () => {
    const { stoppedAt, text } = await play({
      stored: GOOD,
      answers: [
        [GATEWAY, 'my-gatway'],
        [/1\. my-gateway \(did you mean this one\?\).*2\. \+ create my-gatway/, '2'],
      ],
    });
    expect(stoppedAt).toMatch(/Create the new gateway my-gatway .*y\/N/);
    expect(text).not.toContain('was created');
  });

  test('given by a flag: the account’s own are shown, the near one first', async () => {
    const { text, stoppedAt } = await play({
      stored: GOOD,
      args: ['--gateway', 'my-gatway', '--model', 'openai/gpt-4o-mini', '--dry-run'],
      answers: [[/no gateway named "my-gatway".*1\. my-gateway \(did you mean this one\?\)/, '1']],
    });
    expect(stoppedAt).toBeUndefined();
    expect(text).toContain(`/${ACCOUNT}/my-gateway/compat`);
  });

  test('what was chosen in its place is asked for again when the user goes back', async () => {
    const { stoppedAt } = await play({
      stored: GOOD,
      args: ['--gateway', 'my-gatway'],
      answers: [
        [GATEWAY, '1'],
        [MODELS, '<'],
      ],
    });
    expect(stoppedAt).toMatch(LIST);
  });

  test('in the setup so far: the same', async () => {
    const url = `${stage.sandbox.gatewayOrigin}/v1/${ACCOUNT}/my-gatway/compat`;
    const block = { baseUrl: url, api: 'openai-completions', apiKey: `\${${VARIABLE}}`, models: [] };
    stage.home.write(
      stage.home.config,
      JSON.stringify({ models: { providers: { 'cloudflare-ai-gateway': block } } }),
    );
    const { text } = await play({ stored: GOOD });
    expect(text).toMatch(
      /my-gatway of the setup so far is not in this account.*1\. my-gateway \(did you mean/,
    );
  });

  test('typed by name, since the token cannot list them: the gateway itself tells', async () => {
    const { text, stoppedAt } = await play({
      stored: RUN_ONLY,
      env: { CLOUDFLARE_ACCOUNT_ID: ACCOUNT },
      answers: [
        [GATEWAY_NAME, 'my-gatway'],
        [/no gateway named "my-gatway"/, '1'],
        [GATEWAY_NAME, 'my-gateway'],
      ],
    });
    expect(text).toContain('The gateway my-gateway answers and takes the token');
    expect(stoppedAt).toMatch(/search/);
  });

  test('that Cloudflare does not let --create-gateway create: another is asked for', async () => {
    const { text, stoppedAt } = await play({
      stored: NO_RUN,
      args: ['--gateway', 'other', '--create-gateway'],
      answers: [[TOKEN, NO_RUN]],
    });
    expect(text).toContain('Cloudflare did not create it');
    expect(stoppedAt).toMatch(LIST);
  });
});

describe('a gateway that asks for no token', () => {
  const noToken: Answer[] = [
    [TOKEN, ''],
    [/My gateway requires no token/, '3'],
    [ACCOUNT_ID, ACCOUNT],
  ];

  test('but does: back to the token, with the reason', async () => {
    const { text, stoppedAt } = await play({ answers: [...noToken, [GATEWAY_NAME, 'my-gateway']] });
    expect(text).toMatch(/"my-gateway" requires a token, and none was sent/);
    expect(stoppedAt).toMatch(TOKEN);
  });

  test('and whose address is pasted: the token is not asked for again', async () => {
    const place = `https://dash.cloudflare.com/${ACCOUNT}/ai/ai-gateway/gateways/open-gateway`;
    const [token, none] = noToken;
    const { text, stoppedAt } = await play({ answers: [token!, none!, [ACCOUNT_ID, place]] });
    expect(text).toContain('The gateway open-gateway answers');
    expect(stoppedAt).toMatch(/search/);
  });

  test('and does not: go on; the next time it is not asked about', async () => {
    const setup = [...noToken, [GATEWAY_NAME, 'open-gateway'], [MODELS, 'openai/gpt-4o-mini']] as const;
    const first = await play({
      answers: [...setup, [/Who pays|key/, '1'], [KEY, builtInKey('openai')], [/Write/, '1']],
    });
    expect(first.code).toBe(0);
    const { text, stoppedAt } = await play({});
    expect(text).toContain('Cloudflare API token: none, since the gateway open-gateway asks for none');
    expect(stoppedAt).toMatch(/search/);
  });

  test('with a token: Cloudflare is not offered to pay', async () => {
    const { text } = await play({
      stored: GOOD,
      args: ['--gateway', 'open-gateway', '--model', 'openai/gpt-4o-mini'],
    });
    expect(text).toMatch(/Cloudflare cannot pay OpenAI: this gateway asks for no token/);
  });
});

describe('an account', () => {
  test('typed by hand that the token does not reach: it is asked for again', async () => {
    const { text, stoppedAt } = await play({
      env: NO_API,
      answers: [
        [TOKEN, GOOD],
        [ACCOUNT_ID, OTHER_ACCOUNT],
        [GATEWAY_NAME, 'default'],
        [/Which one is wrong.*1\. The token.*2\. The account ID/, '2'],
      ],
    });
    expect(text).toMatch(/Cloudflare rejected the gateway token/);
    expect(stoppedAt).toMatch(ACCOUNT_ID);
  });
});

describe('the own key', () => {
  const own = ['--gateway', 'my-gateway', '--model', 'openai/gpt-4o-mini', '--pay', 'own-key'];
  const wrong = `sk-proj-${'FAKEfake'.repeat(6)}`;

  test.each([
    [
      'is given and refused is asked for again',
      wrong,
      /A_KEY: OpenAI does not accept.*Enter another key, or the same one again/,
      KEY,
    ],
    [
      'is given and accepted is used',
      builtInKey('openai'),
      /OpenAI accepts the key in A_KEY/,
      /words|number/,
    ],
  ])('that %s', async (_name, key, words, next) => {
    const args = [...own, '--provider-key-env', 'A_KEY'];
    const { text, stoppedAt } = await play({ stored: GOOD, env: { A_KEY: key }, args });
    expect(text).toMatch(words);
    expect(stoppedAt).toMatch(next);
  });

  test('is stored at Cloudflare after an unclear trial only if the user says so', async () => {
    const busy = await startSandbox({ port: 0, scenario: 'provider-overloaded' });
    const env = { CF_AIG_GATEWAY_ORIGIN: busy.gatewayOrigin, CLOUDFLARE_API_BASE_URL: busy.apiBaseUrl };
    const args = own.slice(0, 4);
    const answers: Answer[] = [
      [/Who pays OpenAI/, '3'],
      [KEY, builtInKey('openai')],
      [/not clear whether OpenAI accepts the key: .*What to do with the key/, '4'],
    ];
    const { text, stoppedAt } = await play({ stored: GOOD, env, args, answers });
    await busy.close();
    expect(text).not.toContain('stored at Cloudflare: OpenClaw needs only');
    expect(text).toContain('OPENAI_API_KEY');
    expect(stoppedAt).toMatch(/./);
  });
});

describe('init asks about what doctor names, and doctor is content afterwards', () => {
  interface Broken {
    token?: string;
    account?: string;
    gateway?: string;
    /** With the own key, in headers.Authorization; the token in its own header. */
    key?: string;
  }

  const write = ({ token = GOOD, account = ACCOUNT, gateway = 'my-gateway', key }: Broken) => {
    const own = {
      apiKey: OWN_KEY,
      headers: {
        Authorization: `Bearer ${OWN_KEY}`,
        'cf-aig-authorization': `Bearer \${${VARIABLE}}`,
      },
    };
    const block = {
      baseUrl: `${stage.sandbox.gatewayOrigin}/v1/${account}/${gateway}/compat`,
      api: 'openai-completions',
      auth: 'api-key',
      ...(key ? own : { apiKey: `\${${VARIABLE}}` }),
      models: [{ id: 'openai/gpt-4o-mini', name: 'GPT-4o mini' }],
    };
    const primary = 'cloudflare-ai-gateway/openai/gpt-4o-mini';
    const config = {
      models: { providers: { 'cloudflare-ai-gateway': block } },
      agents: { defaults: { model: { primary } } },
    };
    stage.home.write(stage.home.config, JSON.stringify(config));
    stage.home.write(stage.home.dotenv, `${VARIABLE}=${token}\n${key ? `OPENAI_API_KEY=${key}\n` : ''}`);
  };

  const REST: Answer[] = [
    [MODELS, ''],
    [/Write these changes/, '1'],
  ];

  test.each<[cause: CauseId, broken: Broken, answers: Answer[]]>([
    ['token-unknown', { token: REVOKED }, [[TOKEN, GOOD], ...REST]],
    ['token-expired', { token: SANDBOX_TOKENS.expired.value }, [[TOKEN, GOOD], ...REST]],
    ['token-lacks-run', { token: NO_RUN }, [[TOKEN, GOOD], ...REST]],
    ['token-other-account', { token: OTHERS }, [[/Which one is wrong/, '2'], [TOKEN, GOOD], ...REST]],
    ['account-id-mistyped', { account: `1${ACCOUNT.slice(1)}` }, [[/Which one is wrong/, '1'], ...REST]],
    ['gateway-not-found', { gateway: 'my-gatway' }, [[/my-gateway \(did you mean/, ''], ...REST]],
    [
      'provider-key-rejected',
      { key: `sk-proj-${'FAKEfake'.repeat(6)}` },
      [
        [MODELS, ''],
        [/Who pays OpenAI/, '2'],
        [/Enter another key.*Your OpenAI key/, builtInKey('openai')],
        [/Write these changes/, '1'],
      ],
    ],
    [
      'token-wrong-header',
      { gateway: 'open-gateway' },
      [
        [MODELS, ''],
        [/this gateway asks for no token.*Who pays OpenAI/, '1'],
        [KEY, builtInKey('openai')],
        [/Write these changes/, '1'],
      ],
    ],
  ])('%s', async (cause, broken, answers) => {
    write(broken);
    const env = {
      HOME: stage.home.path,
      CF_AIG_GATEWAY_ORIGIN: stage.sandbox.gatewayOrigin,
      CLOUDFLARE_API_BASE_URL: stage.sandbox.apiBaseUrl,
    };
    const before = await runInProcess(['doctor', '--json'], { env });
    expect(before.json().verdict).toMatchObject({ cause });
    expect(await play({ answers })).toMatchObject({ code: 0 });
    const after = await runInProcess(['doctor', '--json'], { env });
    expect(after.json()).toMatchObject({ ok: true, verdict: null });
  });
});

describe('--yes asks nothing, and takes nothing that was not named', () => {
  const here = ['--yes', '--model', 'openai/gpt-4o-mini'];

  test.each<[name: string, story: Story, code: number, words: RegExp]>([
    [
      'a token that is refused',
      { stored: REVOKED },
      13,
      /does not know this token.*no default for: Cloudflare API/,
    ],
    [
      'a token of another tool',
      { env: { CLOUDFLARE_API_TOKEN: GOOD } },
      2,
      /--token-env CLOUDFLARE_API_TOKEN/,
    ],
    [
      'a token of another tool that is refused: there is none for OpenClaw',
      { env: { CLOUDFLARE_API_TOKEN: REVOKED } },
      2,
      /does not know this token.*no default for: Cloudflare API/,
    ],
    [
      'a gateway that is misspelt',
      { stored: GOOD, args: ['--gateway', 'my-gatway'] },
      12,
      /no gateway named "my-gatway".*no default for: Gateway/,
    ],
  ])('%s', async (_name, story, exitCode, words) => {
    const { code, text } = await play({ ...story, args: [...here, ...(story.args ?? [])] });
    expect([code, text]).toEqual([exitCode, expect.stringMatching(words)]);
    expect(() => stage.home.read(stage.home.config)).toThrow('ENOENT');
  });
});

test('a gateway that is listed and not reached: that is said where its models are asked for', async () => {
  const { text, stoppedAt } = await play({
    stored: GOOD,
    args: ['--gateway', 'my-gateway'],
    env: { CF_AIG_GATEWAY_ORIGIN: 'http://127.0.0.1:9' },
  });
  expect(text).toMatch(
    /The gateway gave no answer: .*127\.0\.0\.1 port 9.*no list of models; this list is from/,
  );
  expect(stoppedAt).toMatch(/search/);
});

describe('a way of paying that is proven', () => {
  const WRITE = /Write these changes\?.* search/;
  const stored = GOOD;

  test('is not asked about after another token was pasted', async () => {
    const args = ['--gateway', 'my-gateway', '--model', 'openai/gpt-4o-mini'];
    const { text, stoppedAt } = await play({ stored, args, answers: [[WRITE, RUN_ONLY]] });
    expect(text.match(/Who pays OpenAI: Cloudflare, from your credits \(tested\)/g)).toHaveLength(2);
    expect(stoppedAt).toMatch(LIST);
    expect(text).not.toContain('Who pays OpenAI?');
  });

  test('is passed over on the way back if there is no other', async () => {
    const { text } = await play({
      stored,
      args: ['--gateway', 'my-gateway'],
      answers: [
        [MODELS, 'openai/gpt-4o-mini anthropic/claude-haiku-4-5'],
        [WRITE, '<'],
        [MODELS, ''],
      ],
    });
    expect(
      text.match(/Who pays OpenAI and Anthropic: Cloudflare, from your credits \(tested\)/g),
    ).toHaveLength(2);
    expect(text).not.toContain('as soon as there are credits');
  });
});

test('Esc at the first question asks whether to stop', async () => {
  const stays = await play({
    answers: [
      [TOKEN, '<'],
      [/Stop here/, 'n'],
    ],
  });
  expect(stays.stoppedAt).toMatch(TOKEN);
  const stops = await play({
    answers: [
      [TOKEN, '<'],
      [/Stop here/, 'y'],
    ],
  });
  expect(stops.code).toBe(130);
  expect(stops.stoppedAt).toBeUndefined();
});

test('--sandbox without one: how to start it', async () => {
  const { code, text } = await play({
    args: ['--sandbox'],
    env: { ...NO_API, CF_AIG_GATEWAY_ORIGIN: 'http://127.0.0.1:9' },
  });
  expect(code).toBe(11);
  expect(text).toMatch(
    /there is no sandbox at 127\.0\.0\.1:9.*Start it in another terminal.*sandbox --port 9/,
  );
});
