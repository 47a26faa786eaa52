import { describe, expect, test } from '@jest/globals';
import { RED_SQUARE } from '../../src/models/picture.js';
import { AUTO_ROUTER_MODELS } from '../../src/sandbox/provider/models/auto-router-models.js';
import { hasModel } from '../../src/sandbox/provider/models/catalogue.js';
import { catalogueModel } from '../../src/sandbox/provider/models/catalogue-id.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { aig, ask, bearer, gatewayUrl, logRows, type Reply, sandbox, storeKey } from './client.js';

const HI = [{ role: 'user', content: 'hi' }];

const route = (
  box: Sandbox,
  headers: Record<string, string> = {},
  messages: readonly unknown[] = HI,
): Promise<Reply> =>
  ask(`${gatewayUrl(box)}/compat/chat/completions`, {
    headers: { ...aig(box.token), ...headers },
    body: { model: 'cloudflare/auto', messages },
  });

const decision = ({ headers }: Reply) => [headers['cf-aig-routed-model'], headers['cf-aig-routing-reason']];

const CHEAPEST = 'openai/gpt-5.6-luna';
const models = (list: string) => ({ 'cf-aig-allowed-models': list });
const providers = (list: string) => ({ 'cf-aig-allowed-providers': list });

test('the cheapest of the default models answers, and headers say why', async () => {
  const reply = await route(await sandbox());
  expect(reply.json.choices[0].message.content).toContain('speaking as openai/gpt-5.6-luna');
  expect(decision(reply)).toEqual([CHEAPEST, 'cost_optimal_within_pool']);
  expect(reply.headers['cf-aig-routing-decision-id']).toMatch(/^[0-9a-f-]{36}$/);
});

test.each([
  ['one model', models('anthropic/claude-opus-5'), 'anthropic/claude-opus-5', 'forced_by_candidate_pool'],
  ['a wildcard', models('anthropic/*'), 'anthropic/claude-sonnet-5', 'cost_optimal_within_pool'],
  [
    'an additional model, with dots',
    models('anthropic/claude-opus-5.5'),
    'anthropic/claude-opus-5.5',
    'forced_by_candidate_pool',
  ],
  ['an author that only the catalogue has', models('minimax/m3'), 'minimax/m3', 'forced_by_candidate_pool'],
  ['a provider', providers('anthropic'), 'anthropic/claude-sonnet-5', 'cost_optimal_within_pool'],
  ['Workers AI', providers('workers-ai'), '@cf/google/gemma-4-26b-a4b-it', 'cost_optimal_within_pool'],
  [
    'both',
    { ...models('openai/*, anthropic/*'), ...providers('anthropic') },
    'anthropic/claude-sonnet-5',
    'cost_optimal_within_pool',
  ],
])('%s is allowed', async (_, headers, model, reason) => {
  const reply = await route(await sandbox(), headers);
  expect([reply.status, ...decision(reply)]).toEqual([200, model, reason]);
});

test.each([
  ['an entry that matches no model', models('openai/gpt-nope, openai/gpt-5.6-luna')],
  ['a wildcard does not match a slash', models('*')],
  ['nothing is left', { ...models('openai/*'), ...providers('anthropic') }],
  ['nothing of it can be paid', providers('xai')],
])('%s: 400', async (_, headers) => {
  const reply = await route(await sandbox(), headers);
  expect([reply.status, reply.headers['cf-aig-routed-model']]).toEqual([400, undefined]);
});

test('a request with a picture goes to a model that can see', async () => {
  const url = `data:image/png;base64,${RED_SQUARE.base64}`;
  const content = [
    { type: 'text', text: 'Which colour?' },
    { type: 'image_url', image_url: { url } },
  ];
  const headers = models('@cf/openai/gpt-oss-20b,@cf/google/gemma-4-26b-a4b-it');
  const reply = await route(await sandbox(), headers, [{ role: 'user', content }]);
  expect([reply.json.choices[0].message.content, ...decision(reply)]).toEqual([
    'Red',
    '@cf/google/gemma-4-26b-a4b-it',
    'forced_by_candidate_pool',
  ]);
});

test('a request without text is not classified', async () => {
  const content = [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }];
  const reply = await route(await sandbox(), {}, [{ role: 'user', content }]);
  expect(decision(reply)).toEqual([CHEAPEST, 'fallback_unsupported_input']);
});

test('the next model answers when the best one cannot', async () => {
  const box = await sandbox();
  // A stored key that OpenAI refuses.
  await storeKey(box, 'openai', 'sk-FAKE-refused');
  const reply = await route(box, models(`${CHEAPEST},anthropic/claude-opus-5`));
  expect([...decision(reply), reply.headers['cf-aig-step']]).toEqual([
    'anthropic/claude-opus-5',
    'fallback_candidate_unavailable',
    '1',
  ]);
});

describe('in a session a turn keeps its model', () => {
  const session = { 'cf-aig-session-id': 'one' };
  const opus = models('anthropic/claude-opus-5');
  const TURN_2 = [...HI, { role: 'assistant', content: 'Hello' }, { role: 'user', content: 'more' }];

  test.each<[string, Record<string, string>, readonly unknown[], string]>([
    ['a further request of the turn', session, HI, 'pinned_by_turn'],
    ['the next turn', session, TURN_2, 'cost_optimal_within_pool'],
    ['another session', { 'cf-aig-session-id': 'two' }, HI, 'cost_optimal_within_pool'],
    ['no session', {}, HI, 'cost_optimal_within_pool'],
    [
      'without affinity',
      { ...session, 'cf-aig-no-session-affinity': 'true' },
      HI,
      'cost_optimal_within_pool',
    ],
  ])('%s', async (_, headers, messages, reason) => {
    const box = await sandbox();
    await route(box, { ...session, ...opus }, HI);
    const reply = await route(box, headers, messages);
    expect(decision(reply)).toEqual([
      reason === 'pinned_by_turn' ? 'anthropic/claude-opus-5' : CHEAPEST,
      reason,
    ]);
  });

  test('a turn that the client names', async () => {
    const box = await sandbox();
    const turn = { ...session, 'cf-aig-turn-id': 'a' };
    await route(box, { ...turn, ...opus }, HI);
    expect(decision(await route(box, turn, TURN_2))[1]).toBe('pinned_by_turn');
  });
});

describe('it answers', () => {
  test.each(['compat/responses', 'rest'])('responses, on %s', async (path) => {
    const box = await sandbox();
    const url =
      path === 'rest'
        ? `${box.apiBaseUrl}/accounts/${box.accountId}/ai/v1/responses`
        : `${gatewayUrl(box)}/${path}`;
    const reply = await ask(url, {
      headers: bearer(box.token),
      body: { model: 'cloudflare/auto', input: '[say:OK]' },
    });
    expect([reply.json?.output[0].content[0].text, ...decision(reply)]).toEqual([
      'OK',
      CHEAPEST,
      'cost_optimal_within_pool',
    ]);
  });

  test('no other model on compat/responses', async () => {
    const box = await sandbox();
    const body = { model: 'openai/gpt-4o', input: 'hi' };
    const reply = await ask(`${gatewayUrl(box)}/compat/responses`, { headers: aig(box.token), body });
    expect([reply.status, reply.json.internalCode]).toEqual([400, 2008]);
  });

  test('with the log of the model that answered', async () => {
    const box = await sandbox();
    await route(box);
    const [row] = await logRows(box);
    expect(row).toMatchObject({ provider: 'openai', model: 'openai/gpt-5.6-luna', success: true });
  });
});

test.each(AUTO_ROUTER_MODELS.map(({ id }) => id))('the sandbox has %s of its pool', (id) => {
  const { slug, model } = catalogueModel(id);
  expect(slug && hasModel(slug, model)).toBe(true);
});
