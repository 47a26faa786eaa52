import { diagnoseExchange } from '../diagnosis/reading/diagnose.js';
import { providerOf } from '../gateway/providers/provider-of.js';
import { type DirectAccess, directAccess } from '../gateway/requests/direct-access.js';
import { completionRequest } from '../gateway/requests/requests.js';
import type { Lab } from '../lab/lab.js';
import { spread } from '../lib/statistics.js';
import { keyVariableOf } from '../openclaw/blocks/recipes.js';
import type { Environment } from '../openclaw/secrets/environment.js';
import type { Target } from '../openclaw/target.js';
import type { ModelTestOptions } from './model-test.js';
import type { DirectResult, TestedModel } from './tested-model.js';

/** Access to the provider without the gateway, or what is missing for it. */
export type DirectAccessResult =
  | { access: DirectAccess }
  | { lacks: 'key'; variable: string }
  | { lacks: 'address' };

/** Uses the block's provider key or the one in the provider's default variable. It is only sent to the provider. */
export function findDirectAccess(target: Target, environment: Environment): DirectAccessResult {
  const provider = providerOf(target.url?.route, target.modelId);
  if (!provider) return { lacks: 'address' };
  const variable = keyVariableOf(provider.slug);
  const { providerKey, gatewayToken } = target.credentials;
  const blockKey = providerKey && providerKey.value !== gatewayToken?.value ? providerKey.value : undefined;
  const key = blockKey ?? environment.lookup(variable)?.value;
  if (!key) return { lacks: 'key', variable };
  const access = directAccess(provider, key, { model: target.modelId ?? '', api: target.block.api });
  return access ? { access } : { lacks: 'address' };
}

export interface DirectRound {
  host: string;
  ok: boolean;
  title?: string;
  firstByteMs?: number;
  totalMs: number;
}

export async function askDirectly(
  lab: Lab,
  target: Target,
  { access, model, host }: DirectAccess,
  options: ModelTestOptions,
): Promise<DirectRound> {
  const planned = completionRequest(access, model, options);
  const exchange = await lab.ask({ ...planned, id: `direct:${model}` }, { fresh: true });
  const diagnosis = diagnoseExchange(exchange, { ...target.values, model });
  const { firstByteMs, totalMs } = exchange.timings;
  return { host, ok: !diagnosis, title: diagnosis?.title, firstByteMs, totalMs };
}

/** Compares the median of the rounds through the gateway with the median of the direct ones. */
export function compare(
  through: readonly TestedModel[],
  direct: readonly DirectRound[],
): DirectResult | undefined {
  const [first] = direct;
  if (!first) return undefined;
  const failedRound = direct.find(({ ok }) => !ok);
  if (failedRound) return { host: first.host, ok: false, title: failedRound.title };
  const succeeded = through.filter(({ ok }) => ok);
  const median = (values: readonly (number | undefined)[]) =>
    spread(values.filter((value) => value !== undefined))?.median;
  const totalMs = median(direct.map((round) => round.totalMs));
  const firstByteMs = median(direct.map((round) => round.firstByteMs));
  return {
    host: first.host,
    ok: true,
    firstByteMs: round(firstByteMs),
    totalMs: round(totalMs),
    overheadFirstByteMs: round(subtract(median(succeeded.map((result) => result.firstByteMs)), firstByteMs)),
    overheadMs: round(subtract(median(succeeded.map((result) => result.totalMs)), totalMs)),
  };
}

function subtract(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}

function round(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value);
}
