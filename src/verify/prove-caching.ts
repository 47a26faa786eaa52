import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { junkProviderRequest } from '../gateway/requests/probe-requests.js';
import { awaitRow } from '../logs/await-row.js';
import { findHeadersMissing } from './gateway-headers.js';
import { fromDiagnosis, type Measured, type Outcome, pass, problem } from './section-result.js';
import type { VerifyContext } from './verify-context.js';

/** Seconds; Cloudflare's minimum is 60. */
const TTL = 120;
const PROMPT = 'Reply with one short friendly sentence.';

/** Sends the same request twice with a unique cache key: the first has to miss, the second to hit. */
export async function caching(context: VerifyContext): Promise<Outcome> {
  const skip = context.configured('cf-aig-skip-cache') ?? context.configured('cf-skip-cache');
  if (skip === 'true')
    return problem('cache-skipped', { ...context.values, header: 'cf-aig-skip-cache' }, { evidence: [] });

  const { asConfigured } = context.options;
  const headers: Record<string, string> = asConfigured
    ? {}
    : { 'cf-aig-cache-key': `cf-aig-verify-${context.effects.nonce}`, 'cf-aig-cache-ttl': String(TTL) };
  const prompt = `${PROMPT} (${context.effects.nonce})`;
  // Open the connection first, so that it does not slow down the first request.
  const opening = await context.send(junkProviderRequest(context.access, 'as-configured'));
  const unreached = opening.response ? undefined : context.diagnose(opening);
  if (unreached) return fromDiagnosis(unreached);
  const first = await context.send(context.completion('cache-first', prompt, headers));
  const firstFailure = context.diagnose(first);
  if (firstFailure) return fromDiagnosis(firstFailure);
  const second = await context.send(context.completion('cache-second', prompt, headers));
  const secondFailure = context.diagnose(second);
  if (secondFailure) return fromDiagnosis(secondFailure, { measured: measure(first, second) });

  const hit = statusOf(first) !== 'HIT' && statusOf(second) === 'HIT';
  const measured = measure(first, second);
  const evidence = [formatRequest('first', first), formatRequest('second', second)];
  if (!hit)
    return (
      findHeadersMissing(context, [first, second], { measured, evidence }) ??
      (await reportMiss(context, { measured, evidence }))
    );

  const costUsd = await costOf(context, first);
  const costs: Measured = costUsd === undefined ? {} : { costUsd, savedUsd: costUsd };
  return pass(hitTitle(first, second, costUsd), {
    measured: { ...measured, ...costs },
    evidence,
    notes: asConfigured ? [] : await notes(context),
  });
}

function hitTitle(first: Exchange, second: Exchange, costUsd: number | undefined): string {
  const cost = costUsd === undefined ? '' : `, and $${Number(costUsd.toPrecision(2))} saved`;
  return `the second of two equal requests was answered from the cache: ${ms(second)} ms instead of ${ms(first)} ms${cost}`;
}

async function reportMiss(
  context: VerifyContext,
  details: { measured: Measured; evidence: string[] },
): Promise<Outcome> {
  const settings = await context.settings();
  const evidence = [
    ...details.evidence,
    ...(settings ? [`cache_ttl of the gateway: ${settings.cacheTtl ?? 0}`] : []),
  ];
  const isOff = settings && !settings.cacheTtl;
  return problem(isOff ? 'cache-off' : 'cache-not-used', context.values, { ...details, evidence });
}

/** Whether OpenClaw's own requests are cached too, which this section does not test. */
async function notes(context: VerifyContext): Promise<string[]> {
  const settings = await context.settings();
  const ttl = context.configured('cf-aig-cache-ttl');
  if (ttl) return [`OpenClaw’s own requests are cached for ${ttl} s (cf-aig-cache-ttl in the block).`];
  if (!settings) return [];
  return settings.cacheTtl
    ? [`OpenClaw’s own requests are cached for ${settings.cacheTtl} s, unless they are streamed.`]
    : [
        'OpenClaw’s own requests are not cached, because the gateway’s settings keep answers for 0 s. To keep them for an hour: `cf-aig init --header cf-aig-cache-ttl=3600`.',
      ];
}

async function costOf(context: VerifyContext, exchange: Exchange): Promise<number | undefined> {
  const logId = exchange.response?.headers['cf-aig-log-id'];
  if (!logId || !context.gateway) return undefined;
  return (await awaitRow(context.logClient, context.gateway, logId)).row?.costUsd;
}

function measure(first: Exchange, second: Exchange): Measured {
  return {
    firstMs: ms(first),
    secondMs: ms(second),
    savedMs: ms(first) - ms(second),
    firstCache: statusOf(first) ?? 'unknown',
    secondCache: statusOf(second) ?? 'unknown',
  };
}

function formatRequest(which: string, exchange: Exchange): string {
  return `${which} request: HTTP ${exchange.response?.status}, cf-aig-cache-status: ${statusOf(exchange) ?? '(not sent)'}, ${ms(exchange)} ms`;
}

function statusOf({ response }: Exchange): string | undefined {
  return response?.headers['cf-aig-cache-status'];
}

function ms({ timings }: Exchange): number {
  return Math.round(timings.totalMs);
}
