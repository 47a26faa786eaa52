// The public types of `cf-aig/sandbox`: scripts/types.js puts them, and what they use, into one file.

import type {
  SandboxAccount,
  SandboxGateway,
  SandboxProvider,
  SandboxToken,
} from '../config/config-types.js';
import type { AnsweredRequest } from '../http/answered-request.js';
import type { SandboxExchange } from '../http/exchange.js';

type Entry<T, Key extends keyof T> = Pick<T, Key> & Partial<Omit<T, Key>>;

/**
 * What the sandbox has. A key that is given replaces the default one whole; what an entry leaves out has its default.
 * docs/sandbox.md has the defaults.
 */
export interface SandboxConfigInput {
  accounts?: Entry<SandboxAccount, 'id'>[];
  gateways?: Entry<SandboxGateway, 'id'>[];
  tokens?: Entry<SandboxToken, 'value'>[];
  /** Providers whose models the account's credits can pay for. */
  unifiedBilling?: string[];
  /** By slug. */
  providers?: Record<string, Partial<SandboxProvider>>;
}

export interface SandboxOptions {
  /** Port on 127.0.0.1; by default any free one. */
  port?: number;
  /** The path of a JSON5 file, as `--sandbox-config` takes it, or what it would hold. */
  config?: string | SandboxConfigInput;
  /** Answers every request with this failure; `cf-aig sandbox --list-scenarios` names them. */
  scenario?: string;
  /** Base URLs of real providers, by slug: requests for them are sent on, keys included. */
  upstreams?: Record<string, string>;
  /** Tempo of the built-in providers' streams; by default all at once. */
  tokensPerSecond?: number;
  /** Speaks TLS too: for programs that know only Cloudflare's own hosts. */
  tls?: boolean;
  /** Called when a response is ready. */
  onRequest?(request: AnsweredRequest): void;
  /** Called when a response was sent, or the client hung up: with headers and bodies, without secrets. */
  onExchange?(exchange: SandboxExchange): void;
  /** The sandbox's clock, in milliseconds since 1970: for tests of windows, lifetimes and limits. */
  now?(): number;
  /** From 0 to less than 1; decides splits by percentage. */
  random?(): number;
}

export interface Sandbox {
  /** Origin, such as `http://127.0.0.1:40123`; also the address of the proxy, with `tls`. */
  url: string;
  /** The address of the gateway; a provider's path follows: `${gatewayUrl}/openai`, `${gatewayUrl}/compat`. */
  gatewayUrl: string;
  /** In place of `https://api.cloudflare.com/client/v4`. */
  apiBaseUrl: string;
  accountId: string;
  gateway: string;
  /** Has all permissions. Fake, unless the config has another. */
  token: string;
  /** Variables for a program that is to use the sandbox, such as OpenClaw; with `tls`, NODE_OPTIONS too. */
  env: Record<string, string>;
  /** Path of the certificate to trust (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE), with `tls`. */
  authority?: string;
  /** The newest 10,000 requests, in the order in which they were answered. */
  requests: readonly AnsweredRequest[];
  /** Ends all connections. A sandbox that is not closed keeps the process running. */
  close(): Promise<void>;
}
