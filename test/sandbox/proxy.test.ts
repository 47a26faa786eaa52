import type { ServerResponse } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { upstreamUrl } from '../../src/sandbox/config/provider-address.js';
import { readUsage } from '../../src/sandbox/http/bodies/read-usage.js';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/server.js';
import { aig, ask, bearer, gatewayUrl, logRows, sandbox, storeKey, withGateway } from './client.js';
import { type Received, realProvider } from './real-provider.js';

const KEY = bearer('sk-fake-provider-key-000000000000');

const COMPLETION = {
  object: 'chat.completion',
  choices: [{ message: { role: 'assistant', content: 'real' } }],
  usage: { prompt_tokens: 10, completion_tokens: 5 },
};

function completes(response: ServerResponse) {
  response.writeHead(200, {
    'content-type': 'application/json',
    'x-request-id': 'req_1',
    'set-cookie': 'a=b',
  });
  response.end(JSON.stringify(COMPLETION));
}

async function behind(slug: string, url: URL, options: SandboxOptions = {}): Promise<Sandbox> {
  return sandbox({ upstreams: new Map([[slug, url]]), ...options });
}

const body = (model: string, more = {}) => ({ model, messages: [{ role: 'user', content: 'hi' }], ...more });

test.each([
  ['openai', 'https://api.openai.com', '/chat/completions', 'https://api.openai.com/v1/chat/completions'],
  ['openai', 'https://api.openai.com/v1', '/chat/completions', 'https://api.openai.com/v1/chat/completions'],
  ['openai', 'https://api.openai.com/v1/', '/v1/models', 'https://api.openai.com/v1/models'],
  ['openai', 'http://127.0.0.1:11434', '/v1/embeddings', 'http://127.0.0.1:11434/v1/embeddings'],
  ['openai', 'http://127.0.0.1:11434', '/api/chat', 'http://127.0.0.1:11434/api/chat'],
  [
    'groq',
    'https://api.groq.com/openai/v1',
    '/v1/chat/completions',
    'https://api.groq.com/openai/v1/chat/completions',
  ],
  ['anthropic', 'https://api.anthropic.com', '/v1/messages', 'https://api.anthropic.com/v1/messages'],
])('%s at %s, %s', (slug, base, path, expected) => {
  expect(upstreamUrl(slug, new URL(base), path, '').href).toBe(expected);
});

test.each([
  ['{"usage":{"prompt_tokens":3,"completion_tokens":4}}', { input: 3, output: 4 }],
  ['{"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":4}}', { input: 3, output: 4 }],
  [
    'event: a\ndata: {"message":{"usage":{"input_tokens":3,"output_tokens":1}}}\n\ndata: {"usage":{"output_tokens":4}}\n',
    { input: 3, output: 4 },
  ],
  [
    'data: {"response":{"usage":{"input_tokens":3,"output_tokens":4}}}\n\ndata: [DONE]\n',
    { input: 3, output: 4 },
  ],
  [
    '{"usage":{"prompt_tokens":2000,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":1024}}}',
    { input: 2000, output: 4, cacheRead: 1024 },
  ],
  [
    '{"usage":{"input_tokens":9,"cache_read_input_tokens":2000,"cache_creation_input_tokens":300,"output_tokens":4}}',
    { input: 2309, output: 4, cacheRead: 2000, cacheWrite: 300 },
  ],
  [
    'data: {"message":{"usage":{"input_tokens":9,"cache_read_input_tokens":2000,"cache_creation_input_tokens":0,"output_tokens":1}}}\n\ndata: {"usage":{"output_tokens":4}}\n',
    { input: 2009, output: 4, cacheRead: 2000, cacheWrite: 0 },
  ],
  [
    '{"usageMetadata":{"promptTokenCount":3000,"cachedContentTokenCount":2048,"candidatesTokenCount":4}}',
    { input: 3000, output: 4, cacheRead: 2048 },
  ],
  ['{"ok":true}', undefined],
])('usage in %s', (text, usage) => {
  expect(readUsage(text)).toEqual(usage);
});

describe('what reaches the provider', () => {
  test.each([
    ['native', 'openai/chat/completions', 'gpt-x', '/v1/chat/completions'],
    ['compat, without the prefix', 'compat/chat/completions', 'openai/gpt-x', '/v1/chat/completions'],
    ['any other path', 'openai/images/generations?n=1', 'gpt-x', '/images/generations?n=1'],
  ])('%s', async (_, path, model, url) => {
    const real = await realProvider(completes);
    const box = await behind('openai', real.url);
    const reply = await ask(`${gatewayUrl(box)}/${path}`, {
      headers: { ...aig(box.token), ...KEY, 'x-own': '1', 'cf-aig-metadata': '{}' },
      body: body(model),
    });
    expect(reply.json).toEqual(COMPLETION);
    const [{ headers, body: sent, url: asked }] = real.seen as [Received];
    expect([asked, JSON.parse(String(sent)).model]).toEqual([url, 'gpt-x']);
    expect(headers).toMatchObject({ ...KEY, 'x-own': '1', host: real.url.host });
    expect(Object.keys(headers).filter((name) => name.startsWith('cf-'))).toEqual([]);
    expect(reply.headers).toMatchObject({ 'x-request-id': 'req_1', server: 'cloudflare' });
    expect(reply.headers['set-cookie']).toBeUndefined();
  });

  test.each([
    ['the token where a key would be', (token: string) => bearer(token), undefined],
    ['a key stored at the gateway', aig, 'Bearer sk-fake-stored-0000'],
  ])('%s', async (_, headers, authorization) => {
    const real = await realProvider(completes);
    const box = await behind('openai', real.url);
    if (authorization) {
      const stored = await storeKey(box, 'openai', authorization.slice(7));
      expect(stored.status).toBe(200);
    }
    const reply = await ask(`${gatewayUrl(box)}/openai/chat/completions`, {
      headers: headers(box.token),
      body: body('gpt-x'),
    });
    expect(reply.status).toBe(200);
    expect(real.seen[0]?.headers.authorization).toBe(authorization);
  });

  test('bytes that are no text, both ways', async () => {
    const bytes = Buffer.from([0, 255, 254, 128, 10]);
    const real = await realProvider((response, seen) => {
      response.writeHead(200, { 'content-type': 'audio/mpeg' });
      response.end(seen.body);
    });
    const box = await behind('openai', real.url);
    const response = await fetch(`${gatewayUrl(box)}/openai/audio/speech`, {
      method: 'POST',
      headers: { ...aig(box.token), 'content-type': 'application/octet-stream' },
      body: bytes,
    });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect(real.seen[0]?.body).toEqual(bytes);
  });

  test('a custom provider, native and on /compat', async () => {
    const real = await realProvider(completes);
    const box = await behind('custom-ollama', new URL(`${real.url.href}v1`));
    for (const [path, model] of [
      ['custom-ollama/chat/completions', 'llama3'],
      ['compat/chat/completions', 'custom-ollama/llama3'],
    ]) {
      const reply = await ask(`${gatewayUrl(box)}/${path}`, {
        headers: aig(box.token),
        body: body(model ?? ''),
      });
      expect(reply.json.choices[0].message.content).toBe('real');
    }
    expect(real.seen.map(({ url, body: sent }) => [url, JSON.parse(String(sent)).model])).toEqual([
      ['/v1/chat/completions', 'llama3'],
      ['/v1/chat/completions', 'llama3'],
    ]);
    const listed = await ask(`${box.apiBaseUrl}/accounts/${box.accountId}/ai-gateway/custom-providers`, {
      headers: bearer(box.token),
    });
    expect(listed.json.result).toMatchObject([{ slug: 'ollama', base_url: `${real.url.href}v1` }]);
    const [row] = await logRows(box);
    expect(row).toMatchObject({
      provider: 'custom-ollama',
      model: 'custom-ollama/llama3',
      tokens_in: 10,
      tokens_out: 5,
    });
  });

  const REST = { 'cf-aig-gateway-id': 'my-gateway' };
  const input = { messages: [{ role: 'user', content: 'hi' }] };

  test.each([
    ['openai', 'v1/chat/completions', { ...body('openai/gpt-new') }, '/v1/chat/completions', 'gpt-new'],
    ['openai', 'v1/responses', { model: 'openai/gpt-new', input: 'hi' }, '/v1/responses', 'gpt-new'],
    ['openai', 'run', { model: 'openai/gpt-new', input }, '/v1/chat/completions', 'gpt-new'],
    [
      'anthropic',
      'v1/messages',
      { ...body('anthropic/claude-sonnet-4.5'), max_tokens: 9 },
      '/v1/messages',
      'claude-sonnet-4-5',
    ],
    [
      'google-ai-studio',
      'v1/chat/completions',
      body('google/gemini-new'),
      '/v1beta/openai/chat/completions',
      'gemini-new',
    ],
    ['custom-ollama', 'v1/chat/completions', body('custom-ollama/llama3'), '/v1/chat/completions', 'llama3'],
  ])('%s through the AI REST API, %s', async (slug, path, sent, url, model) => {
    const real = await realProvider(completes);
    const box = await behind(slug, real.url);
    const reply = await ask(`${box.apiBaseUrl}/accounts/${box.accountId}/ai/${path}`, {
      headers: { ...bearer(box.token), ...REST },
      body: sent,
    });
    expect([reply.status, reply.json.result ?? reply.json]).toEqual([200, COMPLETION]);
    const [{ headers, url: asked, body: received }] = real.seen as [Received];
    expect([asked, JSON.parse(String(received)).model]).toEqual([url, model]);
    expect(headers.authorization).toBeUndefined();
    expect(headers['anthropic-version']).toBe(slug === 'anthropic' ? '2023-06-01' : undefined);
    expect(await logRows(box)).toMatchObject([{ provider: slug, tokens_in: 10 }]);
  });

  test.each([
    ['v1/chat/completions', 'authorization', 'Bearer fake-stored-key'],
    ['v1/messages', 'x-api-key', 'fake-stored-key'],
  ])('the stored key, through %s of the AI REST API', async (path, name, value) => {
    const real = await realProvider(completes);
    const box = await behind('anthropic', real.url);
    await storeKey(box, 'anthropic', 'fake-stored-key');
    await ask(`${box.apiBaseUrl}/accounts/${box.accountId}/ai/${path}`, {
      headers: { ...bearer(box.token), ...REST },
      body: { ...body('anthropic/claude-sonnet-5'), max_tokens: 9 },
    });
    expect(real.seen[0]?.headers[name]).toBe(value);
  });

  test('a custom provider that is none', async () => {
    const box = await sandbox();
    const url = `${box.apiBaseUrl}/accounts/${box.accountId}/ai/v1/chat/completions`;
    const reply = await ask(url, { headers: bearer(box.token), body: body('custom-ollama/llama3') });
    expect([reply.status, reply.json.errors[0].code]).toEqual([404, 7003]);
  });

  test('another sandbox', async () => {
    const other = await sandbox();
    const box = await behind('openai', new URL(`${gatewayUrl(other)}/openai`));
    const reply = await ask(`${gatewayUrl(box)}/compat/chat/completions`, {
      headers: { ...aig(box.token), authorization: `Bearer ${other.token}x` },
      body: body('openai/gpt-4o'),
    });
    expect([reply.status, reply.json.internalCode]).toEqual([401, 2009]);
  });
});

describe('the features in front of it', () => {
  test('cache, retries and fallbacks', async () => {
    let failing = 2;
    const real = await realProvider((response) => {
      if (failing-- > 0) response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>down</h1>');
      else completes(response);
    });
    const box = await behind('openai', real.url);
    const headers = {
      ...aig(box.token),
      'cf-aig-max-attempts': '3',
      'cf-aig-retry-delay': '1',
      'cf-aig-cache-ttl': '60',
    };
    const go = () =>
      ask(`${gatewayUrl(box)}/compat/chat/completions`, { headers, body: body('openai/gpt-x') });
    expect([(await go()).status, (await go()).headers['cf-aig-cache-status']]).toEqual([200, 'HIT']);
    expect(real.seen).toHaveLength(3);
    expect((await logRows(box)).map((row: { status_code: number }) => row.status_code)).toEqual([
      200, 200, 503, 503,
    ]);
  });

  test.each([
    ['nobody listens', new URL('http://127.0.0.1:1'), {}],
    ['no answer in time', undefined, { 'cf-aig-request-timeout': '40' }],
  ])('%s: 2005, or the next step', async (_, url, more: Record<string, string>) => {
    const real = await realProvider(() => {});
    const box = await behind('openai', url ?? real.url);
    const headers = { ...aig(box.token), ...more };
    const reply = await ask(`${gatewayUrl(box)}/openai/chat/completions`, { headers, body: body('gpt-x') });
    expect([reply.status, reply.json.internalCode]).toEqual([400, 2005]);
    const entry = (provider: string, model: string) => ({
      provider,
      endpoint: 'chat/completions',
      query: body(model),
    });
    const next = await ask(gatewayUrl(box), {
      headers,
      body: [entry('openai', 'gpt-x'), entry('groq', 'llama')],
    });
    expect([next.status, next.headers['cf-aig-step']]).toEqual([200, '1']);
  });

  test('word lists see a streamed answer whole', async () => {
    const real = await realProvider((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: a sec');
      response.end('ret\n\n');
    });
    const dlp = { request: [], response: ['secret'] };
    const box = await behind('openai', real.url, { config: withGateway({ dlp }) });
    const reply = await ask(`${gatewayUrl(box)}/openai/chat/completions`, {
      headers: aig(box.token),
      body: body('gpt-x', { stream: true }),
    });
    expect(reply.json.internalCode).toBe(2030);
  });
});

describe('streams', () => {
  const stream = async (box: Sandbox, signal?: AbortSignal) =>
    fetch(`${gatewayUrl(box)}/openai/chat/completions`, {
      method: 'POST',
      headers: aig(box.token),
      body: JSON.stringify(body('gpt-x', { stream: true })),
      signal,
    });

  test('every piece goes on at once, and the row comes when it has ended', async () => {
    let send: (text: string) => void = () => {};
    let end: () => void = () => {};
    const real = await realProvider((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      send = (text) => void response.write(text);
      end = () => void response.end();
    });
    const box = await behind('openai', real.url);
    const response = await stream(box);
    const reader = response.body!.getReader();
    for (const piece of [
      'data: {"one":1}\n\n',
      'data: {"usage":{"prompt_tokens":7,"completion_tokens":2}}\n\n',
    ]) {
      send(piece);
      expect(Buffer.from((await reader.read()).value!).toString()).toBe(piece);
    }
    expect(await logRows(box)).toEqual([]);
    end();
    expect((await reader.read()).done).toBe(true);
    const [row] = await logRows(box);
    expect(row).toMatchObject({ tokens_in: 7, tokens_out: 2, response_content_type: 'text/event-stream' });
    expect(row.cost).toBeGreaterThan(0);
    expect(row.id).toBe(response.headers.get('cf-aig-log-id'));
    expect(box.requests[0]?.cost).toBeGreaterThan(0);
  });

  test('a client that goes away ends the provider`s work', async () => {
    const gone = deferred();
    const real = await realProvider((response) => {
      response.on('close', () => gone.resolve());
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n');
    });
    const box = await behind('openai', real.url);
    const abort = new AbortController();
    const response = await stream(box, abort.signal);
    await response.body!.getReader().read();
    abort.abort();
    await gone.promise;
    expect((await logRows(box))[0]).toMatchObject({ model: 'openai/gpt-x', status_code: 200 });
  });

  test('also before the first byte', async () => {
    const gone = deferred();
    const real = await realProvider((response) => response.on('close', () => gone.resolve()));
    const box = await behind('openai', real.url);
    const abort = new AbortController();
    const asked = stream(box, abort.signal).catch((error: unknown) => error);
    while (real.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort();
    await gone.promise;
    expect(await asked).toMatchObject({ name: 'AbortError' });
  });

  test('a slow reader slows the provider down', async () => {
    const block = Buffer.alloc(64 * 1024, 'x');
    let written = 0;
    const real = await realProvider(async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      while (!response.destroyed && written < 200 * 1024 * 1024) {
        written += block.length;
        if (!response.write(block))
          await new Promise((resolve) => {
            response.once('drain', resolve);
            response.once('close', resolve);
          });
      }
    });
    const box = await behind('openai', real.url);
    const abort = new AbortController();
    const response = await stream(box, abort.signal);
    await response.body!.getReader().read();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(written).toBeLessThan(30 * 1024 * 1024);
    abort.abort();
  });

  test('what breaks off behind the gateway breaks off', async () => {
    const real = await realProvider((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n', () => response.destroy());
    });
    const response = await stream(await behind('openai', real.url));
    await expect(response.text()).rejects.toThrow();
  });
});

function deferred() {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('/compat/models', () => {
  const ids = async (box: Sandbox): Promise<string[]> => {
    const { json } = await ask(`${gatewayUrl(box)}/compat/models`, { headers: aig(box.token) });
    return json.data.map(({ id }: { id: string }) => id);
  };
  const lists = (value: unknown) => (response: ServerResponse) => response.end(JSON.stringify(value));

  test.each([
    ['openai', { data: [{ id: 'gpt-new' }] }, 'openai/gpt-new', 'openai/gpt-4o', '/v1/models'],
    ['custom-ollama', { data: [{ id: 'llama3' }] }, 'custom-ollama/llama3', undefined, '/v1/models'],
    [
      'google-ai-studio',
      { models: [{ name: 'models/gemini-new' }] },
      'google-ai-studio/gemini-new',
      'google-ai-studio/gemini-2.5-flash',
      '/v1beta/models',
    ],
  ])('has the models of %s', async (slug, list, model, builtIn, path) => {
    const real = await realProvider(lists(list));
    const models = await ids(await behind(slug, real.url));
    expect(models).toContain(model);
    expect(models).not.toContain(builtIn);
    expect(models).toContain('anthropic/claude-sonnet-5');
    expect(real.seen.map(({ url }) => url)).toEqual([path]);
  });

  test.each([
    ['refuses', (response: ServerResponse) => response.writeHead(401).end('{}')],
    ['has none', lists({ data: [] })],
    ['answers nonsense', (response: ServerResponse) => response.end('<html>')],
    ['hangs up', (response: ServerResponse) => response.destroy()],
  ])('a provider that %s keeps the built-in ones', async (_, answer) => {
    const real = await realProvider(answer);
    expect(await ids(await behind('openai', real.url))).toContain('openai/gpt-4o');
  });
});
