import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { junkProviderRequest } from '../gateway/requests/probe-requests.js';
import { awaitRow } from '../logs/await-row.js';
import { broken, diagnosed, type Measured, type Outcome, works } from './section.js';
import type { Subject } from './subject.js';

/** Seconds; the shortest that Cloudflare allows is 60. */
const TTL = 120;
const PROMPT = 'Reply with one short friendly sentence.';

/** The same request twice, under a key that nobody else uses: a miss, then a hit. */
export async function caching(subject: Subject): Promise<Outcome> {
  const skip = subject.configured('cf-aig-skip-cache') ?? subject.configured('cf-skip-cache');
  if (skip === 'true')
    return broken('cache-skipped', { ...subject.values, header: 'cf-aig-skip-cache' }, { evidence: [] });

  const { asConfigured } = subject.options;
  const headers: Record<string, string> = asConfigured
    ? {}
    : { 'cf-aig-cache-key': `cf-aig-verify-${subject.effects.nonce}`, 'cf-aig-cache-ttl': String(TTL) };
  const prompt = `${PROMPT} (${subject.effects.nonce})`;
  // The first request must not be the slower one for having to open the connection.
  await subject.send(junkProviderRequest(subject.access, 'as-configured'));
  const first = await subject.send(subject.completion('cache-first', prompt, headers));
  const trouble = subject.diagnose(first);
  if (trouble) return diagnosed(trouble);
  const second = await subject.send(subject.completion('cache-second', prompt, headers));
  const troubleAgain = subject.diagnose(second);
  if (troubleAgain) return diagnosed(troubleAgain, { measured: measuredOf(first, second) });

  const hit = statusOf(first) !== 'HIT' && statusOf(second) === 'HIT';
  const measured = measuredOf(first, second);
  const evidence = [told('first', first), told('second', second)];
  if (!hit) return missed(subject, { measured, evidence });

  const costUsd = await costOf(subject, first);
  const costs: Measured = costUsd === undefined ? {} : { costUsd, savedUsd: costUsd };
  return works(hitTitle(first, second, costUsd), {
    measured: { ...measured, ...costs },
    evidence,
    notes: asConfigured ? [] : await notes(subject),
  });
}

function hitTitle(first: Exchange, second: Exchange, costUsd: number | undefined): string {
  const cost = costUsd === undefined ? '' : `, and $${Number(costUsd.toPrecision(2))} saved`;
  return `MISS, then HIT: ${ms(second)} ms instead of ${ms(first)} ms${cost}`;
}

async function missed(subject: Subject, seen: { measured: Measured; evidence: string[] }): Promise<Outcome> {
  const settings = await subject.settings();
  const evidence = [
    ...seen.evidence,
    ...(settings ? [`cache_ttl of the gateway: ${settings.cacheTtl ?? 0}`] : []),
  ];
  const isOff = settings && !settings.cacheTtl;
  return broken(isOff ? 'cache-off' : 'cache-not-used', subject.values, { ...seen, evidence });
}

/** That it works when asked for does not mean that OpenClaw's own requests are kept. */
async function notes(subject: Subject): Promise<string[]> {
  const settings = await subject.settings();
  const own = subject.configured('cf-aig-cache-ttl');
  if (own) return [`OpenClaw’s own requests are kept for ${own} s (cf-aig-cache-ttl in the block).`];
  if (!settings) return [];
  return settings.cacheTtl
    ? [`OpenClaw’s own requests are kept for ${settings.cacheTtl} s, unless they are streamed.`]
    : [
        'OpenClaw’s own requests are not kept: the gateway’s cache TTL is 0. To change that, set one in the gateway’s settings, or headers: { "cf-aig-cache-ttl": "3600" } in the block.',
      ];
}

async function costOf(subject: Subject, exchange: Exchange): Promise<number | undefined> {
  const logId = exchange.response?.headers['cf-aig-log-id'];
  if (!logId || !subject.gateway) return undefined;
  const asking = { send: subject.send.bind(subject), sleep: subject.effects.sleep };
  return (await awaitRow(asking, subject.gateway, logId)).row?.costUsd;
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
