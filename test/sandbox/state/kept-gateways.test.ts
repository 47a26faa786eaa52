import { expect, test } from '@jest/globals';
import { DEFAULT_CONFIG } from '../../../src/sandbox/config/defaults.js';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/server.js';
import type { GatewayStore, KeptGateway } from '../../../src/sandbox/state/kept-gateways.js';
import {
  aig,
  ask,
  bearer,
  gatewayApi,
  gatewayUrl,
  REQUIRED_SETTINGS,
  sandbox,
  storeKey,
  withGateway,
} from '../client.js';

/** A store in memory that can be opened again. */
function memoryStore() {
  const saved = new Map<string, string>();
  return {
    names: () => [...saved.keys()].map((key) => key.split('/')[1]),
    text: () => [...saved.values()].join(''),
    open(): GatewayStore {
      const kept = new Map([...saved].map(([key, text]) => [key, JSON.parse(text) as KeptGateway | null]));
      return { kept, save: (key, changed) => saved.set(key, JSON.stringify(changed)) };
    },
  };
}

const ROUTE = [
  { id: 'a', type: 'start', outputs: { next: { elementId: 'b' } } },
  {
    id: 'b',
    type: 'model',
    properties: { provider: 'openai', model: 'gpt-4o' },
    outputs: { success: { elementId: 'c' }, fallback: { elementId: 'c' } },
  },
  { id: 'c', type: 'end', outputs: {} },
];

/** Two sandboxes, one after the other, with the same store. */
async function twice(change: (box: Sandbox) => Promise<unknown>, later: SandboxOptions = {}) {
  const store = memoryStore();
  const first = await sandbox({ gateways: store.open() });
  await change(first);
  await first.close();
  return { store, box: await sandbox({ ...later, gateways: store.open() }) };
}

test('settings, and a gateway that the API created, with their dates', async () => {
  let shown: unknown;
  const { box, store } = await twice(async (first) => {
    await gatewayApi(first, '', { body: { id: 'mine', ...REQUIRED_SETTINGS } });
    await gatewayApi(first, '/my-gateway', { method: 'PUT', body: { ...REQUIRED_SETTINGS, cache_ttl: 77 } });
    shown = (await gatewayApi(first)).json.result;
  });
  expect((await gatewayApi(box)).json.result).toEqual(shown);
  expect((await gatewayApi(box, '/my-gateway')).json.result.cache_ttl).toBe(77);
  expect(store.names()).toEqual(['mine', 'my-gateway']);
});

test('a stored key, which still pays the provider', async () => {
  const { box } = await twice((first) => storeKey(first, 'openai', 'a-fake-key-that-is-wrong'));
  const reply = await ask(`${gatewayUrl(box)}/openai/chat/completions`, {
    headers: aig(box.token),
    body: { model: 'gpt-4o', messages: [{ role: 'user', content: 'hi' }] },
  });
  expect([reply.status, reply.text]).toEqual([401, expect.stringContaining('Incorrect API key')]);
  const { result } = (await gatewayApi(box, '/my-gateway/provider_configs')).json;
  expect(result.map((one: { secret_preview: string }) => one.secret_preview)).toContain('****rong');
});

test('a dynamic route with its versions and deployments', async () => {
  let before: unknown;
  const routes = '/my-gateway/routes';
  const read = async (box: Sandbox) => {
    const [{ id }] = (await gatewayApi(box, routes)).json.data.routes;
    const parts = ['', '/versions', '/deployments'].map((part) => gatewayApi(box, `${routes}/${id}${part}`));
    return (await Promise.all(parts)).map(({ json }) => json);
  };
  const { box } = await twice(async (first) => {
    const { id } = (await gatewayApi(first, routes, { body: { name: 'best', elements: ROUTE } })).json.result;
    const version = (await gatewayApi(first, `${routes}/${id}/versions`, { body: { elements: ROUTE } })).json
      .result;
    await gatewayApi(first, `${routes}/${id}/deployments`, { body: { version_id: version.version_id } });
    before = await read(first);
  });
  expect(await read(box)).toEqual(before);
  const reply = await ask(`${gatewayUrl(box)}/compat/chat/completions`, {
    headers: aig(box.token),
    body: { model: 'dynamic/best', messages: [{ role: 'user', content: 'hi' }] },
  });
  expect(reply.status).toBe(200);
});

test('a removed gateway stays removed, whatever the config has', async () => {
  const { box } = await twice((first) => gatewayApi(first, '/my-gateway', { method: 'DELETE' }));
  expect((await gatewayApi(box, '/my-gateway')).status).toBe(404);
  expect(box.gateway).toBe('open-gateway');
});

test('requests and reading keep nothing, nor does what is refused', async () => {
  const { store } = await twice(async (first) => {
    await gatewayApi(first);
    await gatewayApi(first, '', { body: { id: 'bad name' } });
    await gatewayApi(first, '/my-gateway', { method: 'DELETE', headers: bearer('cfut_wrong') });
    await gatewayApi(first, '/my-gateway/logs', { method: 'DELETE' });
  });
  expect(store.names()).toEqual([]);
});

test('what the API did not change is as the config says, and what it cannot change always', async () => {
  const config = withGateway({ cacheTtl: 5, outOfOrder: ['caching'] });
  const changed = config.gateways.map((one) => (one.id === 'default' ? { ...one, cacheTtl: 6 } : one));
  const { box } = await twice(
    (first) =>
      gatewayApi(first, '/my-gateway', { method: 'PUT', body: { ...REQUIRED_SETTINGS, cache_ttl: 600 } }),
    { config: { ...config, gateways: changed } },
  );
  const ttl = async (id: string) => (await gatewayApi(box, `/${id}`)).json.result.cache_ttl;
  expect([await ttl('my-gateway'), await ttl('default')]).toEqual([600, 6]);
  const caches = async () => {
    const reply = await ask(`${gatewayUrl(box)}/compat/chat/completions`, {
      headers: aig(box.token),
      body: { model: 'openai/gpt-4o', messages: [{ role: 'user', content: 'hi' }] },
    });
    return reply.headers['cf-aig-cache-status'];
  };
  expect([await caches(), await caches()]).toEqual(['MISS', 'MISS']);
  expect(DEFAULT_CONFIG.gateways.map(({ cacheTtl }) => cacheTtl)).toEqual([0, 0, 0]);
});
