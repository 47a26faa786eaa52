import { type IncomingMessage, request } from 'node:http';
import { afterEach } from '@jest/globals';
import type { SandboxConfig, SandboxGateway } from '../../src/sandbox/config/config-types.js';
import { DEFAULT_CONFIG } from '../../src/sandbox/config/defaults.js';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.js';

const running: Sandbox[] = [];

/** A sandbox that ends with the test. */
export async function sandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const started = await startSandbox(options);
  running.push(started);
  return started;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
});

export interface Reply {
  status: number;
  headers: Record<string, string>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes
  json: any;
}

export interface Asking {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** As curl would: no redirects, no retries. A body that is no string is sent as JSON. */
export async function ask(url: string, { method, headers = {}, body }: Asking = {}): Promise<Reply> {
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { 'content-type': 'application/json', ...headers },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'manual',
  });
  const text = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The gateway's address in a sandbox. */
export function gatewayUrl({ gatewayOrigin, accountId }: Sandbox, gateway = 'my-gateway'): string {
  return `${gatewayOrigin}/v1/${accountId}/${gateway}`;
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
export const aig = (token: string) => ({ 'cf-aig-authorization': `Bearer ${token}` });

type ManagedBox = Pick<Sandbox, 'apiBaseUrl' | 'accountId' | 'token'>;

/** The management API of gateways; `path` follows `/ai-gateway/gateways`. */
export function gatewayApi({ apiBaseUrl, accountId, token }: ManagedBox, path = '', asking: Asking = {}) {
  const url = `${apiBaseUrl}/accounts/${accountId}/ai-gateway/gateways${path}`;
  return ask(url, { headers: bearer(token), ...asking });
}

/** What a create or update of a gateway has to have. */
export const REQUIRED_SETTINGS = {
  cache_invalidate_on_update: false,
  cache_ttl: 0,
  collect_logs: true,
  rate_limiting_interval: 0,
  rate_limiting_limit: 0,
};

/** The rows of a gateway's log, the newest first. */
export async function logRows(box: ManagedBox, gateway = 'my-gateway') {
  return (await gatewayApi(box, `/${gateway}/logs`)).json.result;
}

/** Stores a provider key at my-gateway. */
export function storeKey(box: ManagedBox, provider_slug: string, secret: string, alias = 'default') {
  const body = { provider_slug, alias, secret, default_config: alias === 'default' };
  return gatewayApi(box, '/my-gateway/provider_configs', { body });
}

/** A GET whose path and headers fetch() would not send. */
export function getRaw(box: Sandbox, path: string, headers: Record<string, string> = {}) {
  const { hostname, port } = new URL(box.url);
  return new Promise<IncomingMessage>((resolve, reject) => {
    request({ hostname, port, path, headers, agent: false }, (response) => {
      response.resume();
      resolve(response);
    })
      .once('error', reject)
      .end();
  });
}

/** The data of server-sent events, parsed where it is JSON. */
// biome-ignore lint/suspicious/noExplicitAny: events of many shapes
export function eventData(text: string): any[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => parse(line.slice(6)) ?? line.slice(6));
}

/** The default config with other settings of my-gateway. */
export function withGateway(settings: Partial<SandboxGateway>, credits = 25): SandboxConfig {
  return {
    ...DEFAULT_CONFIG,
    accounts: DEFAULT_CONFIG.accounts.map((account) => ({ ...account, credits })),
    gateways: DEFAULT_CONFIG.gateways.map((gateway) =>
      gateway.id === 'my-gateway' ? { ...gateway, ...settings } : gateway,
    ),
  };
}
