import { type ModelPrice, readModelPrices } from '../gateway/management/management-answers.js';
import { modelsRequest } from '../gateway/requests/probe-requests.js';
import { accessOf, type DoctorContext, type Target } from '../lab/context.js';
import { once } from '../lib/once.js';

/** Milliseconds: a price is not worth more. */
const LONGEST_WAIT = 3_000;

/** What a model costs per token, as the gateway's own list says; asked for when the first answer is there. */
export class Prices {
  readonly #context: DoctorContext;
  readonly #first: Target | undefined;

  constructor(context: DoctorContext, targets: readonly Target[]) {
    this.#context = context;
    this.#first = targets.find(({ url }) => url?.plane === 'gateway');
  }

  readonly #list = once(async (): Promise<ReadonlyMap<string, ModelPrice>> => {
    const access = this.#first && accessOf(this.#first);
    if (!access) return new Map();
    const late = new Promise<undefined>((done) => {
      setTimeout(() => done(undefined), LONGEST_WAIT).unref();
    });
    const exchange = await Promise.race([this.#context.wire.send(modelsRequest(access)), late]);
    return (exchange && readModelPrices(exchange)) ?? new Map();
  });

  async costOf(
    { url, modelId = '' }: Target,
    tokens: { inputTokens?: number; outputTokens?: number },
  ): Promise<number | undefined> {
    const { inputTokens, outputTokens } = tokens;
    if (inputTokens === undefined || outputTokens === undefined) return undefined;
    const list = await this.#list();
    const price = list.get(modelId) ?? list.get(`${url?.route}/${modelId}`);
    return price && inputTokens * price.inputUsd + outputTokens * price.outputUsd;
  }
}
