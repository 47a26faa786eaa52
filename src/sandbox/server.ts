import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, text } from './answer.js';
import { DEFAULT_CONFIG, type SandboxConfig } from './config.js';
import { answerGatewayPlane } from './gateway-plane.js';
import { API_PREFIX, answerApi } from './management-plane.js';
import { BodyTooLarge, readRequest, type SandboxIncoming } from './request.js';
import { scenarioNamed } from './scenarios.js';
import { createState, type State } from './state.js';
import { send } from './wire.js';

/** One request that the sandbox saw. Holds no secret: header names only. */
export interface SandboxRequest {
  method: string;
  path: string;
  headerNames: string[];
  status: number;
  /** What it would have cost, US dollars. */
  cost: number;
}

export interface Sandbox {
  /** Origin, no trailing slash. */
  url: string;
  gatewayOrigin: string;
  apiBaseUrl: string;
  accountId: string;
  gateway: string;
  /** Obviously fake; good for everything. */
  token: string;
  /** All requests so far, in the order in which they were answered. */
  requests: SandboxRequest[];
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** 0 or absent: any free one. */
  port?: number;
  config?: SandboxConfig;
  /** Name of a scenario; throws when there is none of that name. */
  scenario?: string;
  onRequest?(request: SandboxRequest): void;
  /** Milliseconds since 1970; for tests of windows and lifetimes. */
  now?(): number;
}

/** Starts a local AI Gateway on 127.0.0.1: both of Cloudflare's hosts on one port, told apart by the path. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { config = DEFAULT_CONFIG, now = Date.now } = options;
  const state = createState(
    config,
    options.scenario === undefined ? undefined : scenarioNamed(options.scenario),
    now,
  );
  const requests: SandboxRequest[] = [];
  const note = (request: SandboxRequest) => {
    requests.push(request);
    options.onRequest?.(request);
  };
  const server = createServer((message, response) => void serve(state, message, response, note));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gateway = config.gateways[0];
  return {
    url,
    gatewayOrigin: url,
    apiBaseUrl: url + API_PREFIX,
    accountId: gateway?.accountId ?? config.accounts[0]?.id ?? '',
    gateway: gateway?.id ?? 'default',
    token: config.tokens[0]?.value ?? '',
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  state: State,
  message: IncomingMessage,
  response: ServerResponse,
  note: (request: SandboxRequest) => void,
): Promise<void> {
  // A client that has gone is no error of ours.
  response.on('error', () => {});
  try {
    const request = await readRequest(message);
    const answer = answerRequest(state, request);
    const { method, path, headers } = request;
    note({ method, path, headerNames: Object.keys(headers), status: answer.status, cost: answer.cost ?? 0 });
    await send(response, answer);
  } catch (error) {
    if (response.headersSent || message.destroyed) return void response.destroy();
    await send(
      response,
      error instanceof BodyTooLarge ? text(413, 'Payload Too Large') : text(500, String(error)),
    );
  }
}

function answerRequest(state: State, request: SandboxIncoming): Answer {
  if (state.scenario?.everything) return state.scenario.everything();
  const api = request.path === API_PREFIX || request.path.startsWith(`${API_PREFIX}/`);
  return api ? answerApi(state, request) : answerGatewayPlane(state, request);
}
