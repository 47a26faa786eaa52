import { networkInterfaces } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { readSandboxConfig } from '../../src/sandbox/config/config.js';
import { DEFAULT_CONFIG, SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { withOwnToken } from '../../src/sandbox/config/own-token.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { aig, ask, gatewayUrl, getRaw, sandbox } from './client.js';

const OWN = 'fake-token-of-my-own-000';
const ALL = { host: '0.0.0.0' };
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);

function chat(box: Sandbox, token: string, gateway?: string) {
  return ask(`${gatewayUrl(box, gateway)}/compat/chat/completions`, {
    headers: token ? aig(token) : {},
    body: { model: 'openai/gpt-4o', messages: [{ role: 'user', content: 'hi' }] },
  });
}

async function statusWith(box: Sandbox, headers: Record<string, string>): Promise<number | undefined> {
  return (await getRaw(box, '/nowhere', headers)).statusCode;
}

describe('the tokens when other machines can reach it', () => {
  test('a new one in each run, and none of the documentation', async () => {
    const [box, other] = [await sandbox(ALL), await sandbox(ALL)];
    expect(box.token).toMatch(/^cfut_sandboxFAKEtoken[0-9a-z]{32}$/);
    expect(box.token).not.toBe(other.token);
    expect((await chat(box, box.token)).status).toBe(200);
    for (const token of ['', SANDBOX_TOKENS.good.value, other.token])
      expect((await chat(box, token)).status).toBe(401);
  });

  test('the own one', async () => {
    const box = await sandbox({ ...ALL, token: OWN });
    expect(box.token).toBe(OWN);
    expect((await chat(box, OWN)).status).toBe(200);
    expect((await chat(box, SANDBOX_TOKENS.good.value)).status).toBe(401);
  });

  test('those of the config, without those of the documentation among them', () => {
    const { good } = SANDBOX_TOKENS;
    const config = { ...DEFAULT_CONFIG, tokens: [good, { ...good, value: OWN }] };
    const values = (options: { token?: string }) =>
      withOwnToken(config, { ...options, isExposed: true }).tokens.map(({ value }) => value);
    expect(values({})).toEqual([OWN]);
    expect(values({ token: `${OWN}1` })).toEqual([`${OWN}1`, OWN]);
    expect(values({ token: OWN })).toEqual([OWN]);
  });

  test('the built-in gateway without authentication is not there, one of the config is', () => {
    const ids = (source: string) =>
      withOwnToken(readSandboxConfig(source), { isExposed: true }).gateways.map(({ id }) => id);
    expect(ids('{}')).toEqual(['my-gateway', 'default']);
    expect(ids('{ gateways: [{ id: "open", authentication: false }] }')).toEqual(['open']);
  });
});

test('on loopback the tokens of the documentation stay, unless there is an own one', async () => {
  const box = await sandbox({ host: 'localhost' });
  expect([box.token, box.otherUrls]).toEqual([SANDBOX_TOKENS.good.value, []]);
  const own = await sandbox({ token: OWN });
  expect(own.token).toBe(OWN);
  expect((await chat(own, SANDBOX_TOKENS.good.value)).status).toBe(401);
  expect((await chat(own, '', 'open-gateway')).status).not.toBe(404);
});

test('a name of public DNS on loopback takes an own token too: a reverse proxy is in front', async () => {
  const box = await sandbox({ allowedHosts: ['box.example.com'] });
  expect((await chat(box, SANDBOX_TOKENS.good.value)).status).toBe(401);
  expect((await chat(box, box.token)).status).toBe(200);
  expect(await statusWith(box, { host: 'box.example.com' })).toBe(404);
});

describe('the names by which it is reached', () => {
  test.each([
    [{ host: '127.0.0.1:8787' }, 404],
    [{ host: '192.168.1.5:8787' }, 404],
    [{ host: '[fd00::5]:8787' }, 404],
    [{ host: '203.0.113.9' }, 404],
    [{ host: 'sandbox:8787' }, 404],
    [{ host: 'nas.local' }, 404],
    [{ host: 'sandbox.default.svc.cluster.local' }, 404],
    [{ host: 'box.tailnet.example' }, 404],
    [{ host: 'BOX.tailnet.example:8787' }, 404],
    [{ host: 'attacker.example' }, 403],
    [{ host: '192.168.1.5.attacker.example' }, 403],
    [{ origin: 'http://192.168.1.7:3000' }, 404],
    [{ origin: 'https://box.tailnet.example' }, 404],
    [{ origin: 'https://attacker.example' }, 403],
    [{ origin: 'http://203.0.113.9' }, 403],
    [{ origin: 'null' }, 403],
  ])('%j gets %d', async (headers, status) => {
    const box = await sandbox({ ...ALL, allowedHosts: ['Box.tailnet.example'] });
    expect(await statusWith(box, headers as Record<string, string>)).toBe(status);
  });
});

(hasIpv6 ? test : test.skip)('IPv6', async () => {
  const loopback = await sandbox({ host: '::1' });
  expect(loopback.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
  expect((await chat(loopback, SANDBOX_TOKENS.good.value)).status).toBe(200);
  const all = await sandbox({ host: '::' });
  expect((await chat(all, all.token)).status).toBe(200);
  // It takes IPv4 too.
  const { port } = new URL(all.url);
  expect((await ask(`http://127.0.0.1:${port}/nowhere`)).status).toBe(404);
});
