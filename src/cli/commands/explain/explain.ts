import { CATEGORY_EXIT_CODES } from '../../../diagnosis/causes/category.js';
import { explainText } from '../../../diagnosis/explain/explain.js';
import { categoryNamed } from '../../../diagnosis/explain/words.js';
import { secretsInPasted } from '../../../lib/redact/pasted-secrets.js';
import { styleOf } from '../../render/style.js';
import { EXIT_NOT_UNDERSTOOD, EXIT_OK, KnownError, UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import type { Result } from '../../shared/result.js';
import { AIDS } from './aids.js';
import { categoryText, explanationText } from './explanation.js';
import type { ExplainOptions } from './index.js';

/** Bytes. */
const LONGEST_LOG = 64 * 1024 * 1024;

export async function explain(io: Io, options: ExplainOptions, given: string[]): Promise<Result> {
  const words = given.join(' ');
  const text = words === '-' ? await io.readStdin(LONGEST_LOG) : words;
  if (text === undefined)
    throw new UsageError(
      'there is more on stdin than 64 MB',
      'Give the last part of the log: tail -c 10000000 …',
    );
  if (!text.trim())
    throw new UsageError(
      'there is nothing to explain',
      'Give a cause, a code or an error text; - reads stdin.',
    );
  io.redactor.add(...secretsInPasted(text));
  const explanations = explainText(text, AIDS);
  if (!explanations.length) {
    throw new KnownError('nothing in this text is known to cf-aig', {
      exitCode: EXIT_NOT_UNDERSTOOD,
      hint: 'Paste the whole answer, status line and body; of OpenClaw’s log take `openclaw logs --json`, which keeps the answer. `cf-aig doctor` looks at the setup itself.',
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
      : explanations.map((one) => explanationText(one, style)).join('\n'),
  };
}
