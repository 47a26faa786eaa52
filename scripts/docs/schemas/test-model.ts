import type { TestModelDocument } from '../../../src/cli/commands/test-model/test-model.js';
import type { Spread } from '../../../src/lib/statistics.js';
import type { ModelResult } from '../../../src/models/model-test.js';
import type { DirectResult, TestedModel } from '../../../src/models/tested-model.js';
import {
  define,
  flag,
  integer,
  list,
  moment,
  number,
  type OptionalFields,
  object,
  type RequiredFields,
  text,
} from './build.js';
import { category, cause, documentOf, evidence, help, lookedUp, remedy, verdict } from './shared-parts.js';

const numbers = {
  httpStatus: integer<number>('Status of the answer.'),
  firstByteMs: number(
    'Milliseconds until the first byte of the answer; of several rounds that succeeded the median.',
  ),
  totalMs: number(
    'Milliseconds until the whole answer was there; of several rounds that succeeded the median.',
  ),
  outputTokens: integer<number>('As the provider counts them.'),
  cache: text('What the gateway said of its cache (cf-aig-cache-status): `HIT`, `MISS`.'),
};

/** Of one real request. */
export const resultFields: RequiredFields<ModelResult> = {
  model: text('The model id.'),
  ok: flag('It answered as OpenClaw needs it.'),
  evidence,
  remedy,
};

export const moreResultFields: OptionalFields<ModelResult>[0] = {
  category,
  cause,
  title: text('What is wrong, in one sentence.'),
  ...numbers,
  ...help,
  ...lookedUp,
  inputTokens: integer('As the provider counts them.'),
  logId: text('The id of the request in the gateway’s log (cf-aig-log-id).'),
  routedModel: text('The model that Auto Router chose.'),
  routingReason: text('Why it chose that one.'),
  reply: text('What the model answered.'),
  retryAfterMs: integer('Milliseconds after which the answer says to try again.'),
};

const tokensPerSecond = number('Output tokens per second; of a stream, since the first byte.');

const spread = define(
  'spread',
  object<Spread>({
    min: number('The least.'),
    median: number('The median.'),
    p95: number('The 95th percentile, nearest rank.'),
    max: number('The most.'),
  }),
);

const tested = define(
  'result',
  object<TestedModel>(
    { ...resultFields, attempts: integer('Number of requests, repetitions after a failure included.') },
    {
      ...moreResultFields,
      tokensPerSecond,
      costUsd: number('US dollars, estimated from the gateway’s prices.'),
      runs: list(
        'With `--repeat`: every round.',
        object<NonNullable<TestedModel['runs']>[number]>(
          { ok: flag('It answered.') },
          { cause, tokensPerSecond, ...numbers },
        ),
      ),
      stats: object<NonNullable<TestedModel['stats']>>(
        {},
        { firstByteMs: spread, totalMs: spread, tokensPerSecond: spread },
      ),
      tools: object<NonNullable<TestedModel['tools']>>(
        { called: flag('The model called the tool.') },
        {
          name: text('The tool that it called.'),
          arguments: text('JSON, as the model wrote it.'),
          usedResult: flag('The reply contains the tool’s result.'),
        },
      ),
      imageRecognised: flag('With `--image`: the model recognised the image.'),
      direct: object<DirectResult>(
        { host: text('The provider’s own.'), ok: flag('It answered.') },
        {
          title: text('What is wrong, in one sentence.'),
          firstByteMs: number('Milliseconds, median over the rounds.'),
          totalMs: number('Milliseconds, median over the rounds.'),
          overheadFirstByteMs: number('Milliseconds that the gateway adds; negative if it was faster.'),
          overheadMs: number('Milliseconds that the gateway adds; negative if it was faster.'),
        },
      ),
    },
  ),
);

export const testModel = documentOf<TestModelDocument>('test-model', 'What the models answered.', {
  results: list('One for each model.', tested),
  verdict,
  startedAt: moment('When the run began.'),
  elapsedMs: integer('Milliseconds.'),
  concurrency: integer('Models tested at the same time.'),
});
