/** `sandbox/state/`: what a running sandbox remembers. */

import { Dispatchers } from '../../gateway/wire/dispatchers.js';
import { BoundedMap } from '../../lib/bounded-map.js';
import type { SandboxConfig, SandboxGateway, TokenOverride } from '../config/config-types.js';
import type { Upstreams } from '../config/provider-address.js';
import { bodyText, type SandboxResponse } from '../http/response.js';
import { type LogStore, MemoryLogStore } from '../logs/log-store.js';
import type { PromptCache } from '../provider/prompt-cache.js';
import type { Conversations } from '../provider/stored-conversations.js';
import { configuredRoutes, type DynamicRoute } from './dynamic-routes.js';
import { Usage } from './usage.js';

/** Milliseconds. */
const CONNECT_TIMEOUT = 10_000;
/** Characters of all cached responses; Cloudflare caches up to 25 MB each. */
const CACHE_SIZE = 32 * 1024 * 1024;
/** Characters that an entry takes besides its body, approximately. */
const ENTRY_SIZE = 1024;
/** Bounded because a dynamic route can count by anything that a client sends. */
const USAGE_COUNT = 10_000;
/** Characters of all stored conversations. */
const CONVERSATION_SIZE = 32 * 1024 * 1024;
/** A long prompt has a thousand of them. */
const PROMPT_COUNT = 100_000;
/** Turns whose model is remembered. */
const TURN_COUNT = 10_000;

/** Everything that a running sandbox remembers. Logs and gateways can outlive the process. */
export interface State {
  config: SandboxConfig;
  /** How all tokens are treated, regardless of the config. */
  tokenOverride?: TokenOverride;
  /** milliseconds */
  now(): number;
  /** Cached responses by key; `expiresAt` in milliseconds since 1970. */
  cache: BoundedMap<{ response: SandboxResponse; expiresAt: number }>;
  /** Requests or US dollars, by limit. */
  usage: BoundedMap<Usage>;
  logs: LogStore;
  /** Provider keys that were stored through the management API. */
  secrets: Map<string, string>;
  /** Dynamic routes, by gateway. */
  routes: Map<string, DynamicRoute[]>;
  /** Real providers, by slug. */
  upstreams: Upstreams;
  /** Connections to them. */
  dispatchers: Dispatchers;
  /** Called when the log cannot be written. */
  onFailure?(error: unknown): void;
  /** Tempo of the built-in providers' streams. */
  tokensPerSecond?: number;
  /** 0 or more, less than 1. */
  random(): number;
  /** Requests since the last answer, by `flaky-` model. */
  flaky: Map<string, number>;
  conversations: Conversations;
  /** Beginnings of prompts that the built-in providers keep. */
  promptCache: PromptCache;
  /** The model that Auto Router chose, by turn of a session. */
  turns: BoundedMap<string>;
  /** When the management API created and changed a gateway, and when that emptied its cache, by key. */
  modifiedAt: Map<string, { created: number; modified: number; cacheEmptied?: number }>;
}

export interface StateOptions {
  config: SandboxConfig;
  tokenOverride?: TokenOverride;
  now(): number;
  logs?: LogStore;
  random?(): number;
  upstreams?: Upstreams;
  onFailure?(error: unknown): void;
  tokensPerSecond?: number;
  /** For the proxies on the way to real providers. */
  env?: NodeJS.ProcessEnv;
}

export function createState(options: StateOptions): State {
  const { config, tokenOverride, now, logs = new MemoryLogStore(), random = Math.random } = options;
  return {
    config: structuredClone(config),
    tokenOverride,
    now,
    cache: new BoundedMap(CACHE_SIZE, ({ response }) => ENTRY_SIZE + bodyText(response).length),
    usage: new BoundedMap(USAGE_COUNT),
    logs,
    secrets: new Map(),
    routes: configuredRoutes(config.gateways, now()),
    upstreams: options.upstreams ?? new Map(),
    dispatchers: new Dispatchers(options.env ?? {}, CONNECT_TIMEOUT, { isServer: true }),
    random,
    onFailure: options.onFailure,
    tokensPerSecond: options.tokensPerSecond,
    flaky: new Map(),
    conversations: new BoundedMap(CONVERSATION_SIZE, (body) => JSON.stringify(body).length),
    promptCache: new BoundedMap(PROMPT_COUNT),
    turns: new BoundedMap(TURN_COUNT),
    modifiedAt: new Map(),
  };
}

export function findGateway(state: State, accountId: string, id: string): SandboxGateway | undefined {
  return state.config.gateways.find((gateway) => gateway.accountId === accountId && gateway.id === id);
}

/** The usage of a limit; `key` names the limit. */
export function usageOf(state: Pick<State, 'usage'>, key: string): Usage {
  const known = state.usage.get(key);
  if (known) return known;
  const usage = new Usage();
  state.usage.set(key, usage);
  return usage;
}
