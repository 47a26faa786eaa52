import type { SandboxResponse } from '../../http/response.js';
import { ANTHROPIC_FAILURES } from './anthropic-failures.js';
import { AZURE_FAILURES } from './azure-failures.js';
import { BEDROCK_FAILURES } from './bedrock-failures.js';
import { FAILURE_NAMES, type FailureDetails, type FailureName, type FailureTable } from './failure.js';
import { GOOGLE_FAILURES } from './google-failures.js';
import { OPENAI_FAILURES } from './openai-failures.js';
import { OTHER_FAILURES } from './other-failures.js';
import { VERTEX_FAILURES } from './vertex-failures.js';
import { WORKERS_AI_FAILURES } from './workers-ai-failures.js';

const FAILURES: Record<string, FailureTable> = {
  openai: OPENAI_FAILURES,
  anthropic: ANTHROPIC_FAILURES,
  'google-ai-studio': GOOGLE_FAILURES,
  'google-vertex-ai': VERTEX_FAILURES,
  'azure-openai': AZURE_FAILURES,
  'aws-bedrock': BEDROCK_FAILURES,
  'workers-ai': WORKERS_AI_FAILURES,
  ...OTHER_FAILURES,
};

/** A provider's error in its own words, or in OpenAI's where it has none. */
export function providerFailure(slug: string, name: FailureName, details: FailureDetails): SandboxResponse {
  const failure = FAILURES[slug]?.[name] ?? OPENAI_FAILURES[name] ?? OPENAI_FAILURES['error-other'];
  return failure!(details);
}

/** The failure that `fail-<word>` asks for: a name in the table, or the status of one of its rows. */
export function findFailure(slug: string, word: string, details: FailureDetails): SandboxResponse {
  const fail = (name: FailureName) => providerFailure(slug, name, details);
  const named = FAILURE_NAMES.find((name) => name === word);
  if (named) return fail(named);
  const status = Number(word);
  const other = fail('error-other');
  return (
    FAILURE_NAMES.map(fail).find((response) => response.status === status) ?? {
      ...other,
      status: status >= 400 && status <= 599 ? status : other.status,
    }
  );
}
