/** `diagnosis/exchange/`: one request and what came back: its type, and what can be read off it. */

/** The planes of Cloudflare's AI Gateway; the same error code means different things on each. */
export type Plane =
  /** gateway.ai.cloudflare.com, or a custom domain of a gateway */
  | 'gateway'
  /** api.cloudflare.com/client/v4/accounts/{id}/ai/... */
  | 'rest'
  /** api.cloudflare.com/client/v4, everything else */
  | 'management';

/** How a request speaks to the model: OpenClaw's `api` values. */
export const API_FORMS = [
  'openai-completions',
  'openai-responses',
  'anthropic-messages',
  'google-generative-ai',
] as const;

export type ApiForm = (typeof API_FORMS)[number];

export const CREDENTIAL_HEADERS = [
  'cf-aig-authorization',
  'authorization',
  'x-api-key',
  'x-goog-api-key',
  'api-key',
] as const;

export type CredentialHeader = (typeof CREDENTIAL_HEADERS)[number];

/** What a request carried that decides how its answer is to be read. Never holds a secret. */
export interface Sent {
  /** The headers that carried the gateway token; empty: none did. */
  gatewayTokenIn: readonly CredentialHeader[];
  /** The headers that carried a provider key; empty: none did. */
  providerKeyIn: readonly CredentialHeader[];
  /** What was sent as provider key is none: the gateway token again, or a placeholder such as "unused". */
  providerKeyIs?: 'gateway-token' | 'placeholder';
  /** Last part of the base URL: `compat`, `openai`, `anthropic`, ... */
  route?: string;
  /** Cloudflare's slug of the provider that should answer: `openai`, `google-ai-studio`, ... */
  provider?: string;
  api?: ApiForm;
  /** The model id as it stood in the request. */
  model?: string;
  /** The request had no messages on purpose: a provider that complains about them has been reached and paid nothing. */
  empty?: boolean;
  /** The provider in the path does not exist on purpose: 2008 is the wanted answer. */
  junkProvider?: boolean;
}

/** The provider of such requests: error 2008 means that URL, gateway and token are right. */
export const JUNK_PROVIDER = 'cf-aig-no-such-provider';

/** Where in the life of a request the transport failed. */
export type TransportPhase = 'dns' | 'connect' | 'tls' | 'proxy' | 'headers' | 'body';

export interface TransportError {
  /** Node's or undici's code (`ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED`, `UND_ERR_SOCKET`, ...), or one of
   * cf-aig's own: `CF_AIG_TIMEOUT` (the limit passed), `CF_AIG_BODY_TOO_LARGE` (more than the cap came). */
  code: string;
  message: string;
  phase: TransportPhase;
  host: string;
  port: number;
  /** `scheme://host:port` of the proxy in between. */
  proxy?: string;
}

export interface Timings {
  /** ISO 8601 */
  startedAt: string;
  /** Milliseconds until the first byte of the body. */
  firstByteMs?: number;
  totalMs: number;
}

/** One HTTP request and what came back, secrets removed. */
export interface Exchange {
  /** Stable within a run: `junk-provider`, `free-request`, `verify-user-token`, ... */
  id: string;
  plane: Plane;
  request: { method: string; url: string; headers: Record<string, string>; body?: string };
  sent: Sent;
  /** `scheme://host:port` of the proxy that it went through. */
  proxy?: string;
  /** Header names in lower case. `body` is decoded text, complete unless `truncated`. */
  response?: { status: number; headers: Record<string, string>; body: string; truncated: boolean };
  /** Set when the exchange did not complete; a response may stand beside it when the body broke off. */
  error?: TransportError;
  timings: Timings;
}
