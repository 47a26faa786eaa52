import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { gatewayError } from '../diagnosis/reading/diagnose.js';
import type { GatewaySettings } from '../gateway/management/management-responses.js';
import { emptyRequest } from '../gateway/requests/requests.js';
import { backoff } from '../lib/backoff.js';
import { broken, diagnosed, type Measured, type Outcome, skipped, works } from './section.js';
import type { Subject } from './subject.js';

/** "Rate limited" of the gateway itself; 2018 is that of Unified Billing. */
const RATE_LIMITED = 2003;
/** No burst is longer. */
export const LONGEST_BURST = 60;
/** How many go out where nothing is known of the limit. */
export const BLIND_BURST = 30;
const SIDE_BY_SIDE = 5;
/** Milliseconds: an ordinary interval is a minute. */
const LONGEST_LIFT = 65_000;

const AS_SEEN =
  'Requests beyond it get HTTP 429 with code 2003 and no Retry-After; answers from the cache do not count.';

/** What the settings say, or what a burst of requests that cost nothing runs into. */
export async function rateLimit(subject: Subject): Promise<Outcome> {
  const settings = await subject.settings();
  if (!settings) return measured(subject, undefined);
  if (!settings.rateLimit || !settings.rateInterval)
    return broken('rate-limit-off', subject.values, {
      evidence: [
        `rate_limiting_limit ${settings.rateLimit ?? 0}, rate_limiting_interval ${settings.rateInterval ?? 0}`,
      ],
    });
  if (subject.options.measure) return measured(subject, settings);
  return skipped(`read, not tried: ${sentence(settings)}`, {
    remedy: ['`cf-aig verify rate-limit --measure` tries it by a burst of free requests.'],
    notes: [AS_SEEN, liftsAfter(settings)],
    measured: numbers(settings),
  });
}

/** Requests without messages on the real route: the gateway counts them, the provider refuses them and charges nothing. */
async function measured(subject: Subject, settings: GatewaySettings | undefined): Promise<Outcome> {
  const limit = settings?.rateLimit;
  const most = limit === undefined ? BLIND_BURST : Math.min(limit + 1, LONGEST_BURST);
  const { passed, refused, trouble } = await burst(subject, most);
  if (trouble) {
    const diagnosis = subject.diagnose(trouble);
    if (diagnosis) return diagnosed(diagnosis);
  }
  const seen: Measured = { ...(settings && numbers(settings)), passedRequests: passed };
  const evidence = [
    `${passed} free requests went through${refused ? ', the next got HTTP 429 with code 2003' : ''}`,
  ];
  if (refused) {
    const liftedMs = settings ? undefined : await lift(subject);
    const lifts = settings ? liftsAfter(settings) : told(liftedMs);
    return works(settings ? sentence(settings) : `a limit holds: ${passed} requests went through`, {
      evidence,
      notes: [AS_SEEN, lifts],
      measured: { ...seen, limited: true, ...(liftedMs !== undefined && { liftedMs }) },
    });
  }
  if (!settings || limit === undefined)
    return skipped(
      `no limit met within ${passed} requests, and the token may not read the settings (it lacks AI Gateway Read)`,
      {
        evidence,
        measured: seen,
        remedy: ['Add Account > AI Gateway > Read to the token to see the limit itself.'],
      },
    );
  if (limit >= most)
    return skipped(`not reached: ${passed} requests in a row stayed below ${sentence(settings)}`, {
      evidence,
      measured: seen,
      notes: [AS_SEEN, liftsAfter(settings)],
    });
  return broken(
    'rate-limit-not-enforced',
    { ...subject.values, expected: short(settings), found: String(passed) },
    { evidence, measured: seen },
  );
}

interface Burst {
  passed: number;
  refused: boolean;
  /** An answer that is neither: the experiment proves nothing then. */
  trouble?: Exchange;
}

async function burst(subject: Subject, most: number): Promise<Burst> {
  let passed = 0;
  for (let sent = 0; sent < most; sent += SIDE_BY_SIDE) {
    const batch = Array.from({ length: Math.min(SIDE_BY_SIDE, most - sent) }, () => probe(subject));
    const exchanges = await Promise.all(batch);
    const counted = exchanges.filter((exchange) => !isRefused(exchange) && !subject.diagnose(exchange));
    passed += counted.length;
    if (exchanges.some(isRefused)) return { passed, refused: true };
    const trouble = exchanges.find((exchange) => subject.diagnose(exchange));
    if (trouble) return { passed, refused: false, trouble };
  }
  return { passed, refused: false };
}

function probe(subject: Subject): Promise<Exchange> {
  return subject.send(emptyRequest(subject.access, subject.model));
}

function isRefused(exchange: Exchange): boolean {
  return gatewayError(exchange)?.code === RATE_LIMITED;
}

/** Milliseconds until a request goes through again; undefined: none did. */
async function lift(subject: Subject): Promise<number | undefined> {
  const start = subject.effects.now();
  for (const wait of backoff(1_000, 10_000, LONGEST_LIFT)) {
    await subject.effects.sleep(wait);
    if (!isRefused(await probe(subject))) return subject.effects.now() - start;
  }
  return undefined;
}

function told(liftedMs: number | undefined): string {
  return liftedMs === undefined
    ? `It did not lift within ${LONGEST_LIFT / 1000} s.`
    : `It lifted within ${Math.ceil(liftedMs / 1000)} s.`;
}

function sentence(settings: GatewaySettings): string {
  return `${short(settings)}, for all callers together (${settings.rateTechnique ?? 'fixed'} window)`;
}

function short({ rateLimit: limit, rateInterval }: GatewaySettings): string {
  return `${limit} request${limit === 1 ? '' : 's'} in ${rateInterval} s`;
}

function liftsAfter({ rateTechnique, rateInterval }: GatewaySettings): string {
  return rateTechnique === 'sliding'
    ? `It lifts as soon as older requests are more than ${rateInterval} s ago.`
    : `It lifts when the next interval of ${rateInterval} s begins; intervals start with the clock.`;
}

function numbers({ rateLimit: limit, rateInterval, rateTechnique }: GatewaySettings): Measured {
  return { limit: limit ?? 0, intervalSeconds: rateInterval ?? 0, technique: rateTechnique ?? 'fixed' };
}
