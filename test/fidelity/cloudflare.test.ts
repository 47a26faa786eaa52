import { describe, expect, test } from '@jest/globals';
import Cloudflare from 'cloudflare';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { aig, ask, gatewayUrl, sandbox } from '../sandbox/client.js';

function client(box: Sandbox, apiToken = box.token): Cloudflare {
  return new Cloudflare({ apiToken, baseURL: box.apiBaseUrl, maxRetries: 0 });
}

const REQUIRED = {
  cache_invalidate_on_update: false,
  cache_ttl: 0,
  collect_logs: true,
  rate_limiting_interval: 0,
  rate_limiting_limit: 0,
};

async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of pages) found.push(item);
  return found;
}

describe('gateways', () => {
  test('create, list, get, update, delete', async () => {
    const box = await sandbox();
    const { aiGateway } = client(box);
    const account_id = box.accountId;
    const created = await aiGateway.create({ account_id, id: 'made-here', ...REQUIRED });
    expect([created.id, created.authentication]).toEqual(['made-here', true]);
    const names = (await all(aiGateway.list({ account_id, per_page: 2 }))).map(({ id }) => id);
    expect(names).toEqual(['my-gateway', 'open-gateway', 'default', 'made-here']);
    const settings = {
      ...REQUIRED,
      cache_ttl: 60,
      retry_max_attempts: 3 as const,
      retry_backoff: 'linear' as const,
    };
    await aiGateway.update('made-here', { account_id, ...settings });
    expect(await aiGateway.get('made-here', { account_id })).toMatchObject(settings);
    await aiGateway.delete('made-here', { account_id });
    await expect(aiGateway.get('made-here', { account_id })).rejects.toBeInstanceOf(Cloudflare.NotFoundError);
  });

  test('what they filter and limit is shown again', async () => {
    const box = await sandbox();
    const { aiGateway } = client(box);
    const account_id = box.accountId;
    const settings = {
      ...REQUIRED,
      dlp: { enabled: true, action: 'BLOCK' as const, profiles: ['profile-a'] },
      guardrails: { prompt: { S1: 'BLOCK' as const }, response: { P1: 'FLAG' as const } },
      spend_limits: {
        enabled: true,
        rules: [{ id: 'mine', limit: 5, limitType: 'cost' as const, window: 3600 }],
      },
    };
    await aiGateway.update('my-gateway', { account_id, ...settings });
    expect(await aiGateway.get('my-gateway', { account_id })).toMatchObject(settings);
  });

  test('what the sandbox does not have is an error that says so', async () => {
    const box = await sandbox();
    const { aiGateway } = client(box);
    const account_id = box.accountId;
    const refused = [
      aiGateway.datasets.get('some-id', { account_id, gateway_id: 'my-gateway' }),
      aiGateway.billing.invoicePreview({ account_id }),
      aiGateway.update('my-gateway', { account_id, ...REQUIRED, zdr: true }),
    ];
    for (const { reason } of (await Promise.allSettled(refused)) as PromiseRejectedResult[])
      expect(reason).toMatchObject({
        status: 501,
        message: expect.stringContaining('is not in the sandbox of cf-aig'),
      });
  });

  test('stored keys and addresses', async () => {
    const box = await sandbox();
    const { aiGateway } = client(box);
    const account_id = box.accountId;
    const stored = await aiGateway.providerConfigs.create('my-gateway', {
      account_id,
      alias: 'default',
      default_config: true,
      provider_slug: 'mistral',
      secret: 'sandbox-mistral-key-good',
    });
    expect(stored).toMatchObject({ provider_slug: 'mistral', alias: 'default', gateway_id: 'my-gateway' });
    expect(JSON.stringify(stored)).not.toContain('sandbox-mistral-key-good');
    const slugs = (await all(aiGateway.providerConfigs.list('my-gateway', { account_id }))).map(
      ({ provider_slug }) => provider_slug,
    );
    expect(slugs).toEqual(['groq', 'mistral']);
    expect(await aiGateway.urls.get('openai', { account_id, gateway_id: 'my-gateway' })).toMatch(
      /\/my-gateway\/openai$/,
    );
  });
});

test('dynamic routes, their versions and deployments', async () => {
  const box = await sandbox();
  const { dynamicRouting } = client(box).aiGateway;
  const at = { account_id: box.accountId, gateway_id: 'my-gateway' };
  const elements = (model: string): Cloudflare.AIGateway.DynamicRoutingCreateParams['elements'] => [
    { id: 's', type: 'start', outputs: { next: { elementId: 'm' } } },
    {
      id: 'm',
      type: 'model',
      properties: { provider: 'openai', model, retries: 0, timeout: 1000 },
      outputs: { success: { elementId: 'e' }, fallback: { elementId: 'e' } },
    },
    { id: 'e', type: 'end', outputs: {} },
  ];
  const answering = async () => {
    const reply = await ask(`${gatewayUrl(box)}/compat/chat/completions`, {
      headers: aig(box.token),
      body: { model: 'dynamic/mine', messages: [{ role: 'user', content: 'hi' }] },
    });
    return reply.headers['cf-aig-model'];
  };
  const { id } = await dynamicRouting.create('my-gateway', {
    account_id: box.accountId,
    name: 'mine',
    elements: elements('gpt-4o'),
  });
  expect(await answering()).toBe('gpt-4o');
  const { data } = await dynamicRouting.list('my-gateway', { account_id: box.accountId });
  expect(data.routes.map(({ name }) => name)).toEqual(['mine']);
  await dynamicRouting.createVersion(id, { ...at, elements: elements('gpt-5') });
  expect(await answering()).toBe('gpt-4o');
  const [newest, first] = (await dynamicRouting.listVersions(id, at)).data.versions;
  expect([newest?.active, first?.active]).toEqual(['false', 'true']);
  await dynamicRouting.createDeployment(id, { ...at, version_id: newest?.version_id ?? '' });
  expect(await answering()).toBe('gpt-5');
  expect((await dynamicRouting.listDeployments(id, at)).data.deployments).toHaveLength(2);
  expect((await dynamicRouting.getVersion(first?.version_id ?? '', { ...at, id })).active).toBe('false');
  expect((await dynamicRouting.update(id, { ...at, name: 'other' })).route.name).toBe('other');
  expect((await dynamicRouting.get(id, at)).name).toBe('other');
  await dynamicRouting.delete(id, at);
  await expect(dynamicRouting.get(id, at)).rejects.toBeInstanceOf(Cloudflare.NotFoundError);
});

describe('logs', () => {
  async function filled() {
    const box = await sandbox();
    for (const model of ['openai/gpt-4o', 'openai/fail-500', 'openai/gpt-4o'])
      await ask(`${gatewayUrl(box)}/compat/chat/completions`, {
        headers: aig(box.token),
        body: { model, messages: [{ role: 'user', content: 'hi' }] },
      });
    return { box, aiGateway: client(box).aiGateway, account_id: box.accountId };
  }

  test('list with filters, over pages', async () => {
    const { aiGateway, account_id } = await filled();
    const models = async (filters?: Cloudflare.AIGateway.LogListParams.Filter[]) =>
      (await all(aiGateway.logs.list('my-gateway', { account_id, per_page: 1, filters }))).map(
        ({ model }) => model,
      );
    expect(await models()).toEqual(['openai/gpt-4o', 'openai/fail-500', 'openai/gpt-4o']);
    expect(await models([{ key: 'success', operator: 'eq', value: [false] }])).toEqual(['openai/fail-500']);
    expect(
      await models([
        { key: 'success', operator: 'eq', value: [true] },
        { key: 'cost', operator: 'gt', value: [0] },
      ]),
    ).toEqual(['openai/gpt-4o', 'openai/gpt-4o']);
  });

  test('one row, its bodies, a change, deletion', async () => {
    const { aiGateway, account_id } = await filled();
    const gateway_id = 'my-gateway';
    const [row] = await all(aiGateway.logs.list(gateway_id, { account_id }));
    const id = row?.id ?? '';
    expect(await aiGateway.logs.request(id, { account_id, gateway_id })).toMatchObject({
      model: 'openai/gpt-4o',
    });
    expect(await aiGateway.logs.response(id, { account_id, gateway_id })).toMatchObject({
      object: 'chat.completion',
    });
    await aiGateway.logs.edit(id, { account_id, gateway_id, feedback: 1, metadata: { seen: true } });
    expect(await aiGateway.logs.get(id, { account_id, gateway_id })).toMatchObject({
      feedback: 1,
      metadata: { seen: true },
      request_head_complete: true,
    });
    const filters = [{ key: 'success' as const, operator: 'eq' as const, value: [true] }];
    expect(await aiGateway.logs.delete(gateway_id, { account_id, filters })).toMatchObject({
      success: true,
    });
    expect(await all(aiGateway.logs.list(gateway_id, { account_id }))).toHaveLength(1);
  });
});

test('tokens, accounts and the balance', async () => {
  const box = await sandbox();
  const cloudflare = client(box);
  expect((await cloudflare.user.tokens.verify()).status).toBe('active');
  expect((await all(cloudflare.accounts.list())).map(({ id }) => id)).toEqual([box.accountId]);
  const owned = client(box, SANDBOX_TOKENS.accountOwned.value);
  expect((await owned.accounts.tokens.verify({ account_id: box.accountId })).status).toBe('active');
});

describe('errors are what the SDK calls them', () => {
  test.each([
    ['a wrong token', 'cfut_wrong', 'my-gateway', 'AuthenticationError', 10000],
    ['an expired token', SANDBOX_TOKENS.expired.value, 'my-gateway', 'AuthenticationError', 10000],
    ['no permission', SANDBOX_TOKENS.runOnly.value, 'my-gateway', 'AuthenticationError', 10000],
    ['no such gateway', undefined, 'nope', 'NotFoundError', 7002],
  ])('%s', async (_, token, gateway, kind, code) => {
    const box = await sandbox();
    const error = await client(box, token)
      .aiGateway.get(gateway, { account_id: box.accountId })
      .catch((thrown: unknown) => thrown);
    if (!(error instanceof Cloudflare.APIError)) throw new Error('no APIError');
    expect([error.constructor.name, error.errors.map((one) => one.code)]).toEqual([kind, [code]]);
  });

  test('a wrong body', async () => {
    const box = await sandbox();
    const error = await client(box)
      .aiGateway.create({ account_id: box.accountId, id: 'Bad--Name', ...REQUIRED, cache_ttl: -1 })
      .catch((thrown: unknown) => thrown);
    if (!(error instanceof Cloudflare.BadRequestError)) throw new Error('no BadRequestError');
    expect(error.errors.map((one) => one.code)).toEqual([7001, 7001]);
  });

  test('a wrong token at the verify endpoint', async () => {
    const box = await sandbox();
    await expect(client(box, 'cfut_wrong').user.tokens.verify()).rejects.toMatchObject({
      errors: [{ code: 1000, message: 'Invalid API Token' }],
    });
  });
});
