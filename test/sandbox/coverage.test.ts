import { describe, expect, test } from '@jest/globals';
import {
  GATEWAY_ENDPOINTS,
  MANAGEMENT_ENDPOINTS,
  REST_ENDPOINTS,
} from '../../scripts/docs/sandbox/endpoint-rows.js';
import { REQUEST_HEADERS } from '../../scripts/docs/sandbox/header-rows.js';
import type { Row } from '../../scripts/docs/sandbox/row.js';
import { GATEWAY_SETTINGS } from '../../scripts/docs/sandbox/setting-rows.js';
import { NOT_IN_SANDBOX } from '../../src/diagnosis/exchange/sandbox-mark.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { aig, ask, bearer, gatewayApi, gatewayUrl, getRaw, REQUIRED_SETTINGS, sandbox } from './client.js';

/** What docs/sandbox.md says of each endpoint and header, tried on the wire. */

const VALUES: Record<string, string> = {
  '{provider}': 'openai',
  '{path}': 'chat/completions',
  '{slug}': 'mine',
  '{@cf/author/model}': '@cf/meta/llama-3.1-8b-instruct',
  ':gateway': 'my-gateway',
  ':provider': 'openai',
};

interface Tried {
  method: string;
  url: string;
}

/** The requests that a row stands for. */
function requestsOf(box: Sandbox, { name }: Row, base: string): Tried[] {
  const [method = '', pattern = ''] = name.split(/[ ,]+/);
  const path = pattern.replace(/\{[^}]+\}|:\w+/g, (part) =>
    part === ':account' ? box.accountId : (VALUES[part] ?? 'some-id'),
  );
  const methods = method === '*' ? ['GET', 'POST', 'DELETE'] : [method];
  return methods.map((one) => ({ method: one, url: `${base}${path}` }));
}

const TABLES: [title: string, rows: readonly Row[], base: (box: Sandbox) => string][] = [
  ['gateway', GATEWAY_ENDPOINTS, (box) => gatewayUrl(box)],
  ['REST', REST_ENDPOINTS, (box) => `${box.apiBaseUrl}/accounts/${box.accountId}`],
  ['management', MANAGEMENT_ENDPOINTS, (box) => box.apiBaseUrl],
];

const isHttp = ({ name }: Row) => !/^(WSS|https:)/.test(name);
const named = (rows: readonly Row[]) => rows.map((row) => [row.name, row] as const);

describe.each(TABLES)('%s', (title, rows, base) => {
  const missing = rows.filter((row) => row.has === 'no' && isHttp(row));
  test.each(named(missing))('no: %s says so, and so do the paths below it', async (_, row) => {
    const box = await sandbox();
    for (const { method, url } of requestsOf(box, row, base(box))) {
      for (const one of [url, `${url}/below`]) {
        if (title === 'gateway' && one !== url) continue;
        const reply = await ask(one, { method, headers: { ...aig(box.token), ...bearer(box.token) } });
        expect([one, reply.status, reply.headers['cf-aig-sandbox']]).toEqual([one, 501, 'not-implemented']);
        const list = title === 'gateway' ? reply.json.error : reply.json.errors;
        expect(list).toEqual([{ code: 501, message: expect.stringContaining(NOT_IN_SANDBOX) }]);
        expect(box.requests.at(-1)?.missing).toHaveLength(1);
      }
    }
  });

  test.each(named(rows.filter(({ has }) => has !== 'no')))('yes: %s does not say so', async (_, row) => {
    const box = await sandbox();
    for (const { method, url } of requestsOf(box, row, base(box))) {
      const reply = await ask(url, {
        method,
        headers: { ...aig(box.token), ...bearer(box.token) },
        body: method === 'GET' ? undefined : {},
      });
      expect([url, reply.headers['cf-aig-sandbox']]).toEqual([url, undefined]);
      expect(reply.text).not.toContain(NOT_IN_SANDBOX);
    }
  });
});

test.each(named(MANAGEMENT_ENDPOINTS.filter(({ has, name }) => has === 'no' && name.includes('ai-gateway'))))(
  'no: %s asks for a token first, as Cloudflare does',
  async (_, row) => {
    const box = await sandbox();
    const [tried] = requestsOf(box, row, box.apiBaseUrl);
    const reply = await ask(tried!.url, { method: tried!.method });
    expect([reply.status, reply.headers['cf-aig-sandbox']]).toEqual([401, undefined]);
  },
);

describe('headers', () => {
  const send = (box: Sandbox, headers: Record<string, string>) =>
    ask(`${gatewayUrl(box)}/compat/chat/completions`, {
      headers: { ...aig(box.token), ...headers },
      body: { model: 'openai/gpt-4o-mini', messages: [{ role: 'user', content: 'hi' }] },
    });

  test.each(named(REQUEST_HEADERS.filter(({ has }) => has === 'no')))(
    'no: the response names %s',
    async (name) => {
      const box = await sandbox();
      const { status, headers } = await send(box, { [name]: 'true' });
      expect([status, headers['cf-aig-sandbox']]).toEqual([200, `not-implemented; header=${name}`]);
      expect(box.requests.at(-1)?.missing).toEqual([`The header ${name}`]);
    },
  );

  test('no: also in the headers of an entry of the universal endpoint', async () => {
    const box = await sandbox();
    const query = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'hi' }] };
    const entry = {
      provider: 'openai',
      endpoint: 'chat/completions',
      headers: { 'cf-aig-zdr': 'true' },
      query,
    };
    const { status, headers } = await ask(gatewayUrl(box), { headers: aig(box.token), body: [entry] });
    expect([status, headers['cf-aig-sandbox']]).toEqual([200, 'not-implemented; header=cf-aig-zdr']);
  });

  test('no: several are a list, also where the path is not there', async () => {
    const box = await sandbox();
    const ignored = { 'cf-aig-zdr': 'true', 'payment-method': 'x402' };
    const marks = 'not-implemented; header=cf-aig-zdr, not-implemented; header=payment-method';
    expect((await send(box, ignored)).headers['cf-aig-sandbox']).toBe(marks);
    const headers = { ...aig(box.token), ...ignored };
    const run = await ask(`${gatewayUrl(box)}/run`, { method: 'POST', headers });
    expect(run.headers['cf-aig-sandbox']).toBe(`not-implemented, ${marks}`);
  });

  test.each(
    named(REQUEST_HEADERS.filter(({ has, name }) => has !== 'no' && name !== 'cf-aig-authorization')),
  )('yes: the response does not name %s', async (name) => {
    const { headers } = await send(await sandbox(), { [name]: '1' });
    expect(headers['cf-aig-sandbox']).toBeUndefined();
  });
});

test.each(named(GATEWAY_SETTINGS.filter(({ has }) => has === 'no')))(
  'no: another value of the setting %s is refused, its default is taken',
  async (name, { note = '' }) => {
    const box = await sandbox();
    const put = (value: unknown) =>
      gatewayApi(box, '/my-gateway', { method: 'PUT', body: { ...REQUIRED_SETTINGS, [name]: value } });
    const standard = JSON.parse(/`(.*)`/.exec(note)?.[1] ?? '');
    for (const value of [null, standard]) {
      const { status, json } = await put(value);
      expect([status, json.result?.[name]]).toEqual([200, standard]);
    }
    for (const value of [true, 'other', [{}], { a: 1 }, 12_345]) {
      const { status, headers, json } = await put(value);
      expect([value, status, headers['cf-aig-sandbox']]).toEqual([value, 501, 'not-implemented']);
      expect(json.errors[0].message).toMatch(`The setting ${name} ${NOT_IN_SANDBOX}`);
    }
  },
);

test.each(['', '/openai/realtime', '/openai'])('no: a WebSocket at %p', async (path) => {
  const box = await sandbox();
  const { statusCode, headers } = await getRaw(box, new URL(`${gatewayUrl(box)}${path}`).pathname, {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'sec-websocket-protocol': 'realtime',
  });
  expect([statusCode, headers['cf-aig-sandbox']]).toEqual([501, 'not-implemented']);
  expect(box.requests.at(-1)?.missing).toEqual(['The WebSocket API']);
});

test('no: a custom domain, whose host is refused as that of a web page', async () => {
  const box = await sandbox();
  const domain = { host: 'ai.example.com' };
  const { statusCode, headers } = await getRaw(box, '/openai/chat/completions', domain);
  expect([statusCode, headers['cf-aig-sandbox']]).toEqual([403, 'not-implemented']);
  expect(box.requests.at(-1)?.missing).toEqual(['A custom domain of a gateway']);
});
