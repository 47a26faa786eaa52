import { CATEGORY_EXIT_CODES } from '../../../diagnosis/causes/category.js';
import { type Explanation, explainText } from '../../../diagnosis/explain/explain.js';
import { categoryNamed } from '../../../diagnosis/explain/words.js';
import type { Diagnosis } from '../../../diagnosis/reading/diagnosis.js';
import { EXPLAIN_AIDS } from '../../../gateway/pastes/explain-aids.js';
import { secretsInPasted } from '../../../lib/redact/pasted-secrets.js';
import { styleOf } from '../../render/style.js';
import { EXIT_NOT_UNDERSTOOD, EXIT_OK, KnownError, UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import type { Result } from '../../shared/result.js';
import { categoryText, explanationText } from './explanation.js';
import type { ExplainOptions } from './index.js';

/** Bytes. */
const MAX_STDIN = 64 * 1024 * 1024;

export interface ExplainDocument {
  explanations: (Diagnosis & Pick<Explanation, 'count' | 'excerpt'> & { doctorExitCode: number })[];
}

export async function explain(
  io: Io,
  options: ExplainOptions,
  given: string[],
): Promise<Result<ExplainDocument>> {
  const words = given.join(' ');
  const text = words === '-' ? await io.readStdin(MAX_STDIN) : words;
  if (text === undefined)
    throw new UsageError('stdin is larger than 64 MB', 'Use only the end of the log: tail -c 10000000 …');
  if (!text.trim())
    throw new UsageError(
      'there is nothing to explain',
      'Pass a cause, a code or an error message; - reads stdin.',
    );
  io.redactor.addAll(secretsInPasted(text));
  const explanations = explainText(text, EXPLAIN_AIDS);
  if (!explanations.length) {
    throw new KnownError('nothing in this text is a known error', {
      exitCode: EXIT_NOT_UNDERSTOOD,
      hint: 'Paste the whole response, with its status line and body. From OpenClaw’s log use `openclaw logs --json`, which includes the response. `cf-aig doctor` checks the setup itself.',
    });
  }
  const style = styleOf(io, 'stdout', options);
  const category = categoryNamed(text);
  return {
    exitCode: EXIT_OK,
    document: {
      explanations: explanations.map(({ diagnosis, count, excerpt }) => ({
        ...diagnosis,
        doctorExitCode: CATEGORY_EXIT_CODES[diagnosis.category],
        count,
        excerpt,
      })),
    },
    human: category
      ? categoryText(category, explanations, style)
      : explanations.map((explanation) => explanationText(explanation, text, style)).join('\n'),
  };
}
