import { type Answer, events, html, json } from '../answer.js';

/** By what follows `fail-` in a model id. Failures that are not a provider's words but a broken wire behind the gateway. */
export const BROKEN: Record<string, () => Answer> = {
  reset: () => ({ ...json(200, {}), fault: 'reset' }),
  'reset-mid-body': () => ({
    ...json(200, { id: 'chatcmpl-sandbox', object: 'chat.completion' }),
    fault: 'reset-mid-body',
  }),
  truncated: () => ({
    ...json(200, { id: 'chatcmpl-sandbox', object: 'chat.completion' }),
    fault: 'truncated',
  }),
  silent: () => ({ ...json(200, {}), fault: 'silent' }),
  stall: () => ({ ...events(['data: {"choices":[]}\n\n']), fault: 'stall' }),
  endless: () => ({ ...events(['data: {"choices":[]}\n\n']), fault: 'endless' }),
  empty: () => ({ ...json(200, {}), body: '' }),
  html: () =>
    html(
      502,
      '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
    ),
};
