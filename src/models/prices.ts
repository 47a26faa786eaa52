import { type ModelPrice, readModelPrices } from '../gateway/management/management-responses.js';
import { modelsRequest } from '../gateway/requests/probe-requests.js';
import type { Lab } from '../lab/lab.js';
import { once } from '../lib/once.js';
import type { Target } from '../openclaw/target.js';

/** Milliseconds: prices are not worth a longer wait. */
const TIMEOUT = 3_000;

/** Prices per token from the gateway's list. */
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
    const timeout = new Promise<undefined>((resolve) => {
      setTimeout(() => resolve(undefined), TIMEOUT).unref();
    });
    const exchange = await Promise.race([this.#lab.ask(modelsRequest(access)), timeout]);
    return (exchange && readModelPrices(exchange)) ?? new Map();
  });

  /** Asks for the list, so that it comes beside the answers of models. */
  request(): void {
    void this.#list();
  }

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
