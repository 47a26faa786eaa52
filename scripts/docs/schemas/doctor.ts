import type { DoctorDocument } from '../../../src/cli/commands/doctor/doctor.js';
import type { Finding } from '../../../src/doctor/check/finding.js';
import { constant, define, flag, integer, list, object, text, word } from './build.js';
import {
  alternatives,
  category,
  cause,
  changes,
  documentOf,
  durationMs,
  evidence,
  help,
  lookedUp,
  remedy,
  verdict,
} from './shared-parts.js';

const finding = define(
  'finding',
  object<Finding>(
    {
      check: text('The id of the check.'),
      status: word<Finding['status']>('', {
        pass: 'all well',
        warn: 'the setup works, or may work, in spite of it',
        fail: 'it does not work',
        skip: 'not checked, or it does not apply',
      }),
      title: text('One sentence.'),
      evidence,
      remedy,
      ...durationMs,
    },
    {
      category,
      cause,
      ...help,
      ...lookedUp,
      alternatives,
      fixable: flag('`doctor --fix` can fix it.'),
      model: text('The model id with the problem.'),
      broken: constant(
        'The check itself crashed, which says nothing about the setup: a bug in cf-aig.',
        true,
      ),
    },
  ),
);

/** Of `doctor`, and inside the document of `init`. */
export const examined = { findings: list('One or more for each check.', finding), verdict };

const problem = { cause };

export const doctor = documentOf<DoctorDocument>(
  'doctor',
  'What the checks found.',
  { ...examined, exchanges: integer('Number of requests that were sent.') },
  {
    report: text('With `--report`: Markdown for a public issue.'),
    fixed: list(
      'With `--fix`: what was fixed.',
      object<NonNullable<DoctorDocument['fixed']>[number]>({ ...problem, what: text('What was done.') }),
    ),
    left: list(
      'With `--fix`: what was not fixed.',
      object<NonNullable<DoctorDocument['left']>[number]>({ ...problem, why: text('Why not.') }),
    ),
    changes,
  },
);
