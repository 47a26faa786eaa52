import { NOT_IN_SANDBOX } from '../../diagnosis/exchange/sandbox-mark.js';
import { markMissing, type SandboxResponse } from '../http/response.js';
import { gatewayErrorOf } from './gateway-errors.js';
import { catalogError, v4Errors } from './v4-envelope.js';

/** Not a code of Cloudflare's: the HTTP status again. */
const STATUS = 501;

const ENVELOPES = {
  gateway: (message: string) => gatewayErrorOf(STATUS, STATUS, message),
  rest: (message: string) => catalogError(STATUS, STATUS, message),
  management: (message: string) => v4Errors(STATUS, [{ code: STATUS, message }]),
} satisfies Record<string, (message: string) => SandboxResponse>;

/**
 * The answer to a request that Cloudflare may know but the sandbox does not: 501 in the envelope of the plane, marked
 * by a header, and a line on stderr. `what` begins the message: `POST /run`, `The setting "zdr"`.
 */
export function notImplemented(plane: keyof typeof ENVELOPES, what: string): SandboxResponse {
  const message = `${what} ${NOT_IN_SANDBOX}. The real Cloudflare may have it: this says nothing about whether it works there.`;
  return markMissing(ENVELOPES[plane](message), what);
}
