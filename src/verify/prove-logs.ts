import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { getLogPayload } from '../gateway/management/log-requests.js';
import type { LogRow } from '../gateway/management/log-responses.js';
import { OWN_METADATA } from '../gateway/requests/own-requests.js';
import { awaitRow, type RowResult } from '../logs/await-row.js';
import { findHeadersMissing } from './gateway-headers.js';
import { fromDiagnosis, type Measured, type Outcome, pass, problem, skip } from './section-result.js';
import type { VerifyContext } from './verify-context.js';

const PROMPT = 'Reply with one short friendly sentence.';

/** Sends a request with metadata, and polls for its log row. */
export async function logs(context: VerifyContext): Promise<Outcome> {
  if (context.configured('cf-aig-collect-log') === 'false')
    return problem('logs-off-by-header', { ...context.values, header: 'cf-aig-collect-log' });

  const metadata = { ...OWN_METADATA, run: context.effects.nonce };
  const exchange = await context.send(
    context.completion('logged', PROMPT, { 'cf-aig-metadata': JSON.stringify(metadata) }),
  );
  const failure = context.diagnose(exchange);
  if (failure) return fromDiagnosis(failure);

  const logId = exchange.response?.headers['cf-aig-log-id'];
  if (!logId) return reportNoLogId(context, exchange);
  const evidence = [`cf-aig-log-id: ${logId}`];
  if (!context.gateway)
    return skip('the request was logged, but the setup does not name the gateway whose log to read', {
      evidence,
    });

  const result = await awaitRow(context.logClient, context.gateway, logId);
  if (!result.row) return reportNoRow(context, result, evidence);
  return reportRow(context, result.row, result, { evidence, metadata, logId });
}

async function reportNoLogId(context: VerifyContext, exchange: Exchange): Promise<Outcome> {
  const settings = await context.settings();
  const evidence = [
    'the response has no cf-aig-log-id',
    ...(settings ? [`collect_logs of the gateway: ${settings.collectLogs}`] : []),
  ];
  if (settings?.collectLogs === false) return problem('logs-off', context.values, { evidence });
  return (
    findHeadersMissing(context, [exchange], { evidence }) ?? problem('logs-off', context.values, { evidence })
  );
}

function reportNoRow(
  context: VerifyContext,
  { last, waitedMs, attempts }: RowResult,
  evidence: string[],
): Outcome {
  const diagnosis = context.diagnose(last);
  if (diagnosis?.cause === 'token-lacks-read') {
    return skip('the request was logged, but the token cannot read the row (it lacks AI Gateway Read)', {
      evidence: [...evidence, ...diagnosis.evidence],
      remedy: ['Add Account > AI Gateway > Read to the token, or see the row in the dashboard.'],
    });
  }
  if (last.response?.status === 404) {
    const attemptsText = `${attempts} attempts in ${Math.round(waitedMs / 1000)} s: HTTP 404`;
    return problem('log-row-missing', context.values, { evidence: [...evidence, attemptsText] });
  }
  return diagnosis
    ? fromDiagnosis(diagnosis, { evidence })
    : problem('log-row-missing', context.values, { evidence });
}

async function reportRow(
  context: VerifyContext,
  row: LogRow,
  { waitedMs }: RowResult,
  sent: { evidence: string[]; metadata: Record<string, string>; logId: string },
): Promise<Outcome> {
  const hasPayload = await isPayloadStored(context, sent.logId);
  const hasMetadata = Object.entries(sent.metadata).every(([key, value]) => row.metadata[key] === value);
  const cost = row.costUsd === undefined ? 'cost not yet known' : `$${Number(row.costUsd.toPrecision(2))}`;
  const tokens = `${row.inputTokens ?? '?'} + ${row.outputTokens ?? '?'} tokens`;
  return pass(`the request was in the log after ${waitedMs} ms: ${tokens}, ${cost}`, {
    evidence: [
      ...sent.evidence,
      `provider ${row.provider}, model ${row.model}, cached ${row.cached ? 'yes' : 'no'}, HTTP ${row.httpStatus ?? '?'}`,
      `metadata ${JSON.stringify(row.metadata)}`,
    ],
    measured: measure(row, waitedMs, hasPayload),
    notes: [
      ...(hasMetadata
        ? []
        : [
            'The metadata that was sent is not in the row: the gateway drops all of it if a value is not a string, number or boolean.',
          ]),
      ...(hasPayload === false
        ? [
            'Only the row is stored, not the request and the response (payload logging is off), so errors can only be recognised by their status.',
          ]
        : []),
    ],
  });
}

function measure(row: LogRow, waitedMs: number, payloadKept: boolean | undefined): Measured {
  const { id, provider, model, cached, httpStatus, durationMs, costUsd, inputTokens, outputTokens } = row;
  const known = { httpStatus, durationMs, costUsd, inputTokens, outputTokens, payloadKept };
  return {
    ...{ logId: id, provider, model, cached, waitedMs, metadata: row.metadata },
    ...Object.fromEntries(
      Object.entries(known).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  };
}

/** Undefined if unknown. */
async function isPayloadStored(context: VerifyContext, logId: string): Promise<boolean | undefined> {
  const exchange: Exchange = await context.send(getLogPayload(context.gateway!, logId, 'response'));
  const status = exchange.response?.status;
  if (status === 404) return false;
  return status === 200 ? true : undefined;
}
