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
import type { DirectSeen, TestedModel } from './tested-model.js';

/** The way past the gateway, or what it lacks. */
export type DirectWay = { way: DirectAccess } | { lacks: 'key'; variable: string } | { lacks: 'address' };

/** The provider's own key: as the block sends it, else from the provider's usual variable. It goes to the provider only. */
export function directWay(target: Target, environment: Environment): DirectWay {
  const provider = providerOf(target.url?.route, target.modelId);
  if (!provider) return { lacks: 'address' };
  const variable = keyVariableOf(provider.slug);
  const { providerKey, gatewayToken } = target.credentials;
  const ofBlock = providerKey && providerKey.value !== gatewayToken?.value ? providerKey.value : undefined;
  const key = ofBlock ?? environment.lookup(variable)?.value;
  if (!key) return { lacks: 'key', variable };
  const way = directAccess(provider, key, { model: target.modelId ?? '', api: target.block.api });
  return way ? { way } : { lacks: 'address' };
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

/** The gateway's rounds against the provider's own, median against median. */
export function compare(
  through: readonly TestedModel[],
  direct: readonly DirectRound[],
): DirectSeen | undefined {
  const [first] = direct;
  if (!first) return undefined;
  const failedRound = direct.find(({ ok }) => !ok);
  if (failedRound) return { host: first.host, ok: false, title: failedRound.title };
  const good = through.filter(({ ok }) => ok);
  const middle = (values: readonly (number | undefined)[]) =>
    spread(values.filter((value) => value !== undefined))?.median;
  const totalMs = middle(direct.map((round) => round.totalMs));
  const firstByteMs = middle(direct.map((round) => round.firstByteMs));
  return {
    host: first.host,
    ok: true,
    firstByteMs: rounded(firstByteMs),
    totalMs: rounded(totalMs),
    overheadFirstByteMs: rounded(minus(middle(good.map((round) => round.firstByteMs)), firstByteMs)),
    overheadMs: rounded(minus(middle(good.map((round) => round.totalMs)), totalMs)),
  };
}

function minus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value);
}
