import type {
  ConformanceDocument,
  ExperimentsDocument,
} from '../../../src/cli/commands/conformance/conformance.js';
import { SCHEMA_VERSION } from '../../../src/cli/shared/result.js';
import type { Confidence } from '../../../src/conformance/asking/experiment.js';
import type { Recording, ResultFile, Summary } from '../../../src/conformance/result-file.js';
import {
  about,
  anything,
  constant,
  define,
  flag,
  integer,
  list,
  map,
  moment,
  nullable,
  number,
  object,
  text,
  word,
} from './build.js';
import { cause, documentOf, verdict } from './shared-parts.js';

const summary = define(
  'summary',
  object<Summary>({
    same: integer('As cf-aig expects it.'),
    different: integer('Not as cf-aig expects it.'),
    notRun: integer('Not tried.'),
  }),
);

const plane = text<Recording['request']['plane']>('`gateway`, or the API that is meant.');
const path = text('With placeholders such as `{account}`.');

const what = {
  id: text('Never renamed.'),
  question: text('One sentence.'),
  source: text('Where the expectation comes from.'),
  confidence: word<Confidence>('How sure it is.', {
    documented: 'Cloudflare says so',
    captured: 'seen on the wire',
    reported: 'someone saw it',
    guess: 'no source says it',
  }),
};

type Sent = NonNullable<Recording['sent']>;
type Seen = NonNullable<Recording['seen']>;
type Expected = Recording['expected'];

const recording = define(
  'recording',
  object<Recording>(
    {
      ...what,
      result: word<Recording['result']>('', {
        same: 'as expected',
        different: 'not as expected',
        'not-run': 'not tried; `why` says why',
      }),
      request: object<Recording['request']>(
        {
          plane,
          method: text('The HTTP method.'),
          path,
          headers: map('Names in lower case.', text('')),
        },
        { body: anything('Text as it is, anything else as JSON.') },
      ),
      differences: list(
        'What is not as expected.',
        object<Recording['differences'][number]>({
          what: text('`status`, `codes`, `message`, `body`, `diagnosis`, or a header.'),
          expected: text('What was expected.'),
          seen: text('What came.'),
        }),
      ),
      expected: about(
        'What is left out may be anything.',
        object<Expected>(
          {
            status: integer('The HTTP status.'),
            headers: map('`present`, `absent`, or a pattern.', text('')),
            cause: nullable('The diagnosis; null if all is well.', cause),
          },
          {
            codes: list('Cloudflare’s codes.', integer('')),
            message: text('A pattern.'),
            shape: list('Paths and types in the body.', text('')),
          },
        ),
      ),
    },
    {
      why: text('Why it was not tried.'),
      sent: about(
        'What the request carried, without secrets.',
        object<Sent>(
          {
            gatewayTokenIn: list('The headers with the gateway token.', text('')),
            providerKeyIn: list('The headers with a provider key.', text('')),
          },
          {
            providerKeyIs: word<NonNullable<Sent['providerKeyIs']>>('What is in the place of a key.', {
              'gateway-token': 'the token once more',
              placeholder: 'a word such as `unused`',
            }),
            route: text('The last part of the base URL.'),
            provider: text('Cloudflare’s slug of the provider.'),
            api: text('OpenClaw’s `api`.'),
            model: text('The model id.'),
            empty: flag('It had no messages, on purpose.'),
            junkProvider: flag('Its provider does not exist, on purpose.'),
          },
        ),
      ),
      seen: about(
        'What came back, without what could name the account.',
        object<Seen>(
          {
            status: integer('The HTTP status.'),
            codes: list('Cloudflare’s codes.', integer('')),
            headers: map('Names in lower case; values only where they say nothing about the user.', text('')),
            shape: list('Paths and types in the body.', text('')),
            cause: nullable('The diagnosis; null if all is well.', cause),
          },
          { message: text('The words of the error.'), body: anything('Its keys and types.') },
        ),
      ),
    },
  ),
);

const done = documentOf<ConformanceDocument>('conformance', 'What the experiments showed.', {
  verdict,
  output: text('Path of the result file.'),
  ownGateway: nullable(
    'With `--create-gateway`: the gateway that was made for the run.',
    object<NonNullable<ConformanceDocument['ownGateway']>>({
      id: text('Its name.'),
      deleted: flag('It is gone again.'),
    }),
  ),
  summary,
  experiments: list('', recording),
});

const listed = documentOf<ExperimentsDocument>('conformance', 'With `--list`.', {
  experiments: list(
    '',
    object<ExperimentsDocument['experiments'][number]>({
      ...what,
      topic: text('What `--only` takes, too.'),
      costUsd: number('US dollars at most.'),
      request: object<ExperimentsDocument['experiments'][number]['request']>({ plane, path }),
    }),
  ),
});

export const conformance = [done, listed];

/** The file of `--output`. */
export const conformanceResult = object<ResultFile>({
  schemaVersion: constant('Fields are added freely; any other change changes this number.', SCHEMA_VERSION),
  kind: constant('What the file is.', 'cf-aig conformance'),
  version: text('Of cf-aig.'),
  startedAt: moment('When the run began.'),
  against: about(
    'The hosts that were asked.',
    object<ResultFile['against']>({
      gateway: text('`[host]` unless it is Cloudflare’s or this machine.'),
      api: text('`[host]` unless it is Cloudflare’s or this machine.'),
    }),
  ),
  has: list('What the account has, as far as the token may read.', text('')),
  summary,
  experiments: list('', recording),
});
