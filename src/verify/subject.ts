import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { diagnoseExchange } from '../diagnosis/reading/diagnose.js';
import type { Diagnosis } from '../diagnosis/reading/diagnosis.js';
import type { Values } from '../diagnosis/reading/values.js';
import type { OfGateway } from '../gateway/management/management.js';
import { type GatewaySettings, readGateway } from '../gateway/management/management-answers.js';
import type { Access, PlannedRequest } from '../gateway/requests/access.js';
import { completionRequest } from '../gateway/requests/requests.js';
import { accessOf, type DoctorContext, type Target, valuesOf } from '../lab/context.js';
import { gatewayOfTarget } from '../lab/gateway-of-target.js';
import { gatewaySettings } from '../lab/probes.js';
import { once } from '../lib/once.js';
import { maxTokensField } from '../models/model-test.js';

export interface TrialOptions {
  /** Find the rate limit out by a burst, though the settings say it. */
  measure: boolean;
  /** Send the cache's requests as OpenClaw does, without cache headers of our own. */
  asConfigured: boolean;
}

/** Effects that tests bring themselves. */
export interface Effects {
  sleep(ms: number): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Not the same in any two runs. */
  nonce: string;
}

/** Everything that a section may use. */
export class Trial {
  readonly context: DoctorContext;
  readonly target: Target;
  readonly access: Access;
  readonly model: string;
  readonly values: Values;
  readonly options: TrialOptions;
  readonly effects: Effects;
  /** Undefined: the address does not say which gateway it is, or there is no token to ask with. */
  readonly gateway: OfGateway | undefined;

  constructor(context: DoctorContext, target: Target, options: TrialOptions, effects: Effects) {
    this.context = context;
    this.target = target;
    this.access = accessOf(target)!;
    this.model = target.modelId ?? '';
    this.values = valuesOf(context.place, target);
    this.options = options;
    this.effects = effects;
    this.gateway = gatewayOfTarget(context.origins, target);
  }

  /** Undefined: the token may not read them. */
  readonly settings = once(async (): Promise<GatewaySettings | undefined> => {
    const exchange = await gatewaySettings(this.context);
    return exchange && readGateway(exchange);
  });

  /** A small completion as OpenClaw sends it, with headers of our own on top. */
  completion(id: string, prompt: string, headers: Record<string, string> = {}): PlannedRequest {
    const entry = this.target.block.models.find((model) => model.id === this.model);
    const plain = completionRequest(this.access, this.model, {
      prompt,
      maxTokensField: maxTokensField(entry?.raw),
    });
    return { ...plain, id: `verify-${id}`, headers: { ...plain.headers, ...headers } };
  }

  send(request: PlannedRequest): Promise<Exchange> {
    return this.context.wire.send(request);
  }

  diagnose(exchange: Exchange): Diagnosis | undefined {
    return diagnoseExchange(exchange, this.values) ?? undefined;
  }

  /** The value of a header that the block sends with every request. */
  configured(header: string): string | undefined {
    return Object.entries(this.access.headers).find(([name]) => name.toLowerCase() === header)?.[1];
  }
}
