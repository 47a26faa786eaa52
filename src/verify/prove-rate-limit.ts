import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { gatewayError } from '../diagnosis/reading/diagnose.js';
import type { GatewaySettings } from '../gateway/management/management-responses.js';
import { emptyRequest } from '../gateway/requests/requests.js';
import { backoff } from '../lib/backoff.js';
import { fromDiagnosis, type Measured, type Outcome, pass, problem, skip } from './section-result.js';
import type { VerifyContext } from './verify-context.js';

/** "Rate limited" by the gateway itself; 2018 is the error of Unified Billing. */
const RATE_LIMITED = 2003;
/** Requests. */
export const MAX_BURST = 60;
/** Requests, if the limit is unknown. */
const BLIND_BURST = 30;
const CONCURRENCY = 5;
/** Milliseconds. A common interval is one minute. */
const MAX_RESET_WAIT = 65_000;

const BEHAVIOUR =
  'Requests beyond it are refused (HTTP 429, code 2003); answers from the cache do not count.';

/** Reads the limit from the settings, or measures it with a burst of free requests. */
export async function rateLimit(context: VerifyContext): Promise<Outcome> {
  const settings = await context.settings();
  if (!settings) return measureLimit(context, undefined);
  if (!settings.rateLimit || !settings.rateInterval)
    return problem('rate-limit-off', context.values, {
      evidence: [
        `rate_limiting_limit ${settings.rateLimit ?? 0}, rate_limiting_interval ${settings.rateInterval ?? 0}`,
      ],
    });
  if (context.options.measure) return measureLimit(context, settings);
  return skip(`read from the settings, not tried: ${describeLimit(settings)}`, {
    remedy: ['`cf-aig verify rate-limit --measure` tries it with a burst of free requests.'],
    notes: [BEHAVIOUR, describeReset(settings)],
    measured: limitFields(settings),
  });
}

/** Sends requests without messages: the gateway counts them, and the provider rejects them and charges nothing. */
async function measureLimit(context: VerifyContext, settings: GatewaySettings | undefined): Promise<Outcome> {
  const limit = settings?.rateLimit;
  const size = limit === undefined ? BLIND_BURST : Math.min(limit + 1, MAX_BURST);
  const { passed, limited, failure } = await sendBurst(context, size);
  const isLimited = limited !== undefined;
  // A limit that lets nothing through may be used up by others, or be no limit of this gateway at all.
  const refusal = failure ?? (passed ? undefined : limited);
  const diagnosis = refusal && context.diagnose(refusal);
  if (diagnosis) return fromDiagnosis(diagnosis, { evidence: passed ? [] : ['no request went through'] });
  const measured: Measured = { ...(settings && limitFields(settings)), passedRequests: passed };
  const evidence = [
    `${passed} free requests passed${isLimited ? ', the next got HTTP 429 with code 2003' : ''}`,
  ];
  if (isLimited) {
    const waitedMs = maxResetWait(context);
    const liftedMs = settings ? undefined : await awaitReset(context, waitedMs);
    const reset = settings ? describeReset(settings) : describeMeasuredReset(liftedMs, waitedMs);
    return pass(settings ? describeLimit(settings) : `a limit is in effect: ${passed} requests passed`, {
      evidence,
      notes: [BEHAVIOUR, reset],
      measured: { ...measured, limited: true, ...(liftedMs !== undefined && { liftedMs }) },
    });
  }
  if (!settings || limit === undefined)
    return skip(
      `no limit within ${passed} requests, and the token cannot read the settings (it lacks AI Gateway Read)`,
      {
        evidence,
        measured,
        remedy: ['Add Account > AI Gateway > Read to the token to see the limit itself.'],
      },
    );
  if (limit >= size)
    return skip(`not reached: ${passed} requests in a row stayed below ${describeLimit(settings)}`, {
      evidence,
      measured,
      notes: [BEHAVIOUR, describeReset(settings)],
    });
  return problem(
    'rate-limit-not-enforced',
    { ...context.values, expected: formatLimit(settings), found: String(passed) },
    { evidence, measured },
  );
}

interface Burst {
  passed: number;
  /** The first one beyond the limit. */
  limited?: Exchange;
  /** Another failure, which makes the measurement meaningless. */
  failure?: Exchange;
}

async function sendBurst(context: VerifyContext, size: number): Promise<Burst> {
  let passed = 0;
  for (let sent = 0; sent < size; sent += CONCURRENCY) {
    const batch = Array.from({ length: Math.min(CONCURRENCY, size - sent) }, () => probe(context));
    const exchanges = await Promise.all(batch);
    passed += exchanges.filter((exchange) => !isRateLimited(exchange) && !context.diagnose(exchange)).length;
    const limited = exchanges.find(isRateLimited);
    if (limited) return { passed, limited };
    const failure = exchanges.find((exchange) => context.diagnose(exchange));
    if (failure) return { passed, failure };
  }
  return { passed };
}

function probe(context: VerifyContext): Promise<Exchange> {
  return context.send(emptyRequest(context.access, context.model));
}

function isRateLimited(exchange: Exchange): boolean {
  return gatewayError(exchange)?.code === RATE_LIMITED;
}

/** Leaves time for the last request. */
function maxResetWait({ effects }: VerifyContext): number {
  return Math.max(0, Math.min(MAX_RESET_WAIT, effects.leftMs() - 1_000));
}

/** Milliseconds until a request passes again; undefined if none did. */
async function awaitReset(context: VerifyContext, maxMs: number): Promise<number | undefined> {
  const start = context.effects.now();
  for (const wait of backoff(1_000, 10_000, maxMs)) {
    await context.effects.sleep(wait);
    const exchange = await probe(context);
    if (exchange.response && !isRateLimited(exchange)) return context.effects.now() - start;
  }
  return undefined;
}

function describeMeasuredReset(liftedMs: number | undefined, waitedMs: number): string {
  return liftedMs === undefined
    ? `It did not reset within ${Math.round(waitedMs / 1000)} s.`
    : `It reset within ${Math.ceil(liftedMs / 1000)} s.`;
}

function describeLimit(settings: GatewaySettings): string {
  return `${formatLimit(settings)}, for all callers together`;
}

function formatLimit({ rateLimit: limit, rateInterval }: GatewaySettings): string {
  return `${limit} request${limit === 1 ? '' : 's'} in ${rateInterval} s`;
}

function describeReset({ rateTechnique, rateInterval }: GatewaySettings): string {
  return rateTechnique === 'sliding'
    ? `Each request counts for ${rateInterval} s.`
    : `The count starts again every ${rateInterval} s, by the clock.`;
}

function limitFields({ rateLimit: limit, rateInterval, rateTechnique }: GatewaySettings): Measured {
  return { limit: limit ?? 0, intervalSeconds: rateInterval ?? 0, technique: rateTechnique ?? 'fixed' };
}
