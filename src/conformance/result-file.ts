import type { Sent } from '../diagnosis/exchange/exchange.js';
import { isLoopback, type Origins } from '../gateway/address/origins.js';
import type { Expectation, Need } from './asking/experiment.js';
import type { Values } from './asking/placeholder-values.js';
import { headersOf, methodOf, sentOf } from './asking/planned-ask.js';
import type { Outcome } from './run-experiments.js';

/** What `conformance` writes: nothing in it says whose account it was. */
export interface ResultFile {
  schemaVersion: 1;
  kind: 'cf-aig conformance';
  version: string;
  /** ISO 8601 */
  startedAt: string;
  /** The hosts that were asked; `[host]` unless they are Cloudflare's or this machine. */
  against: { gateway: string; api: string };
  /** What the account has, as far as the token may read. */
  has: Need[];
  summary: Summary;
  experiments: Recording[];
}

export interface Summary {
  same: number;
  different: number;
  notRun: number;
}

export type Recording = ReturnType<typeof recordingOf>;

export function summaryOf(outcomes: readonly Outcome[]): Summary {
  const count = (result: Outcome['result']) => outcomes.filter((one) => one.result === result).length;
  return { same: count('same'), different: count('different'), notRun: count('not-run') };
}

export function resultFile(
  outcomes: readonly Outcome[],
  o: { version: string; startedAt: string; origins: Origins; values: Values; has: ReadonlySet<Need> },
): ResultFile {
  return {
    schemaVersion: 1,
    kind: 'cf-aig conformance',
    version: o.version,
    startedAt: o.startedAt,
    against: { gateway: hostOf(o.origins.gateway), api: hostOf(o.origins.api) },
    has: [...o.has],
    summary: summaryOf(outcomes),
    experiments: outcomes.map((outcome) => recordingOf(outcome, o.values)),
  };
}

export function recordingOf(outcome: Outcome, values: Values) {
  const { experiment, result } = outcome;
  const { id, question, source, confidence, ask, expect } = experiment;
  const wasRun = result !== 'not-run';
  return {
    id,
    result,
    why: wasRun ? undefined : outcome.why,
    question,
    source,
    confidence,
    request: {
      plane: ask.plane,
      method: methodOf(ask),
      path: ask.path,
      headers: headersOf(ask),
      body: ask.body,
    },
    sent: wasRun ? compact(sentOf(ask, values)) : undefined,
    differences: wasRun ? outcome.differences : [],
    expected: expectedFields(expect),
    seen: wasRun ? outcome.seen : undefined,
  };
}

/** Fields that say nothing are left out. */
function compact(sent: Sent): Sent {
  return JSON.parse(JSON.stringify(sent));
}

function expectedFields({ status, codes, says, headers = {}, shape, cause }: Expectation) {
  return {
    status,
    codes,
    message: says?.source,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, wanted]) => [
        name,
        typeof wanted === 'string' ? wanted : wanted.source,
      ]),
    ),
    shape,
    cause,
  };
}

function hostOf(origin: string): string {
  const { hostname } = new URL(origin);
  return isLoopback(hostname) || /(^|\.)cloudflare\.com$/.test(hostname) ? hostname : '[host]';
}
