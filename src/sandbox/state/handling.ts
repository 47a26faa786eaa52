import { isRecord } from '../../lib/json.js';
import { BACKOFFS, type SandboxGateway } from '../config/config-types.js';
import { header, type SandboxIncoming } from '../http/request.js';

/** How patient the gateway is with a provider. Source: Cloudflare's docs, AI Gateway, "Request handling". */
export interface Handling {
  /** Longest wait for the first byte of an answer, in milliseconds; absent: as long as it takes. */
  requestTimeout?: number;
  /** Tries in all, 1-5. */
  maxAttempts: number;
  /** milliseconds */
  retryDelay: number;
  backoff: SandboxGateway['retryBackoff'];
}

const MOST_ATTEMPTS = 5;
const LONGEST_DELAY = 60_000;

/** What stands for the provider alone wins over the request's headers, and these over the gateway's settings. */
export function handlingOf(
  gateway: SandboxGateway,
  request: SandboxIncoming,
  own: Partial<Handling>,
): Handling {
  const asked = readHandling({
    requestTimeout: header(request, 'cf-aig-request-timeout'),
    maxAttempts: header(request, 'cf-aig-max-attempts'),
    retryDelay: header(request, 'cf-aig-retry-delay'),
    backoff: header(request, 'cf-aig-backoff'),
  });
  const { retryMaxAttempts: maxAttempts, retryDelay, retryBackoff: backoff } = gateway;
  return { maxAttempts, retryDelay, backoff, ...asked, ...own };
}

/** The keys of a universal request's `config`, and of the headers; what is out of range is brought into it, what makes no sense is dropped. */
export function readHandling(value: unknown): Partial<Handling> {
  if (!isRecord(value)) return {};
  const { requestTimeout, maxAttempts, retryDelay, backoff } = value;
  const wanted = BACKOFFS.find((one) => one === backoff);
  return {
    ...bounded('requestTimeout', requestTimeout, 1, Number.MAX_SAFE_INTEGER),
    ...bounded('maxAttempts', maxAttempts, 1, MOST_ATTEMPTS),
    ...bounded('retryDelay', retryDelay, 0, LONGEST_DELAY),
    ...(wanted && { backoff: wanted }),
  };
}

function bounded<K extends keyof Handling>(key: K, value: unknown, least: number, most: number) {
  const number = value === undefined || value === null || value === '' ? Number.NaN : Number(value);
  return number >= 0 ? { [key]: Math.min(most, Math.max(least, Math.floor(number))) } : {};
}

/** Milliseconds to wait after try number `attempt`, from 1. */
export function pauseAfter(attempt: number, { retryDelay, backoff }: Handling): number {
  const factor = { constant: 1, linear: attempt, exponential: 2 ** (attempt - 1) }[backoff];
  return retryDelay * factor;
}
