import type { VerifyDocument } from '../../../src/cli/commands/verify/verify.js';
import type { Measured, Section, SectionId } from '../../../src/verify/section-result.js';
import type { SectionVerdict } from '../../../src/verify/verify.js';
import { anything, integer, list, map, nullable, object, text, word } from './build.js';
import {
  category,
  cause,
  documentOf,
  durationMs,
  evidence,
  help,
  lookedUp,
  notes,
  remedy,
} from './shared-parts.js';

const section = word<SectionId>('The feature.', {
  caching: 'the same request is answered from the cache',
  'rate-limit': 'the limit that is set is the one that works',
  logs: 'a request is in the log',
  fallback: 'another model answers in place of a wrong one',
});

export const verify = documentOf<VerifyDocument>('verify', 'Which features of the gateway work.', {
  model: text('The model id.'),
  sections: list(
    'One for each feature.',
    object<Section>(
      {
        section,
        status: word<Section['status']>('', {
          pass: 'it works',
          fail: 'it does not',
          skip: 'not tried, or not set up',
        }),
        title: text('One sentence; for `skip` the reason.'),
        evidence,
        remedy,
        notes,
        measured: map(
          'Names of milliseconds end in `Ms`, of US dollars in `Usd`.',
          anything<Measured[string]>('Text, number, boolean, or an object of them.'),
        ),
        ...durationMs,
      },
      { category, cause, ...help, why: lookedUp.why, docs: lookedUp.docs },
    ),
  ),
  verdict: nullable(
    'The failure that decides the exit code.',
    object<SectionVerdict>({ section, category, cause }),
  ),
  exchanges: integer('Number of requests that were sent.'),
});
