import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/library/library-types.js';
import { startSandbox } from '../../../src/sandbox/library/start-sandbox.js';
import { inTempFolder } from '../../temp-folder.js';
import { aig, ask, bearer, logRows } from '../client.js';

const running: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
});

async function start(options?: SandboxOptions): Promise<Sandbox> {
  const started = await startSandbox(options);
  running.push(started);
  return started;
}

const chat = (box: Sandbox, model = 'openai/gpt-4o') =>
  ask(`${box.gatewayUrl}/compat/chat/completions`, {
    headers: aig(box.token),
    body: { model, messages: [{ role: 'user', content: '[say:pong]' }] },
  });

describe('what it gives', () => {
  test('a gateway that answers, and the requests to it', async () => {
    const box = await start();
    expect((await chat(box)).json.choices[0].message.content).toBe('pong');
    expect(await ask(`${box.apiBaseUrl}/user/tokens/verify`, { headers: bearer(box.token) })).toMatchObject({
      status: 200,
    });
    expect(box.requests).toMatchObject([
      { method: 'POST', path: expect.stringMatching(/compat\/chat\/completions$/), status: 200 },
      { method: 'GET', path: '/client/v4/user/tokens/verify', status: 200, cost: 0 },
    ]);
  });

  test('the variables of cf-aig, OpenClaw and Cloudflare’s tools', async () => {
    const box = await start();
    expect(box.env).toEqual({
      CF_AIG_GATEWAY_ORIGIN: box.url,
      CLOUDFLARE_API_BASE_URL: box.apiBaseUrl,
      CLOUDFLARE_ACCOUNT_ID: box.accountId,
      CLOUDFLARE_AI_GATEWAY_ID: box.gateway,
      CLOUDFLARE_AI_GATEWAY_API_KEY: box.token,
    });
    expect(box.authority).toBeUndefined();
  });

  test('with TLS also NODE_OPTIONS, besides those that are there, and files until it is closed', async () => {
    const before = process.env.NODE_OPTIONS;
    process.env.NODE_OPTIONS = '--no-warnings';
    const box = await startSandbox({ tls: true }).finally(() => {
      if (before === undefined) delete process.env.NODE_OPTIONS;
      else process.env.NODE_OPTIONS = before;
    });
    const preload = /^--no-warnings --import=(file:\S+)$/.exec(box.env.NODE_OPTIONS ?? '')?.[1] ?? '';
    expect(existsSync(fileURLToPath(preload))).toBe(true);
    expect(readFileSync(box.authority ?? '', 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
    await box.close();
    expect(existsSync(dirname(box.authority ?? ''))).toBe(false);
  });
});

describe('options', () => {
  test('scenario, onRequest', async () => {
    const statuses: number[] = [];
    const box = await start({
      scenario: 'rate-limited',
      onRequest: ({ status }) => void statuses.push(status),
    });
    expect((await chat(box)).status).toBe(429);
    expect(statuses).toEqual([429]);
  });

  test('config as an object', async () => {
    const box = await start({
      config: { gateways: [{ id: 'mine', rateLimitingLimit: 1, rateLimitingInterval: 60 }] },
    });
    expect(box.gatewayUrl).toMatch(/\/mine$/);
    expect([(await chat(box)).status, (await chat(box)).status]).toEqual([200, 429]);
  });

  test('config as a file', async () => {
    await inTempFolder(async (folder) => {
      const path = join(folder, 'sandbox.json5');
      writeFileSync(path, "{ gateways: [{ id: 'from-file' }] }");
      expect((await start({ config: path })).gateway).toBe('from-file');
    });
  });

  test('upstreams, and its clock', async () => {
    const provider = await start();
    const upstream = `${provider.gatewayUrl}/openai`;
    const box = await start({ upstreams: { openai: upstream }, now: () => Date.UTC(2026, 0, 1) });
    expect((await chat(box)).status).toBe(401);
    expect(provider.requests).toMatchObject([
      { path: expect.stringMatching(/openai\/v1\/chat\/completions$/) },
    ]);
    expect((await logRows(box))[0].created_at).toMatch(/^2026-01-01/);
  });

  test('undefined is no value', async () => {
    const options = { port: undefined, config: undefined, scenario: undefined, upstreams: undefined };
    expect((await chat(await start(options))).status).toBe(200);
  });
});

describe('an option that cannot be used is named', () => {
  test.each<[unknown, string]>([
    [{ scenari: 'x' }, 'there is no option scenari; did you mean scenario?'],
    [{ constructor: 'x' }, 'there is no option constructor; known are port, config, '],
    [{ scenario: 'rate-limitd' }, 'scenario: there is no scenario rate-limitd; did you mean rate-limited?'],
    [{ scenario: 5 }, 'scenario: expected a string, got 5'],
    [{ port: '8787' }, 'port: expected a port, got "8787"'],
    [{ port: 99_999 }, 'port: expected a port, got 99999'],
    [{ tokensPerSecond: 0 }, 'tokensPerSecond: expected a number above 0, got 0'],
    [{ tokensPerSecond: 'fast' }, 'tokensPerSecond: expected a number above 0, got "fast"'],
    [{ tls: 'yes' }, 'tls: expected true or false, got "yes"'],
    [
      { tls: true, scenario: 'tls-expired' },
      'tls: the scenario tls-expired is about how the sandbox listens',
    ],
    [{ onExchange: {} }, 'onExchange: expected a function, got {}'],
    [{ onRequest: true }, 'onRequest: expected a function, got true'],
    [{ config: 5 }, 'config: expected a path or an object, got 5'],
    [{ config: 'no-such.json5' }, 'config: cannot read no-such.json5: no such file'],
    [{ config: { gateway: [] } }, 'config.gateway: unknown key; known are accounts, '],
    [{ config: { gateways: [{ id: 'UPPER' }] } }, 'config.gateways[0].id: expected 1-64 of'],
    [
      { config: { gateways: [{ id: 'a', accountId: 'f'.repeat(32) }] } },
      'config.gateways[0].accountId: no account f',
    ],
    [
      { upstreams: { opnai: 'https://a.example' } },
      'upstreams: opnai is not a provider of Cloudflare’s; did you mean openai?',
    ],
    [{ upstreams: { openai: 'http://a.example' } }, 'upstreams: keys would go to a.example unencrypted'],
    [{ upstreams: { openai: 5 } }, 'upstreams.openai: expected a string, got 5'],
    [5, 'expected an object of options, got 5'],
  ])('%j', async (options, message) => {
    await expect(start(options as SandboxOptions)).rejects.toMatchObject({
      name: 'SandboxOptionError',
      message: expect.stringContaining(message),
    });
  });

  test('a port that is taken', async () => {
    const port = Number(new URL((await start()).url).port);
    await expect(start({ port })).rejects.toMatchObject({
      name: 'SandboxOptionError',
      message: `port: ${port} is taken`,
    });
  });

  test('a file that is not a config', async () => {
    await inTempFolder(async (folder) => {
      const path = join(folder, 'sandbox.json5');
      writeFileSync(path, '{ gateways: 5 }');
      await expect(start({ config: path })).rejects.toThrow(
        `${path}: config.gateways: expected a list, got 5`,
      );
    });
  });
});
