import { isRecord } from '../../lib/json.js';
import { BACKOFFS, type SandboxGateway } from '../config/config-types.js';
import { header, type SandboxRequest } from '../http/request.js';

/** Timeout and retries of requests to a provider. Source: Cloudflare's docs, AI Gateway, "Request handling". */
export interface RetryPolicy {
  /** Longest wait for the first byte of a response, in milliseconds; absent: no limit. */
  requestTimeout?: number;
  /** All attempts, 1-5. */
  maxAttempts: number;
  /** milliseconds */
  retryDelay: number;
  backoff: SandboxGateway['retryBackoff'];
}

const MAX_ATTEMPTS = 5;
const MAX_DELAY_MS = 60_000;

/** Settings of the provider override the request's headers, which override the gateway's settings. */
export function retryPolicyOf(
  gateway: SandboxGateway,
  request: SandboxRequest,
  provider: Partial<RetryPolicy>,
): RetryPolicy {
  const headers = readRetryPolicy({
    requestTimeout: header(request, 'cf-aig-request-timeout'),
    maxAttempts: header(request, 'cf-aig-max-attempts'),
    retryDelay: header(request, 'cf-aig-retry-delay'),
    backoff: header(request, 'cf-aig-backoff'),
  });
  return {
    requestTimeout: provider.requestTimeout ?? headers.requestTimeout,
    maxAttempts: provider.maxAttempts ?? headers.maxAttempts ?? gateway.retryMaxAttempts,
    retryDelay: provider.retryDelay ?? headers.retryDelay ?? gateway.retryDelay,
    backoff: provider.backoff ?? headers.backoff ?? gateway.retryBackoff,
  };
}

/** Reads a universal request's `config`, or the headers. Clamps numbers to their range and drops invalid values. */
export function readRetryPolicy(value: unknown): Partial<RetryPolicy> {
  if (!isRecord(value)) return {};
  return {
    requestTimeout: clamp(value.requestTimeout, 1, Number.MAX_SAFE_INTEGER),
    maxAttempts: clamp(value.maxAttempts, 1, MAX_ATTEMPTS),
    retryDelay: clamp(value.retryDelay, 0, MAX_DELAY_MS),
    backoff: BACKOFFS.find((one) => one === value.backoff),
  };
}

function clamp(value: unknown, least: number, most: number): number | undefined {
  const number = value === undefined || value === null || value === '' ? Number.NaN : Number(value);
  return number >= 0 ? Math.min(most, Math.max(least, Math.floor(number))) : undefined;
}

/** Milliseconds to wait after an attempt; they count from 1. */
export function backoffDelay(attempt: number, { retryDelay, backoff }: RetryPolicy): number {
  const factor = { constant: 1, linear: attempt, exponential: 2 ** (attempt - 1) }[backoff];
  return retryDelay * factor;
}
