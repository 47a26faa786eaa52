import { Dispatchers } from '../../gateway/wire/dispatchers.js';
import type { SandboxConfig, SandboxGateway, TokenStanding } from '../config/config-types.js';
import type { Upstreams } from '../config/provider-address.js';
import type { Answer } from '../http/answer.js';
import { type LogStore, MemoryLogStore } from '../logs/store.js';
import { configuredRoutes, type Route } from './dynamic-routes.js';

/** Milliseconds. */
const CONNECT_TIMEOUT = 10_000;

/** Everything that a running sandbox remembers. Nothing of it but the logs can outlive the process. */
export interface State {
  config: SandboxConfig;
  /** How every token is taken, whatever the config says of it. */
  tokenStanding?: TokenStanding;
  /** milliseconds */
  now(): number;
  /** Cached answers by key. */
  cache: Map<string, { answer: Answer; expiresAt: number }>;
  /** Times of counted requests, in milliseconds, by gateway. */
  counted: Map<string, number[]>;
  /** What was spent, by gateway: time in milliseconds and US dollars. */
  spent: Map<string, { at: number; cost: number }[]>;
  logs: LogStore;
  /** Provider keys that were stored by the management plane. */
  secrets: Map<string, string>;
  /** Dynamic routes, by gateway. */
  routes: Map<string, Route[]>;
  /** What dynamic routes counted, by element and value: requests or US dollars. */
  routeUse: Map<string, { at: number; amount: number }[]>;
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
  tokenStanding?: TokenStanding;
  now(): number;
  logs?: LogStore;
  random?(): number;
  upstreams?: Upstreams;
  /** For the proxies on the way to real providers. */
  env?: NodeJS.ProcessEnv;
}

export function createState(options: StateOptions): State {
  const { config, tokenStanding, now, logs = new MemoryLogStore(), random = Math.random } = options;
  return {
    config: structuredClone(config),
    tokenStanding,
    now,
    cache: new Map(),
    counted: new Map(),
    spent: new Map(),
    logs,
    secrets: new Map(),
    routes: configuredRoutes(config.gateways, now()),
    routeUse: new Map(),
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
