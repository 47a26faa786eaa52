import type { Answer } from './answer.js';
import type { SandboxConfig, SandboxGateway } from './config.js';
import { configuredRoutes, type Route } from './dynamic/routes.js';
import { type LogStore, MemoryLogStore } from './logs/store.js';
import type { Scenario } from './scenario.js';

/** Everything that a running sandbox remembers. Nothing of it outlives the process. */
export interface State {
  config: SandboxConfig;
  scenario?: Scenario;
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
  /** 0 or more, less than 1. */
  random(): number;
  /** How often each `flaky-` model was asked, by gateway and model. */
  flaky: Map<string, number>;
  /** Gateways changed or made by the management plane, when, by key. */
  modifiedAt: Map<string, { created: number; modified: number }>;
}

export function createState(
  config: SandboxConfig,
  scenario: Scenario | undefined,
  now: () => number,
  logs: LogStore = new MemoryLogStore(),
  random: () => number = Math.random,
): State {
  return {
    config: structuredClone(config),
    scenario,
    now,
    cache: new Map(),
    counted: new Map(),
    spent: new Map(),
    logs,
    secrets: new Map(),
    routes: configuredRoutes(config.gateways, now()),
    routeUse: new Map(),
    random,
    flaky: new Map(),
    modifiedAt: new Map(),
  };
}

export function gatewayKey(gateway: Pick<SandboxGateway, 'accountId' | 'id'>): string {
  return `${gateway.accountId}/${gateway.id}`;
}

/** Where a stored provider key lies. */
export function secretKey(gateway: SandboxGateway, slug: string, alias: string): string {
  return `${gatewayKey(gateway)}/${slug}/${alias}`;
}

export function findGateway(state: State, accountId: string, id: string): SandboxGateway | undefined {
  return state.config.gateways.find((gateway) => gateway.accountId === accountId && gateway.id === id);
}
