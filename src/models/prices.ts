import { type ModelPrice, readModelPrices } from '../gateway/management/management-responses.js';
import { modelsRequest } from '../gateway/requests/probe-requests.js';
import type { Lab } from '../lab/lab.js';
import { once } from '../lib/once.js';
import type { Target } from '../openclaw/target.js';

/** Milliseconds: a price is not worth more. */
const LONGEST_WAIT = 3_000;

/** What a model costs per token, as the gateway's own list says; asked for when the first answer is there. */
export class Prices {
  readonly #lab: Lab;
  readonly #first: Target | undefined;

  constructor(lab: Lab, targets: readonly Target[]) {
    this.#lab = lab;
    this.#first = targets.find(({ url }) => url?.plane === 'gateway');
  }

  readonly #list = once(async (): Promise<ReadonlyMap<string, ModelPrice>> => {
    const access = this.#first?.access;
    if (!access) return new Map();
    const late = new Promise<undefined>((done) => {
      setTimeout(() => done(undefined), LONGEST_WAIT).unref();
    });
    const exchange = await Promise.race([this.#lab.ask(modelsRequest(access)), late]);
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
