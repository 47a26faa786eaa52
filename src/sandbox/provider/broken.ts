import { type Answer, events, html, json, type WireFault } from '../http/answer.js';

const WHOLE = json(200, { id: 'chatcmpl-sandbox', object: 'chat.completion' });
const STREAM = events(['data: {"choices":[]}\n\n']);
const BAD_GATEWAY =
  '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** By what follows `fail-` in a model id. Failures that are not a provider's words but a broken wire behind the gateway. */
export const BROKEN: ReadonlyMap<string, () => Answer> = new Map([
  ['reset', () => broken('reset')],
  ['reset-mid-body', () => broken('reset-mid-body')],
  ['truncated', () => broken('truncated')],
  ['silent', () => broken('silent')],
  ['stall', () => ({ ...STREAM, fault: 'stall' })],
  ['endless', () => ({ ...STREAM, fault: 'endless' })],
  ['empty', () => ({ ...WHOLE, body: '' })],
  ['html', () => html(502, BAD_GATEWAY)],
] satisfies [string, () => Answer][]);

function broken(fault: WireFault): Answer {
  return { ...WHOLE, fault };
}
