import { NOT_IMPLEMENTED, SANDBOX_HEADER } from '../../diagnosis/exchange/sandbox-mark.js';
import type { SandboxRequest } from './request.js';
import { type SandboxResponse, withHeaders } from './response.js';

/** Request headers of Cloudflare's that the sandbox does nothing about. Names in lower case. */
export const IGNORED_HEADERS: readonly { name: string; what: string }[] = [
  { name: 'cf-aig-zdr', what: 'zero data retention' },
  { name: 'cf-aig-otel-trace-id', what: 'OpenTelemetry trace' },
  { name: 'cf-aig-otel-parent-span-id', what: 'OpenTelemetry span' },
  { name: 'payment-method', what: 'x402 payments' },
  { name: 'payment-signature', what: 'x402 payments' },
];

/** The response says which headers of the request had no effect. */
export function markIgnoredHeaders(
  { headers }: Pick<SandboxRequest, 'headers'>,
  response: SandboxResponse,
): SandboxResponse {
  const ignored = IGNORED_HEADERS.filter(({ name }) => name in headers).map(({ name }) => name);
  if (ignored.length === 0) return response;
  const marks = ignored.map((name) => `${NOT_IMPLEMENTED}; header=${name}`);
  const mark = [response.headers[SANDBOX_HEADER], ...marks].filter(Boolean).join(', ');
  const missing = [...(response.missing ?? []), ...ignored.map((name) => `The header ${name}`)];
  return { ...withHeaders(response, { [SANDBOX_HEADER]: mark }), missing };
}
