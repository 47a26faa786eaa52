import type { LogsDocument } from '../../../src/cli/commands/logs/logs.js';
import type { UsageDocument } from '../../../src/cli/commands/usage/usage.js';
import type { DiagnosedRow, RowDiagnosis } from '../../../src/logs/diagnose-row.js';
import type { ErrorCount, UsageReport } from '../../../src/logs/usage-report.js';
import {
  about,
  anything,
  define,
  flag,
  integer,
  list,
  map,
  moment,
  number,
  object,
  type RequiredFields,
  text,
  word,
} from './build.js';
import { alternatives, category, cause, documentOf, failure, remedy } from './shared-parts.js';

const gateway = object<UsageDocument['gateway']>({
  accountId: text('Cloudflare’s account ID.'),
  gateway: text('The name of the gateway.'),
});
const unreadable = integer('Entries of the log that could not be read, and are left out.');
const costUsd = number('US dollars, as Cloudflare estimates; it is added some time after the request.');
const title = text('What is wrong, in one sentence.');
const httpStatus = integer<number>('Status of the answer.');
const provider = text('Cloudflare’s slug of the provider.');
const model = text('The model as the log names it.');

const row = object<DiagnosedRow>(
  {
    id: text('The id in the gateway’s log (cf-aig-log-id).'),
    createdAt: text('When, ISO 8601; empty if the log has no readable time.'),
    provider,
    model,
    path: text('The path of the request after the provider.'),
    ok: flag('The request succeeded.'),
    cached: flag('The gateway answered from its cache.'),
    metadata: map(
      'The metadata of the request.',
      anything<string | number | boolean>('Text, number or boolean.'),
    ),
    own: flag('cf-aig itself sent it, with `test-model` or `verify`.'),
  },
  {
    httpStatus,
    durationMs: number('Milliseconds.'),
    costUsd,
    inputTokens: integer('As the provider counts them.'),
    outputTokens: integer('As the provider counts them.'),
    step: integer('Which of the models answered, from 0; above 0 it is a fallback.'),
    contentType: text('Of the answer.'),
    diagnosis: about(
      'Why it failed.',
      object<RowDiagnosis>(
        {
          cause,
          category,
          title,
          remedy,
          from: word<RowDiagnosis['from']>('How it is known.', {
            body: 'read from the answer',
            alike: 'from other answers of this model with this status',
            status: 'likely, since the answer is not in the log',
          }),
        },
        { alternatives },
      ),
    ),
  },
);

export const logs = documentOf<LogsDocument>(
  'logs',
  'The log, streamed: head, rows, the rest. If it could not be read to its end, `error` says why.',
  {
    rows: list('Newest first; with `--follow` as they come.', row),
    count: integer('Number of rows.'),
    unreadable,
  },
  { gateway, ...failure },
);

const counts: RequiredFields<UsageReport['own']> = {
  requests: integer('All of them.'),
  failed: integer('Those that failed.'),
  cached: integer('Those that the cache answered.'),
  inputTokens: integer('As the providers count them.'),
  outputTokens: integer('As the providers count them.'),
  costUsd,
};

export const usage = documentOf<UsageDocument>('usage', 'What the log adds up to.', {
  gateway,
  since: moment('The beginning of the period.'),
  until: moment('Its end.'),
  ...counts,
  cacheHitRate: number('Share of cached requests, 0 to 1.'),
  own: define('totals', object<UsageReport['own']>(counts)),
  models: list(
    'The most expensive first.',
    object<UsageReport['models'][number]>({ provider, model, ...counts }),
  ),
  errors: list(
    'The most frequent first.',
    object<ErrorCount>(
      {
        title,
        count: integer('Number of requests.'),
        own: integer('Those that cf-aig itself sent.'),
        read: integer('Answers that were read; the others are assumed to be alike. 0 without a cause.'),
      },
      { cause, category, httpStatus },
    ),
  ),
  undated: integer('Requests without a readable time, which are in no interval.'),
  series: list(
    'Equal intervals, oldest first.',
    object<UsageReport['series'][number]>({
      from: moment('Its beginning.'),
      requests: counts.requests,
      failed: counts.failed,
      costUsd,
    }),
  ),
  unreadable,
});
