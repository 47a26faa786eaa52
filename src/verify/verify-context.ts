import type { Exchange, Plane } from '../diagnosis/exchange/exchange.js';
import { diagnoseExchange } from '../diagnosis/reading/diagnose.js';
import type { Diagnosis } from '../diagnosis/reading/diagnosis.js';
import type { Values } from '../diagnosis/reading/values.js';
import type { GatewayCall } from '../gateway/management/management.js';
import { type GatewaySettings, readGateway } from '../gateway/management/management-responses.js';
import { type Access, type PlannedRequest, planeOf } from '../gateway/requests/access.js';
import { markAsOwn } from '../gateway/requests/own-requests.js';
import { completionRequest } from '../gateway/requests/requests.js';
import type { Lab } from '../lab/lab.js';
import { Probes, type Reachable } from '../lab/probes.js';
import { once } from '../lib/once.js';
import type { LogClient } from '../logs/await-row.js';
import { maxTokensFieldOf } from '../models/model-test.js';
import { gatewayOfTarget } from '../openclaw/gateway-of-target.js';

export interface VerifyOptions {
  /** Measure the rate limit with a burst, even if the settings have it. */
  measure: boolean;
  /** Test the cache with requests like OpenClaw's, without additional cache headers. */
  asConfigured: boolean;
  /** Refs of `agents.defaults.model.fallbacks`. */
  fallbacks: readonly string[];
}

/** Injectable for tests. */
export interface Effects {
  sleep(ms: number): Promise<void>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds left for all sections. */
  leftMs(): number;
  /** Aborts when none are left. */
  signal?: AbortSignal;
  /** Unique per run. */
  nonce: string;
}

/** Codes of Node, undici and the sender. */
const TIMEOUT = /TIMEOUT|TIMEDOUT/;

/** Everything that a section needs. */
export class VerifyContext {
  readonly lab: Lab;
  readonly target: Reachable;
  readonly access: Access;
  readonly model: string;
  readonly values: Values;
  readonly options: VerifyOptions;
  readonly effects: Effects;
  /** The requests that were not answered in time: none follows on such a plane. */
  readonly #unanswered = new Map<Plane, Exchange>();
  /** Undefined if the address does not name a gateway, or if there is no token. */
  readonly gateway: GatewayCall | undefined;

  constructor(lab: Lab, target: Reachable, options: VerifyOptions, effects: Effects) {
    this.lab = lab;
    this.target = target;
    this.access = target.access;
    this.model = target.modelId ?? '';
    this.values = target.values;
    this.options = options;
    this.effects = effects;
    this.gateway = gatewayOfTarget(target);
  }

  /** Undefined if the token cannot read them. */
  readonly settings = once(async (): Promise<GatewaySettings | undefined> => {
    if (this.#unanswered.has('management')) return undefined;
    const exchange = await new Probes(this.lab, this.target).gatewaySettings();
    return exchange && readGateway(this.#note(exchange));
  });

  /** A small completion as OpenClaw sends it, with additional headers. */
  completion(id: string, prompt: string, headers: Record<string, string> = {}): PlannedRequest {
    const plain = completionRequest(this.access, this.model, {
      prompt,
      maxTokensField: maxTokensFieldOf(this.target),
    });
    return markAsOwn({ ...plain, id: `verify-${id}`, headers: { ...plain.headers, ...headers } });
  }

  /**
   * Always sends the request, because a memoized exchange would prove nothing, unless an earlier one on this plane was not
   * answered in time: then returns that one, so that no command takes a multiple of the timeout.
   */
  async send(request: PlannedRequest): Promise<Exchange> {
    const unanswered = this.#unanswered.get(request.plane);
    if (unanswered) return unanswered;
    const { signal } = this.effects;
    return this.#note(await this.lab.ask(request, { fresh: true, signal }));
  }

  /** Whether the gateway left a request unanswered. */
  get isGatewaySilent(): boolean {
    return this.#unanswered.has(planeOf(this.access.baseUrl));
  }

  #note(exchange: Exchange): Exchange {
    if (TIMEOUT.test(exchange.error?.code ?? '')) this.#unanswered.set(exchange.plane, exchange);
    return exchange;
  }

  /** For polling the log. */
  get logClient(): LogClient {
    return { send: this.send.bind(this), sleep: this.effects.sleep };
  }

  diagnose(exchange: Exchange): Diagnosis | undefined {
    return diagnoseExchange(exchange, this.values) ?? undefined;
  }

  /** The value of a header that the block sends with every request. */
  configured(header: string): string | undefined {
    return Object.entries(this.access.headers).find(([name]) => name.toLowerCase() === header)?.[1];
  }
}
