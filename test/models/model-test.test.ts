import { describe, expect, test } from '@jest/globals';
import type { Exchange } from '../../src/diagnosis/exchange/exchange.js';
import type { PlannedRequest } from '../../src/gateway/requests/access.js';
import { completeOnce } from '../../src/models/model-test.js';
import { targetOf } from '../../src/openclaw/target.js';
import { GATEWAY_URL, inHome, type Setup } from '../doctor/home.js';

const json = (status: number, body: unknown): Partial<Exchange> => ({
  response: {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    truncated: false,
  },
});
const gatewaySays = (status: number, code: number, message: string) =>
  json(status, {
    success: false,
    result: [],
    messages: [],
    error: [{ code, message }],
    errors: [{ code, message }],
  });
const REFUSED = gatewaySays(401, 2009, 'Unauthorized');
const JUNK_TAKEN = gatewaySays(400, 2008, 'Invalid provider');
const GOOD = json(200, {
  id: 'x',
  object: 'chat.completion',
  model: 'gpt-4o-mini',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hi.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

const isCompletion = ({ url }: PlannedRequest) => url.endsWith('/chat/completions');

/** One completion against answers given in turn; the last one stays. */
async function complete(
  answers: Partial<Exchange>[],
  junk: Partial<Exchange>,
  setup: Setup = {},
  model?: string,
) {
  let turn = 0;
  return inHome(async (home) => {
    const { snapshot, probes } = await home.inputs({
      ...setup,
      answer: (request) => (isCompletion(request) ? answers[Math.min(turn++, answers.length - 1)]! : junk),
    });
    const target = targetOf(snapshot, { modelId: model });
    const result = await completeOnce(probes.lab, target!, { prompt: 'Hi', stream: false });
    return { result, completions: turn };
  });
}

describe('a token that was refused', () => {
  test('once only: the completion is sent once more, and that counts', async () => {
    const { result, completions } = await complete([REFUSED, GOOD], JUNK_TAKEN);
    expect(result).toMatchObject({ ok: true, reply: 'Hi.' });
    expect(completions).toBe(2);
  });

  test('again by the completion alone is a fault at Cloudflare, after one more try', async () => {
    const { result, completions } = await complete([REFUSED], JUNK_TAKEN);
    expect(result).toMatchObject({ ok: false, category: 'gateway-policy', cause: 'gateway-fault' });
    expect(result.evidence[0]).toMatch(/^POST .* -> 401$/);
    expect(result.evidence.at(-1)).toContain('accepted the same token on another route');
    expect(completions).toBe(2);
  });

  test('by every request is not tried again', async () => {
    const { result, completions } = await complete([REFUSED], REFUSED);
    expect(result).toMatchObject({ ok: false, category: 'bad-token' });
    expect(completions).toBe(1);
  });
});

describe('a model that is refused for want of a key', () => {
  const NO_KEY = json(401, {
    error: { message: "You didn't provide an API key.", type: 'invalid_request_error', code: null },
  });
  const list = (...ids: string[]) =>
    json(200, { object: 'list', data: ids.map((id) => ({ id, object: 'model' })) });
  test.each<[string, Partial<Exchange>, string]>([
    [
      'and the gateway offers one with nearly its name: it is misspelt',
      list('openai/gpt-4o-mini'),
      'model-not-listed',
    ],
    [
      'and is offered: the key is missing',
      list('openai/gpt-4o-mini', 'openai/gpt-4o-mimi'),
      'provider-key-missing',
    ],
    ['and only the block lists one with nearly its name', list('openai/o3'), 'model-not-listed'],
  ])('%s', async (_name, offered, cause) => {
    const { result } = await complete([NO_KEY], offered, {}, 'openai/gpt-4o-mimi');
    expect(result.cause).toBe(cause);
  });
});

describe('Cloudflare did not pay: the balance is read before anything is said about it', () => {
  const UNPAID = gatewaySays(402, 2021, 'Insufficient unified billing credits.');
  const balance = (result: unknown) => json(200, { success: true, errors: [], messages: [], result });
  test.each<[string, Partial<Exchange>, string | undefined]>([
    ['nothing is left', balance({ balance: 0, first_topup_success: false }), '0'],
    ['something is left', balance({ balance: 12.5 }), '12.5'],
    ['the token may not read it', json(403, { success: false, errors: [{ code: 10000 }] }), undefined],
  ])('%s', async (_name, answer, left) => {
    const asked: string[] = [];
    const result = await inHome(async (home) => {
      const { snapshot, probes } = await home.inputs({
        answer: (request) => {
          asked.push(request.url);
          return isCompletion(request) ? UNPAID : answer;
        },
      });
      return completeOnce(probes.lab, targetOf(snapshot)!, { prompt: 'Hi', stream: false });
    });
    expect(result.cause).toBe('credits-exhausted');
    expect(asked.at(-1)).toMatch(/\/ai-gateway\/billing\/credit-balance$/);
    const balance = left === undefined ? 'the balance' : `the balance (${left})`;
    expect(result.remedy[0]).toContain(`Look at ${balance} and add credits`);
    expect(result.evidence.at(-1)?.includes('credit-balance')).toBe(left !== undefined);
  });
});

describe('a model id that the route cannot serve', () => {
  const openai: Setup = { block: { baseUrl: `${GATEWAY_URL}/openai` } };
  const KEY_REFUSED = json(401, {
    error: { message: 'Incorrect API key provided', type: 'invalid_request_error', code: 'invalid_api_key' },
  });

  test.each<[string, Setup, string, Partial<Exchange>, string]>([
    ['bare on /compat', {}, 'gpt-4o', gatewaySays(400, 2019, 'Bad format'), 'model-prefix-missing'],
    ['bare on /compat, the key blamed', {}, 'gpt-4o', KEY_REFUSED, 'model-prefix-missing'],
    ['prefixed on /openai', openai, 'openai/gpt-4o', KEY_REFUSED, 'model-prefix-superfluous'],
    ['another provider’s on /openai', openai, 'anthropic/claude-sonnet-5', KEY_REFUSED, 'model-listed-unfit'],
  ])('%s', async (_title, setup, model, answer, cause) => {
    const { result } = await complete([answer], JUNK_TAKEN, setup, model);
    expect(result).toMatchObject({ ok: false, cause });
  });

  test('says nothing where the model answers', async () => {
    expect((await complete([GOOD], JUNK_TAKEN, {}, 'gpt-4o')).result.ok).toBe(true);
  });

  test('does not hide what the gateway says of the token', async () => {
    expect((await complete([REFUSED], REFUSED, {}, 'gpt-4o')).result.category).toBe('bad-token');
  });
});

test('a listed model that is written nearly so is named where the provider does not know the one asked for', async () => {
  const unknown = json(404, { error: { message: 'The model does not exist', code: 'model_not_found' } });
  const { result } = await complete([unknown], JUNK_TAKEN, {}, 'openai/gpt-4o-mimi');
  expect(result.cause).toBe('model-not-listed');
  expect(result.fix).toEqual({ what: 'Write openai/gpt-4o-mini instead of openai/gpt-4o-mimi.' });
});

test('what Auto Router chose, and why', async () => {
  const routed = { 'cf-aig-routed-model': 'xai/grok-4', 'cf-aig-routing-reason': 'complexity' };
  const headers = { ...GOOD.response!.headers, ...routed };
  const answer = { response: { ...GOOD.response!, headers } };
  const { result } = await complete([answer], JUNK_TAKEN, {}, 'cloudflare/auto');
  expect(result).toMatchObject({ ok: true, routedModel: 'xai/grok-4', routingReason: 'complexity' });
});

describe('the log can tell a test from what OpenClaw sends', () => {
  const MARK = JSON.stringify({ tool: 'cf-aig' });
  test.each<[string, Setup, string]>([
    ['by its metadata', {}, MARK],
    ['unless the block has metadata', { block: { headers: { 'cf-aig-metadata': '{"a":1}' } } }, '{"a":1}'],
  ])('%s', async (_name, setup, metadata) => {
    const sent: PlannedRequest[] = [];
    await inHome(async (home) => {
      const { snapshot, probes } = await home.inputs({
        ...setup,
        answer: (request) => {
          sent.push(request);
          return GOOD;
        },
      });
      await completeOnce(probes.lab, targetOf(snapshot)!, { prompt: 'Hi', stream: false });
    });
    expect(sent.map(({ headers }) => headers['cf-aig-metadata'])).toEqual([metadata]);
  });
});

describe('the limit of tokens, as OpenClaw sends it on chat completions', () => {
  const entry = (compat?: Record<string, unknown>): Setup => ({
    block: { models: [{ id: 'openai/gpt-5.1', name: 'x', compat }] },
  });
  test.each<[string, Setup, string, string]>([
    ['a listed model', entry(), 'openai/gpt-5.1', 'max_tokens'],
    [
      'an entry that says otherwise',
      entry({ maxTokensField: 'max_completion_tokens' }),
      'openai/gpt-5.1',
      'max_completion_tokens',
    ],
    ['a model that is not listed', {}, 'openai/gpt-5.1', 'max_completion_tokens'],
    ['one of another family, not listed', {}, 'openai/gpt-4o', 'max_tokens'],
  ])('%s', async (_name, setup, model, field) => {
    let body = '';
    await inHome(async (home) => {
      const { snapshot, probes } = await home.inputs({
        ...setup,
        answer: (request) => {
          if (isCompletion(request)) body = request.body ?? '';
          return GOOD;
        },
      });
      const target = targetOf(snapshot, { modelId: model });
      await completeOnce(probes.lab, target!, { prompt: 'Hi', stream: false });
    });
    expect(Object.keys(JSON.parse(body))).toContain(field);
  });
});
