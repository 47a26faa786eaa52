/** `sandbox/provider/failures/`: each provider’s failures, in its own words. */

import type { SandboxResponse } from '../../http/response.js';

/** What can go wrong at a provider. `fail-<name>` in a model id asks for it. */
export const FAILURE_NAMES = [
  // The first of several with the same status is the one that `fail-401`, `fail-429`, ... ask for.
  'bad-request',
  'key-rejected',
  'key-forbidden',
  'model-not-found',
  'rate-limited',
  'overloaded',
  'outage',
  'timeout',
  'key-missing',
  'quota',
  'credits',
  'region',
  'path-wrong',
  'empty-messages',
  'context-too-long',
  'max-tokens-field',
  'tools-with-effort',
  'field-unknown',
  'history',
  'api-unsupported',
  'key-wrong-header',
  'content-filter',
  'error-in-200',
  'error-other',
] as const;

export type FailureName = (typeof FAILURE_NAMES)[number];

/** What a provider's error message can name. */
export interface FailureDetails {
  model: string;
  /** The key as it was sent; some providers quote parts of it. */
  key?: string;
  /** The key came in Authorization. */
  isBearer?: boolean;
  method: string;
  /** As the provider sees it, with a leading slash. */
  path: string;
  stream: boolean;
  /** `messages`, `input` or `contents`. */
  messagesField: string;
}

export type FailureTable = Partial<Record<FailureName, (details: FailureDetails) => SandboxResponse>>;
