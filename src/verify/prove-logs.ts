import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { getLogPayload } from '../gateway/management/log-requests.js';
import type { LogRow } from '../gateway/management/log-responses.js';
import { OWN_METADATA } from '../gateway/requests/own-requests.js';
import { type Awaited, awaitRow } from '../logs/await-row.js';
import { broken, diagnosed, type Measured, type Outcome, skipped, works } from './section.js';
import type { Subject } from './subject.js';

const PROMPT = 'Reply with one short friendly sentence.';

/** One request with metadata, followed by its log id until the row is there. */
export async function logs(subject: Subject): Promise<Outcome> {
  if (subject.configured('cf-aig-collect-log') === 'false')
    return broken('logs-off-by-header', { ...subject.values, header: 'cf-aig-collect-log' });

  const metadata = { ...OWN_METADATA, run: subject.effects.nonce };
  const exchange = await subject.send(
    subject.completion('logged', PROMPT, { 'cf-aig-metadata': JSON.stringify(metadata) }),
  );
  const trouble = subject.diagnose(exchange);
  if (trouble) return diagnosed(trouble);

  const logId = exchange.response?.headers['cf-aig-log-id'];
  if (!logId) return withoutLogId(subject);
  const evidence = [`cf-aig-log-id: ${logId}`];
  if (!subject.gateway)
    return skipped('the request was logged; the setup does not say where to read the row', { evidence });

  const asking = { send: subject.send.bind(subject), sleep: subject.effects.sleep };
  const awaited = await awaitRow(asking, subject.gateway, logId);
  if (!awaited.row) return withoutRow(subject, awaited, evidence);
  return withRow(subject, awaited.row, awaited, { evidence, metadata, logId });
}

async function withoutLogId(subject: Subject): Promise<Outcome> {
  const settings = await subject.settings();
  const evidence = [
    'the answer has no cf-aig-log-id',
    ...(settings ? [`collect_logs of the gateway: ${settings.collectLogs}`] : []),
  ];
  return broken('logs-off', subject.values, { evidence });
}

function withoutRow(subject: Subject, { last, waitedMs, attempts }: Awaited, evidence: string[]): Outcome {
  const diagnosis = subject.diagnose(last);
  if (diagnosis?.cause === 'token-lacks-read') {
    return skipped('the request was logged; the token may not read the row (it lacks AI Gateway Read)', {
      evidence: [...evidence, ...diagnosis.evidence],
      remedy: ['Add Account > AI Gateway > Read to the token, or look at the row in the dashboard.'],
    });
  }
  if (last.response?.status === 404) {
    const asked = `asked ${attempts} times in ${Math.round(waitedMs / 1000)} s: HTTP 404`;
    return broken('log-row-missing', subject.values, { evidence: [...evidence, asked] });
  }
  return diagnosis
    ? diagnosed(diagnosis, { evidence })
    : broken('log-row-missing', subject.values, { evidence });
}

async function withRow(
  subject: Subject,
  row: LogRow,
  { waitedMs }: Awaited,
  sent: { evidence: string[]; metadata: Record<string, string>; logId: string },
): Promise<Outcome> {
  const kept = await payloadKept(subject, sent.logId);
  const metadataKept = Object.entries(sent.metadata).every(([key, value]) => row.metadata[key] === value);
  const cost = row.costUsd === undefined ? 'cost not known yet' : `$${Number(row.costUsd.toPrecision(2))}`;
  const tokens = `${row.inputTokens ?? '?'} + ${row.outputTokens ?? '?'} tokens`;
  return works(`the row came after ${waitedMs} ms: ${tokens}, ${cost}, ${row.durationMs ?? '?'} ms`, {
    evidence: [
      ...sent.evidence,
      `provider ${row.provider}, model ${row.model}, cached ${row.cached ? 'yes' : 'no'}, HTTP ${row.httpStatus ?? '?'}`,
      `metadata ${JSON.stringify(row.metadata)}`,
    ],
    measured: measuredOf(row, waitedMs, kept),
    notes: [
      ...(metadataKept
        ? []
        : [
            'The metadata that was sent is not in the row: the gateway drops all of it when one value is no text, number or yes/no.',
          ]),
      ...(kept === false
        ? [
            'Requests and answers themselves are not kept, only the row (payload logging is off): errors can be told by their status only.',
          ]
        : []),
    ],
  });
}

function measuredOf(row: LogRow, waitedMs: number, payloadIsKept: boolean | undefined): Measured {
  const { id, provider, model, cached, httpStatus, durationMs, costUsd, inputTokens, outputTokens } = row;
  const known = { httpStatus, durationMs, costUsd, inputTokens, outputTokens, payloadKept: payloadIsKept };
  return {
    ...{ logId: id, provider, model, cached, waitedMs, metadata: row.metadata },
    ...Object.fromEntries(
      Object.entries(known).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  };
}

/** Undefined: it could not be told. */
async function payloadKept(subject: Subject, logId: string): Promise<boolean | undefined> {
  const exchange: Exchange = await subject.send(getLogPayload(subject.gateway!, logId, 'response'));
  const status = exchange.response?.status;
  if (status === 404) return false;
  return status === 200 ? true : undefined;
}
