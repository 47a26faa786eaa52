import { Dispatchers } from '../../gateway/wire/dispatchers.js';
import { BoundedMap } from '../../lib/bounded-map.js';
import type { SandboxConfig, SandboxGateway, TokenOverride } from '../config/config-types.js';
import type { Upstreams } from '../config/provider-address.js';
import { bodyText, type SandboxResponse } from '../http/response.js';
import { type LogStore, MemoryLogStore } from '../logs/log-store.js';
import { configuredRoutes, type DynamicRoute } from './dynamic-routes.js';
import { Usage } from './usage.js';

/** Milliseconds. */
const CONNECT_TIMEOUT = 10_000;
/** Characters of the cached answers; one that Cloudflare would cache is 25 MB at most. */
const CACHE_SIZE = 32 * 1024 * 1024;
/** Characters that an entry takes besides its body, roughly. */
const ENTRY_SIZE = 1024;
/** A dynamic route can count by anything that a client sends. */
const USAGE_COUNT = 10_000;

/** Everything that a running sandbox remembers. Nothing of it but the logs can outlive the process. */
export interface State {
  config: SandboxConfig;
  /** How every token is taken, whatever the config says of it. */
  tokenOverride?: TokenOverride;
  /** milliseconds */
  now(): number;
  /** Cached answers by key; `expiresAt` in milliseconds. */
  cache: BoundedMap<{ response: SandboxResponse; expiresAt: number }>;
  /** Requests or US dollars by what limits them. */
  usage: BoundedMap<Usage>;
  logs: LogStore;
  /** Provider keys that were stored by the management plane. */
  secrets: Map<string, string>;
  /** Dynamic routes, by gateway. */
  routes: Map<string, DynamicRoute[]>;
  /** Providers that are real. */
  upstreams: Upstreams;
  /** Connections to them. */
  dispatchers: Dispatchers;
  /** 0 or more, less than 1. */
  random(): number;
  /** How often each `flaky-` model was asked, by gateway and model. */
  flaky: Map<string, number>;
  /** Gateways changed or made by the management plane, when, by key. */
  modifiedAt: Map<string, { created: number; modified: number }>;
}

export interface StateOptions {
  config: SandboxConfig;
  tokenOverride?: TokenOverride;
  now(): number;
  logs?: LogStore;
  random?(): number;
  upstreams?: Upstreams;
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
    dispatchers: new Dispatchers(options.env ?? {}, CONNECT_TIMEOUT),
    random,
    flaky: new Map(),
    modifiedAt: new Map(),
  };
}

export function findGateway(state: State, accountId: string, id: string): SandboxGateway | undefined {
  return state.config.gateways.find((gateway) => gateway.accountId === accountId && gateway.id === id);
}

/** What was used of a limit so far; `key` names the limit. */
export function usageOf(state: Pick<State, 'usage'>, key: string): Usage {
  const usage = state.usage.get(key) ?? new Usage();
  state.usage.set(key, usage);
  return usage;
}
