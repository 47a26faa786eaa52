/** `sandbox/`: the local gateway: a server, its scenarios, and a pipeline of small stages. */

import type { SandboxConfig } from './config/config-types.js';
import { DEFAULT_CONFIG } from './config/defaults.js';
import { withOwnToken } from './config/own-token.js';
import type { Upstreams } from './config/provider-address.js';
import type { AnsweredRequest } from './http/answered-request.js';
import { type SandboxExchange, toExchange } from './http/exchange.js';
import { checkHost, type Reach } from './http/host-check.js';
import { markIgnoredHeaders } from './http/ignored-headers.js';
import type { SandboxRequest } from './http/request.js';
import type { SandboxResponse } from './http/response.js';
import { type RequestHandler, serve } from './http/serve.js';
import { listen } from './listening/listen.js';
import { listenAddress } from './listening/listen-address.js';
import type { LogStore } from './logs/log-store.js';
import { answerGatewayPlane } from './planes/gateway-plane.js';
import { API_PREFIX, answerApi } from './planes/management-plane.js';
import { notImplemented } from './responses/not-implemented.js';
import type { Scenario } from './scenarios/scenario.js';
import { findScenario } from './scenarios.js';
import { GatewayKeeper, type GatewayStore } from './state/kept-gateways.js';
import { createState, type State } from './state/state.js';

export interface Sandbox {
  /** Origin, no trailing slash. */
  url: string;
  gatewayOrigin: string;
  apiBaseUrl: string;
  accountId: string;
  gateway: string;
  /** Has all permissions. One that begins with `cfut_sandboxFAKEtoken` is obviously fake. */
  token: string;
  /** Origins by which other machines reach it; none when it listens on a loopback address. */
  otherUrls: readonly string[];
  /** Gateways that need no token. */
  openGateways: readonly string[];
  /** PEM of the certificate's issuer, when there is TLS: for NODE_EXTRA_CA_CERTS. */
  authority?: string;
  /** The newest 10,000 requests, in the order in which they were answered. */
  requests: AnsweredRequest[];
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** 0 or absent: any free port. */
  port?: number;
  /**
   * The IP address or name to listen on; by default 127.0.0.1. When other machines can reach it, the tokens of the
   * documentation are not accepted, and without `token` and others in the config there is a new one. Throws
   * BadListenHost.
   */
  host?: string;
  /** Names in public DNS by which it answers too, such as that of a reverse proxy. Other machines can reach it then. */
  allowedHosts?: readonly string[];
  /** A token of the user's own, instead of those of the documentation. Throws BadToken. */
  token?: string;
  config?: SandboxConfig;
  /** Name of a scenario. Throws UnknownScenario. */
  scenario?: string;
  /**
   * Speaks TLS too, under Cloudflare's names as well, and is a proxy for them. Throws TlsConflict when the scenario is
   * about how the sandbox listens.
   */
  tls?: boolean;
  /** Called when a response is ready. */
  onRequest?(request: AnsweredRequest): void;
  /** Called when the sandbox could not answer, or not keep something, such as on a full disk. */
  onFailure?(error: unknown): void;
  /** Called when a response was sent, or the client hung up. */
  onExchange?(exchange: SandboxExchange): void;
  /** Milliseconds since 1970; for tests of windows and lifetimes. */
  now?(): number;
  /** From 0 to less than 1; decides splits by percentage. */
  random?(): number;
  /** Real providers by slug; a slug that starts with `custom-` is a custom provider. */
  upstreams?: Upstreams;
  /** Where logs are kept; by default in memory. */
  logs?: LogStore;
  /** Where gateways are kept that the management API has changed; by default they end with the sandbox. */
  gateways?: GatewayStore;
  /** Tempo of the built-in providers' streams; by default all at once. */
  tokensPerSecond?: number;
  /** For the proxies on the way to real providers. */
  env?: NodeJS.ProcessEnv;
}

export class TlsConflict extends Error {
  override name = 'TlsConflict';

  constructor(scenario: string) {
    super(`the scenario ${scenario} is about how the sandbox listens, so it has no TLS of its own`);
  }
}

const MAX_RECORDS = 10_000;

/** Starts a local AI Gateway: both of Cloudflare's hosts on one port, distinguished by the path. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { now = Date.now, host = '127.0.0.1', allowedHosts = [], token } = options;
  const address = listenAddress(host);
  // A name in public DNS leads here through something on this machine: a reverse proxy, a tunnel.
  const isExposed = address.isExposed || allowedHosts.length > 0;
  const reach = { isExposed, names: [host, ...allowedHosts].map((name) => name.toLowerCase()) };
  const config = withOwnToken(options.config ?? DEFAULT_CONFIG, { token, isExposed });
  const scenario = options.scenario === undefined ? undefined : findScenario(options.scenario);
  const state = createState({ ...options, config, now, tokenOverride: scenario?.tokenOverride });
  const keeper = options.gateways && new GatewayKeeper(state, options.gateways);
  const requests: AnsweredRequest[] = [];
  const record = (request: AnsweredRequest) => {
    requests.push(request);
    if (requests.length > MAX_RECORDS) requests.shift();
    options.onRequest?.(request);
  };
  const { onExchange } = options;
  const handler: RequestHandler = {
    async answer(request) {
      const response = await answerRequest(state, { scenario, reach }, request);
      if (isChange(request)) keeper?.keepChanges();
      return response;
    },
    record,
    onFailure: options.onFailure,
    onEnd:
      onExchange &&
      ((seen) => onExchange(toExchange(seen, { secrets: secretsOf(state), origin: listener.url }))),
  };
  if (options.tls && scenario?.listenMode) throw new TlsConflict(scenario.name);
  const listener = await listen({
    port: options.port ?? 0,
    address,
    names: reach.names,
    mode: scenario?.listenMode ?? (options.tls ? 'tls' : undefined),
    serve(message, response) {
      void serve(handler, message, response);
    },
    onRefusal(target) {
      record({ method: 'CONNECT', path: encodeURI(target), headerNames: [], status: 403, cost: 0 });
    },
  });
  const { url } = listener;
  const { port, protocol } = new URL(url);
  const [gateway] = state.config.gateways;
  return {
    url,
    gatewayOrigin: url,
    apiBaseUrl: url + API_PREFIX,
    accountId: gateway?.accountId ?? config.accounts[0]?.id ?? '',
    gateway: gateway?.id ?? 'default',
    token: config.tokens[0]?.value ?? '',
    otherUrls: address.otherUrlHosts.map((name) => `${protocol}//${name}:${port}`),
    openGateways: state.config.gateways.filter(({ authentication }) => !authentication).map(({ id }) => id),
    authority: listener.authority,
    requests,
    async close() {
      await listener.close();
      await state.dispatchers.close();
      state.logs.close();
    },
  };
}

/** Whether the management API may have changed something. */
function isChange({ method, path }: SandboxRequest): boolean {
  return method !== 'GET' && path.startsWith(API_PREFIX) && path.includes('/ai-gateway/');
}

/** All credentials that the sandbox knows. */
function* secretsOf({ config, secrets }: State): Generator<string> {
  for (const { value } of config.tokens) yield value;
  for (const { keys } of Object.values(config.providers)) yield* keys;
  yield* secrets.values();
}

async function answerRequest(
  state: State,
  { scenario, reach }: { scenario?: Scenario; reach: Reach },
  request: SandboxRequest,
): Promise<SandboxResponse> {
  const refusal = scenario?.listenMode === 'proxy' ? undefined : checkHost(request, reach);
  if (refusal) return refusal;
  if (scenario?.response) return scenario.response();
  const api = request.path === API_PREFIX || request.path.startsWith(`${API_PREFIX}/`);
  if (request.headers.upgrade?.toLowerCase() === 'websocket')
    return notImplemented(api ? 'management' : 'gateway', 'The WebSocket API');
  const response = api
    ? await answerApi(state, request, scenario)
    : await answerGatewayPlane(state, request, scenario?.overrides);
  return markIgnoredHeaders(request, response);
}
