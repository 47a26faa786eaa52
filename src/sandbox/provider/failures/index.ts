import type { Answer } from '../../http/answer.js';
import { ANTHROPIC_FAILURES } from './anthropic-failures.js';
import { type About, FAILURE_NAMES, type FailureName, type Failures } from './failure.js';
import { GOOGLE_FAILURES } from './google-failures.js';
import { OPENAI_FAILURES } from './openai-failures.js';
import { OTHER_FAILURES } from './other-failures.js';
import { WORKERS_AI_FAILURES } from './workers-ai-failures.js';

const FAILURES: Record<string, Failures> = {
  openai: OPENAI_FAILURES,
  anthropic: ANTHROPIC_FAILURES,
  'google-ai-studio': GOOGLE_FAILURES,
  'google-vertex-ai': GOOGLE_FAILURES,
  'workers-ai': WORKERS_AI_FAILURES,
  ...OTHER_FAILURES,
};

/** A provider's own error. What a provider has no words of its own for is said in OpenAI's. */
export function providerFailure(slug: string, name: FailureName, about: About): Answer {
  const rows = FAILURES[slug] ?? OPENAI_FAILURES;
  return (rows[name] ?? OPENAI_FAILURES[name] ?? OPENAI_FAILURES['error-other'])!(about);
}

/** The failure that `fail-<word>` asks for: a name of the table, or a status that one of its rows has. */
export function failureNamed(slug: string, word: string, about: About): Answer {
  const named = FAILURE_NAMES.find((name) => name === word);
  if (named) return providerFailure(slug, named, about);
  const status = Number(word);
  const answers = FAILURE_NAMES.map((name) => providerFailure(slug, name, about));
  const other = providerFailure(slug, 'error-other', about);
  return (
    answers.find((answer) => answer.status === status) ?? {
      ...other,
      status: status >= 400 && status <= 599 ? status : other.status,
    }
  );
}
