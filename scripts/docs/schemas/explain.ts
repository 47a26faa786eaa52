import type { ExplainDocument } from '../../../src/cli/commands/explain/explain.js';
import type { Diagnosis } from '../../../src/diagnosis/reading/diagnosis.js';
import {
  flag,
  integer,
  list,
  type OptionalFields,
  object,
  type RequiredFields,
  text,
  word,
} from './build.js';
import {
  alternatives,
  category,
  cause,
  documentOf,
  evidence,
  help,
  lookedUp,
  remedy,
} from './shared-parts.js';

export const diagnosisFields: RequiredFields<Diagnosis> = {
  cause,
  category,
  title: text('What is wrong, in one sentence.'),
  why: lookedUp.why,
  ...help,
  severity: word<Diagnosis['severity']>('', {
    fail: 'it does not work',
    warn: 'the setup works, or may work, in spite of it',
  }),
  transient: flag('It may go away without a change.'),
  evidence,
  remedy,
};

export const moreDiagnosisFields: OptionalFields<Diagnosis>[0] = {
  docs: lookedUp.docs,
  nearest: lookedUp.nearest,
  alternatives,
  model: text('The model id with the problem.'),
};

export const explain = documentOf<ExplainDocument>('explain', 'What the text says.', {
  explanations: list(
    'The likelier, and in a log the more frequent, first.',
    object<ExplainDocument['explanations'][number]>(
      {
        ...diagnosisFields,
        doctorExitCode: integer('The exit code of `doctor` for it.'),
        count: integer('How often it is in the text.'),
        excerpt: text('The first place.'),
      },
      moreDiagnosisFields,
    ),
  ),
});
