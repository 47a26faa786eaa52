import { request as httpsRequest } from 'node:https';
import { expect, test } from '@jest/globals';
import { CATALOGUE, CAUSE_IDS, type CauseId } from '../../src/diagnosis/causes/catalogue.js';
import { FEATURES } from '../../src/diagnosis/causes/features.js';
import { MACHINE } from '../../src/diagnosis/causes/machine.js';
import type { ApiForm, Exchange, Sent } from '../../src/diagnosis/exchange/exchange.js';
import { diagnoseExchange } from '../../src/diagnosis/reading/diagnose.js';
import { parseBaseUrl } from '../../src/gateway/address/parse-base-url.js';
import { management } from '../../src/gateway/management/management.js';
import type { Access, PlannedRequest } from '../../src/gateway/requests/access.js';
import { completionRequest } from '../../src/gateway/requests/requests.js';
import { createSender } from '../../src/gateway/wire/send.js';
import { readTransportError } from '../../src/gateway/wire/transport-errors.js';
import { Redactor } from '../../src/lib/redact/redactor.js';
import type { Scenario } from '../../src/sandbox/scenarios/scenario.js';
import { findScenario, SCENARIOS } from '../../src/sandbox/scenarios.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { sandbox } from './client.js';

/** Seen without a request, by an experiment over several requests, or beyond what one machine can stage. */
const NOT_BY_SCENARIO: readonly string[] = [
  'dns-unavailable',
  'cloudflare-name-unresolved',
  'connection-failed',
  'account-id-mistyped',
  'model-not-offered',
  'token-is-oauth',
  'gateway-fault',
  'gateway-headers-missing',
  'reply-empty',
  'tool-call-missing',
  'image-not-recognised',
  ...Object.keys(FEATURES),
  ...Object.keys(MACHINE),
];

/** One answer fits several of these; doctor tells them apart by further requests. */
const ONE_OF_SEVERAL: readonly CauseId[] = [
  'account-not-found',
  'token-unknown',
  'token-expired',
  'token-disabled',
  'token-other-account',
  'token-lacks-run',
  'token-is-provider-key',
  'token-malformed',
];

type Needs = NonNullable<Scenario['needs']>;

const KEY = 'sk-sandbox-provider-key-good';

interface Client {
  path: string;
  api: ApiForm;
  model: string;
  headers(token: string): Record<string, string>;
  sent: Pick<Sent, 'gatewayTokenIn' | 'providerKeyIn'>;
}

const COMPAT: Client = {
  path: 'compat',
  api: 'openai-completions',
  model: 'openai/gpt-4o-mini',
  headers: (token) => ({ 'cf-aig-authorization': `Bearer ${token}` }),
  sent: { gatewayTokenIn: ['cf-aig-authorization'], providerKeyIn: [] },
};

/** What differs from that client when a scenario needs another one. */
const CLIENTS: Partial<Record<Needs, Partial<Client>>> = {
  'no-token': { headers: () => ({}), sent: { gatewayTokenIn: [], providerKeyIn: [] } },
  'token-in-x-api-key': {
    path: 'anthropic',
    api: 'anthropic-messages',
    model: 'claude-sonnet-5',
    headers: (token) => ({ 'x-api-key': token }),
    sent: { gatewayTokenIn: ['x-api-key'], providerKeyIn: [] },
  },
  'provider-key-as-token': { headers: () => ({ 'cf-aig-authorization': `Bearer ${KEY}` }) },
  'malformed-token': { headers: (token) => ({ 'cf-aig-authorization': `Bearer "${token}"` }) },
  'own-key': {
    headers: (token) => ({ 'cf-aig-authorization': `Bearer ${token}`, authorization: `Bearer ${KEY}` }),
    sent: { gatewayTokenIn: ['cf-aig-authorization'], providerKeyIn: ['authorization'] },
  },
  rest: {
    path: 'rest',
    headers: (token) => ({ authorization: `Bearer ${token}`, 'cf-aig-gateway-id': 'my-gateway' }),
    sent: { gatewayTokenIn: ['authorization'], providerKeyIn: [] },
  },
  'rest-responses': {
    path: 'rest',
    api: 'openai-responses',
    headers: (token) => ({ authorization: `Bearer ${token}`, 'cf-aig-gateway-id': 'my-gateway' }),
    sent: { gatewayTokenIn: ['authorization'], providerKeyIn: [] },
  },
  'dynamic-route': { model: 'dynamic/my-route' },
  'dynamic-route-rest': {
    path: 'rest',
    model: 'dynamic/my-route',
    headers: (token) => ({ authorization: `Bearer ${token}`, 'cf-aig-gateway-id': 'my-gateway' }),
    sent: { gatewayTokenIn: ['authorization'], providerKeyIn: [] },
  },
  'key-as-bearer': {
    path: 'anthropic',
    api: 'anthropic-messages',
    model: 'claude-sonnet-5',
    headers: (token) => ({ 'cf-aig-authorization': `Bearer ${token}`, authorization: `Bearer ${KEY}` }),
    sent: { gatewayTokenIn: ['cf-aig-authorization'], providerKeyIn: ['authorization'] },
  },
  'workers-ai': { model: 'workers-ai/@cf/meta/llama-3.1-8b-instruct' },
  'workers-ai-key': {
    model: 'workers-ai/@cf/meta/llama-3.1-8b-instruct',
    headers: (token) => ({ 'cf-aig-authorization': `Bearer ${token}`, authorization: `Bearer ${token}` }),
    sent: { gatewayTokenIn: ['cf-aig-authorization'], providerKeyIn: ['authorization'] },
  },
};

function plan(box: Sandbox, needs: Scenario['needs']): PlannedRequest {
  const origins = { gateway: box.gatewayOrigin, api: box.apiBaseUrl };
  if (needs === 'management')
    return management.getGateway({
      origins,
      token: box.token,
      accountId: box.accountId,
      gateway: box.gateway,
    });
  const client = { ...COMPAT, ...(needs && CLIENTS[needs]) };
  const base =
    client.path === 'rest'
      ? `${box.apiBaseUrl}/accounts/${box.accountId}/ai/v1`
      : `${box.gatewayOrigin}/v1/${box.accountId}/${box.gateway}/${client.path}`;
  const { url } = parseBaseUrl(base, origins, client.api);
  if (!url) throw new Error(`cannot read ${base}`);
  const access: Access = {
    baseUrl: url,
    api: client.api,
    headers: client.headers(box.token),
    sentAuth: client.sent,
  };
  return completionRequest(access, client.model, { prompt: 'hi' });
}

async function exchange(box: Sandbox, { needs }: Scenario): Promise<Exchange> {
  const request = plan(box, needs);
  if (needs === 'trust') return trusting(box, request);
  const env = needs === 'proxy' ? { HTTP_PROXY: box.url, HTTPS_PROXY: box.url } : {};
  const sender = createSender({ env, redactor: new Redactor(), timeoutMs: 2000, userAgent: 'test' });
  try {
    return await sender.send(
      needs === 'proxy'
        ? { ...request, url: request.url.replace(/^http:\/\/[^/]+/, 'https://gateway.example') }
        : request,
    );
  } finally {
    await sender.close();
  }
}

/** Node reads the authorities to trust when it starts; here one is given by hand. */
async function trusting(box: Sandbox, request: PlannedRequest): Promise<Exchange> {
  const { hostname, port } = new URL(request.url);
  const error = await new Promise<Error>((resolve, reject) => {
    httpsRequest(request.url, { ca: box.authority, method: 'POST', agent: false }, () =>
      reject(new Error('trusted')),
    )
      .once('error', resolve)
      .end();
  });
  return {
    ...request,
    request,
    error: readTransportError(error, 'tls', { host: hostname, port: Number(port) }),
    timings: { startedAt: new Date(0).toISOString(), totalMs: 1 },
  };
}

const staged = SCENARIOS.filter(({ needs }) => needs !== 'route');

test.each(staged.map((scenario) => [scenario.name, scenario] as const))('%s', async (name, scenario) => {
  const box = await sandbox({ scenario: name });
  const seen = await exchange(box, scenario);
  const diagnosis = diagnoseExchange(seen, { gateway: box.gateway });
  // A machine without any DNS server cannot see that a name does not exist.
  if (seen.error?.code === 'EAI_AGAIN') return;
  const named = ONE_OF_SEVERAL.includes(scenario.cause) ? (diagnosis?.alternatives ?? []) : [];
  expect([diagnosis?.cause, ...named]).toContain(scenario.cause);
  expect(diagnosis?.category).toBe(CATALOGUE[scenario.cause].category);
});

test('names are unique', () => {
  const names = SCENARIOS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('every cause that shows on the wire has a scenario', () => {
  const reached = new Set(SCENARIOS.map(({ cause }) => cause));
  const ofConfig = (cause: CauseId) =>
    CATALOGUE[cause].category === 'config' ||
    cause.startsWith('base-url-') ||
    cause.startsWith('model-prefix-');
  expect(
    CAUSE_IDS.filter((cause) => !ofConfig(cause) && !reached.has(cause) && !NOT_BY_SCENARIO.includes(cause)),
  ).toEqual([]);
});

test('an unknown scenario names the nearest one', () => {
  expect(() => findScenario('rate-limit')).toThrow(
    'there is no scenario rate-limit; did you mean rate-limited?',
  );
});
