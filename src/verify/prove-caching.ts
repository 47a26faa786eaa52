import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { junkProviderRequest } from '../gateway/requests/probe-requests.js';
import { awaitRow } from '../logs/await-row.js';
import { broken, diagnosed, type Measured, type Outcome, works } from './section.js';
import type { Trial } from './subject.js';

/** Seconds; the shortest that Cloudflare allows is 60. */
const TTL = 120;
const PROMPT = 'Reply with one short friendly sentence.';

/** The same request twice, under a key that nobody else uses: a miss, then a hit. */
export async function caching(trial: Trial): Promise<Outcome> {
  const skip = trial.configured('cf-aig-skip-cache') ?? trial.configured('cf-skip-cache');
  if (skip === 'true')
    return broken('cache-skipped', { ...trial.values, header: 'cf-aig-skip-cache' }, { evidence: [] });

  const { asConfigured } = trial.options;
  const headers: Record<string, string> = asConfigured
    ? {}
    : { 'cf-aig-cache-key': `cf-aig-verify-${trial.effects.nonce}`, 'cf-aig-cache-ttl': String(TTL) };
  const prompt = `${PROMPT} (${trial.effects.nonce})`;
  // The first request must not be the slower one for having to open the connection.
  await trial.send({ ...junkProviderRequest(trial.access, 'as-configured'), id: 'verify-warm-up' });
  const first = await trial.send(trial.completion('cache-first', prompt, headers));
  const trouble = trial.diagnose(first);
  if (trouble) return diagnosed(trouble);
  const second = await trial.send(trial.completion('cache-second', prompt, headers));
  const troubleAgain = trial.diagnose(second);
  if (troubleAgain) return diagnosed(troubleAgain, { measured: measuredOf(first, second) });

  const hit = statusOf(first) !== 'HIT' && statusOf(second) === 'HIT';
  const measured = measuredOf(first, second);
  const evidence = [told('first', first), told('second', second)];
  if (!hit) return missed(trial, { measured, evidence });

  const costUsd = await costOf(trial, first);
  const costs: Measured = costUsd === undefined ? {} : { costUsd, savedUsd: costUsd };
  return works(hitTitle(first, second, costUsd), {
    measured: { ...measured, ...costs },
    evidence,
    notes: asConfigured ? [] : await notes(trial),
  });
}

function hitTitle(first: Exchange, second: Exchange, costUsd: number | undefined): string {
  const cost = costUsd === undefined ? '' : `, and $${Number(costUsd.toPrecision(2))} saved`;
  return `MISS, then HIT: ${ms(second)} ms instead of ${ms(first)} ms${cost}`;
}

async function missed(trial: Trial, seen: { measured: Measured; evidence: string[] }): Promise<Outcome> {
  const settings = await trial.settings();
  const evidence = [
    ...seen.evidence,
    ...(settings ? [`cache_ttl of the gateway: ${settings.cacheTtl ?? 0}`] : []),
  ];
  const isOff = settings && !settings.cacheTtl;
  return broken(isOff ? 'cache-off' : 'cache-not-used', trial.values, { ...seen, evidence });
}

/** That it works when asked for does not mean that OpenClaw's own requests are kept. */
async function notes(trial: Trial): Promise<string[]> {
  const settings = await trial.settings();
  const own = trial.configured('cf-aig-cache-ttl');
  if (own) return [`OpenClaw’s own requests are kept for ${own} s (cf-aig-cache-ttl in the block).`];
  if (!settings) return [];
  return settings.cacheTtl
    ? [`OpenClaw’s own requests are kept for ${settings.cacheTtl} s, unless they are streamed.`]
    : [
        'OpenClaw’s own requests are not kept: the gateway’s cache TTL is 0. To change that, set one in the gateway’s settings, or headers: { "cf-aig-cache-ttl": "3600" } in the block.',
      ];
}

async function costOf(trial: Trial, exchange: Exchange): Promise<number | undefined> {
  const logId = exchange.response?.headers['cf-aig-log-id'];
  if (!logId || !trial.gateway) return undefined;
  const asking = { send: trial.send.bind(trial), sleep: trial.effects.sleep };
  return (await awaitRow(asking, trial.gateway, logId)).row?.costUsd;
}

function measuredOf(first: Exchange, second: Exchange): Measured {
  return {
    firstMs: ms(first),
    secondMs: ms(second),
    savedMs: ms(first) - ms(second),
    firstCache: statusOf(first) ?? 'unknown',
    secondCache: statusOf(second) ?? 'unknown',
  };
}

function told(which: string, exchange: Exchange): string {
  return `${which} request: HTTP ${exchange.response?.status}, cf-aig-cache-status: ${statusOf(exchange) ?? '(not sent)'}, ${ms(exchange)} ms`;
}

function statusOf({ response }: Exchange): string | undefined {
  return response?.headers['cf-aig-cache-status'];
}

function ms({ timings }: Exchange): number {
  return Math.round(timings.totalMs);
}
