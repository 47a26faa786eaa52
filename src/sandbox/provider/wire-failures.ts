import { eventStream, html, json, type SandboxResponse } from '../http/response.js';

const COMPLETION = json(200, { id: 'chatcmpl-sandbox', object: 'chat.completion' });
const STREAM = eventStream(['data: {"choices":[]}\n\n']);
const BAD_GATEWAY =
  '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/**
 * Failures of the connection behind the gateway rather than of the provider, by what follows `fail-` in a model id.
 */
export const WIRE_FAILURES: ReadonlyMap<string, SandboxResponse> = new Map(
  Object.entries<SandboxResponse>({
    reset: { ...COMPLETION, fault: 'reset' },
    'reset-mid-body': { ...COMPLETION, fault: 'reset-mid-body' },
    truncated: { ...COMPLETION, fault: 'truncated' },
    silent: { ...COMPLETION, fault: 'silent' },
    stall: { ...STREAM, fault: 'stall' },
    endless: { ...STREAM, fault: 'endless' },
    empty: { ...COMPLETION, body: '' },
    html: html(502, BAD_GATEWAY),
  }),
);
