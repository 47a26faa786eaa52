import { isRecord } from '../../lib/json.js';
import { BACKOFFS, type SandboxGateway } from '../config/config-types.js';
import { header, type SandboxRequest } from '../http/request.js';

/** How patient the gateway is with a provider. Source: Cloudflare's docs, AI Gateway, "Request handling". */
export interface RetryPolicy {
  /** Longest wait for the first byte of a response, in milliseconds; absent: no limit. */
  requestTimeout?: number;
  /** Tries in all, 1-5. */
  maxAttempts: number;
  /** milliseconds */
  retryDelay: number;
  backoff: SandboxGateway['retryBackoff'];
}

const MAX_ATTEMPTS = 5;
const MAX_DELAY_MS = 60_000;

/** What is set for the provider alone wins over the request's headers, and these over the gateway's settings. */
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

/** Reads a universal request's `config`, or the headers: numbers are clamped to their range, what makes no sense is dropped. */
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

/** Milliseconds to wait after try number `attempt`, from 1. */
export function backoffDelay(attempt: number, { retryDelay, backoff }: RetryPolicy): number {
  const factor = { constant: 1, linear: attempt, exponential: 2 ** (attempt - 1) }[backoff];
  return retryDelay * factor;
}
