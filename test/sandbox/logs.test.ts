import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/server.js';
import { type Asking, aig, ask, gatewayApi, gatewayUrl, sandbox } from './client.js';

function chat(box: Sandbox, model: string, headers: Record<string, string> = {}) {
  return ask(`${gatewayUrl(box)}/compat/chat/completions`, {
    headers: { ...aig(box.token), ...headers },
    body: { model, messages: [{ role: 'user', content: 'hi' }] },
  });
}

function logs(box: Sandbox, rest = '', asking: Asking = {}) {
  return gatewayApi(box, `/my-gateway/logs${rest}`, asking);
}

const filter = (key: string, operator: string, ...value: unknown[]) =>
  `?filters=${encodeURIComponent(JSON.stringify([{ key, operator, value }]))}`;

/** Four rows: a cached pair, one of another provider, a failure. */
async function filled(): Promise<Sandbox> {
  const box = await sandbox();
  const mine = { 'cf-aig-metadata': '{"user":"ann","paid":true}', 'cf-aig-cache-key': 'k' };
  await chat(box, 'openai/gpt-4o', mine);
  await chat(box, 'openai/gpt-4o', mine);
  await chat(box, 'anthropic/claude-sonnet-5', { 'cf-aig-metadata': '{"user":"bob"}' });
  await chat(box, 'openai/fail-429', { 'cf-aig-event-id': 'trace-1', 'user-agent': 'tester/1' });
  return box;
}

const ALL = ['openai/fail-429', 'anthropic/claude-sonnet-5', 'openai/gpt-4o', 'openai/gpt-4o'];

describe('filters', () => {
  test.each([
    ['nothing', '', ALL],
    ['eq', filter('model', 'eq', 'openai/gpt-4o'), ['openai/gpt-4o', 'openai/gpt-4o']],
    [
      'eq, one of several',
      filter('model', 'eq', 'openai/fail-429', 'anthropic/claude-sonnet-5'),
      ALL.slice(0, 2),
    ],
    ['neq', filter('provider', 'neq', 'openai'), ['anthropic/claude-sonnet-5']],
    ['contains', filter('model', 'contains', 'CLAUDE'), ['anthropic/claude-sonnet-5']],
    ['a boolean', filter('success', 'eq', false), ['openai/fail-429']],
    ['gt', filter('cost', 'gt', 0), ['anthropic/claude-sonnet-5', 'openai/gpt-4o']],
    ['lt', filter('tokens', 'lt', 1), ['openai/fail-429', 'openai/gpt-4o']],
    ['a time', filter('created_at', 'gt', '2100-01-01T00:00:00Z'), []],
    ['metadata.key', filter('metadata.key', 'eq', 'paid'), ['openai/gpt-4o', 'openai/gpt-4o']],
    ['metadata.value', filter('metadata.value', 'eq', 'bob'), ['anthropic/claude-sonnet-5']],
    ['event_id', filter('event_id', 'eq', 'trace-1'), ['openai/fail-429']],
    ['user_agent', filter('user_agent', 'contains', 'tester'), ['openai/fail-429']],
    ['as the SDK writes it', '?filters.key=cached&filters.operator=eq&filters.value=true', ['openai/gpt-4o']],
    [
      'two as the SDK writes them',
      '?filters.key=model&filters.operator=eq&filters.value=openai/gpt-4o&filters.key=cached&filters.operator=eq&filters.value=false',
      ['openai/gpt-4o'],
    ],
    ['the old parameters', '?success=true&provider=openai&min_cost=0.0000001', ['openai/gpt-4o']],
    ['search', '?search=ann', ['openai/gpt-4o', 'openai/gpt-4o']],
    ['oldest first', '?order_by=created_at&order_by_direction=asc', [...ALL].reverse()],
    ['by model', '?order_by=model&order_by_direction=asc', [...ALL].sort()],
  ])('%s', async (_, query, models) => {
    const { json } = await logs(await filled(), query);
    expect(json.result.map((row: { model: string }) => row.model)).toEqual(models);
    expect(json.result_info).toMatchObject({ count: models.length, total_count: models.length });
  });

  test.each([
    ['an unknown key', filter('colour', 'eq', 'red')],
    ['an unknown operator', filter('model', 'like', 'x')],
    ['no JSON', '?filters=['],
    ['an unknown order', '?order_by=colour'],
    ['too many to a page', '?per_page=51'],
  ])('%s: 400, 7001', async (_, query) => {
    const { status, json } = await logs(await sandbox(), query);
    expect([status, json.errors[0].code]).toEqual([400, 7001]);
  });

  test('pages', async () => {
    const box = await filled();
    const second = await logs(box, '?per_page=3&page=2&meta_info=true');
    expect(second.json.result.map((row: { model: string }) => row.model)).toEqual(['openai/gpt-4o']);
    expect(second.json.result_info).toMatchObject({
      page: 2,
      per_page: 3,
      count: 1,
      total_count: 4,
      min_cost: 0,
    });
    expect(second.json.result_info.max_cost).toBeGreaterThan(0);
  });
});

describe('changing rows', () => {
  test('feedback, score and metadata', async () => {
    const box = await filled();
    const [{ id }] = (await logs(box)).json.result;
    const body = { feedback: 1, score: 80, metadata: { checked: true } };
    expect((await logs(box, `/${id}`, { method: 'PATCH', body })).status).toBe(200);
    expect((await logs(box, `/${id}`)).json.result).toMatchObject(body);
    expect((await logs(box, filter('feedback', 'eq', 1))).json.result).toHaveLength(1);
    const wrong = await logs(box, `/${id}`, { method: 'PATCH', body: { feedback: 'good' } });
    expect([wrong.status, wrong.json.errors[0].path]).toEqual([400, ['body', 'feedback']]);
    expect((await logs(box, '/nope', { method: 'PATCH', body })).json.errors[0].code).toBe(7002);
  });

  test.each([
    ['some', filter('success', 'eq', false), 3],
    ['a limited number', '?limit=1&order_by=created_at&order_by_direction=asc', 3],
    ['all', '', 0],
  ])('delete %s', async (_, query, left) => {
    const box = await filled();
    expect((await logs(box, query, { method: 'DELETE' })).json.success).toBe(true);
    expect((await logs(box)).json.result).toHaveLength(left);
  });
});

describe('what is kept', () => {
  test('payloads only when wanted', async () => {
    const box = await sandbox();
    const { headers } = await chat(box, 'openai/gpt-4o', { 'cf-aig-collect-log-payload': 'false' });
    const id = headers['cf-aig-log-id'];
    expect((await logs(box, `/${id}`)).json.result).toMatchObject({
      request_size: 0,
      model: 'openai/gpt-4o',
    });
    expect((await logs(box, `/${id}/request`)).status).toBe(404);
    expect((await logs(box, `/${id}/response`)).status).toBe(404);
  });

  test('no row wins over a payload', async () => {
    const box = await sandbox();
    await chat(box, 'openai/gpt-4o', { 'cf-aig-collect-log': 'false', 'cf-aig-collect-log-payload': 'true' });
    expect((await logs(box)).json.result).toEqual([]);
  });

  test.each([
    ['per request', '{"total_cost":0.5}', 0.5],
    ['per token', '{"per_token_in":1,"per_token_out":0}', 9],
    ['nonsense is ignored', 'a lot', undefined],
  ])('a cost of one`s own, %s', async (_, value, cost) => {
    const box = await sandbox();
    await chat(box, 'openai/gpt-4o', { 'cf-aig-custom-cost': value });
    const [row] = (await logs(box)).json.result;
    expect(row.custom_cost).toBe(cost !== undefined);
    if (cost !== undefined) expect(row.cost).toBe(cost);
    else expect(row.cost).toBeLessThan(0.01);
  });
});
