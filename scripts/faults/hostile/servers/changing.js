import { setTimeout as wait } from 'node:timers/promises';
import { isManagement, json, onRequest, reply, surroundings } from '../listen.js';

/** @typedef {import('../listen.js').Request} Request */
/** @typedef {{ status: number, headers: Record<string, string>, body: string }} Honest */

/** What the honest gateway answers. @param {Request} request @returns {Promise<Honest>} */
async function ask(request) {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
  const answer = await fetch(surroundings.sandbox + request.url, {
    method: request.method,
    headers: /** @type {Record<string, string>} */ (headers),
    body: request.text || undefined,
    redirect: 'manual',
  });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
}

/** @param {(honest: Honest, request: Request, count: number) => Partial<Honest> | Promise<Partial<Honest>>} change */
const changed = (change) => ({
  ...onRequest(async (request, response, count) => {
    const honest = await ask(request);
    const { status, headers, body } = { ...honest, ...(await change(honest, request, count)) };
    const { 'content-length': _length, 'transfer-encoding': _encoding, ...others } = headers;
    response.writeHead(status, others);
    response.end(body);
  }),
  proves: ['any'],
});

/** Every value of an honest JSON body by this rule. @param {(value: unknown, key: string) => unknown} rule */
const everyValue = (rule) =>
  changed(({ body }) => {
    try {
      return {
        body: JSON.stringify(JSON.parse(body, (key, value) => (key === '' ? value : rule(value, key)))),
      };
    } catch {
      return { body };
    }
  });

/** @param {string} type @param {unknown} to */
const everyOf = (type, to) =>
  everyValue((value) =>
    (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value) === type ? to : value,
  );

const REFUSAL = JSON.stringify({
  success: false,
  result: [],
  messages: [],
  error: [{ code: 2009, message: 'Unauthorized' }],
  errors: [{ code: 10000, message: 'Authentication error' }],
});

/** @param {(count: number, request: Request) => boolean} isRefused */
const refused = (isRefused) =>
  changed((_honest, request, count) => (isRefused(count, request) ? { status: 401, body: REFUSAL } : {}));

/** Honest answers, changed. @type {Record<string, import('../listen.js').Hostile>} */
export const CHANGED = {
  'every text a number': everyOf('string', 42),
  'every text empty': everyOf('string', ''),
  'every text null': everyOf('string', null),
  'every text a list': everyOf('string', []),
  'every text with escapes': everyValue((value) =>
    typeof value === 'string' ? `${value}\u001b[2J\u009b\b\u202e` : value,
  ),
  'every text of 5 kB': everyValue((value) => (typeof value === 'string' ? value.padEnd(5_000, '-') : value)),
  'every number a text': everyValue((value) => (typeof value === 'number' ? String(value) : value)),
  'every number below 0': everyOf('number', -1),
  'every number 1e308': everyOf('number', 1e308),
  'every number an object': everyOf('number', {}),
  'every truth a text': everyValue((value) => (typeof value === 'boolean' ? String(value) : value)),
  'every truth the other': everyValue((value) => (typeof value === 'boolean' ? !value : value)),
  'every list an object': everyOf('array', {}),
  'every list empty': everyOf('array', []),
  'every list null': everyOf('array', null),
  'every list twice as deep': everyValue((value) => (Array.isArray(value) ? [value] : value)),
  'every list with a null': everyValue((value) => (Array.isArray(value) ? [null, ...value] : value)),
  'every object empty': everyOf('object', {}),
  'every object a list': everyValue((value) =>
    value && typeof value === 'object' && !Array.isArray(value) ? Object.values(value) : value,
  ),
  'every time garbage': everyValue((value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? 'the 32nd of May' : value,
  ),
  'every time of 1970': everyValue((value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? '1970-01-01T00:00:00Z' : value,
  ),
  'every null a text': everyOf('null', 'null'),
  'half of every body': changed(({ body, headers }) => ({ body: body.slice(0, body.length / 2), headers })),
  'every body twice': changed(({ body }) => ({ body: body + body })),
  'every status 200': changed(() => ({ status: 200 })),
  'every status 500': changed(() => ({ status: 500 })),
  'every status 401': changed(() => ({ status: 401 })),
  'no content type': changed(({ headers: { 'content-type': _type, ...headers } }) => ({ headers })),
  'another content type': changed(({ headers }) => ({
    headers: { ...headers, 'content-type': 'image/png; charset=utf-7' },
  })),
  'headers of the gateway that are none': changed(({ headers }) => ({
    headers: {
      ...headers,
      'cf-aig-step': 'NaN',
      'cf-aig-cache-status': 'PERHAPS',
      'cf-aig-log-id': '../../..',
    },
  })),
  'always from the cache': changed(({ headers }) => ({
    headers: { ...headers, 'cf-aig-cache-status': 'HIT' },
  })),
  'only the first request is answered': refused((count) => count > 1),
  '401, then answers': refused((count) => count === 1),
  '401 to every second request': refused((count) => count % 2 === 0),
  'answers, then 401': refused((count) => count > 4),
  'the gateway answers, the API does not': refused((_count, { url = '' }) => isManagement(url)),
  'the API answers, the gateway does not': refused((_count, { url = '' }) => !isManagement(url)),
  '500 to every second request': changed((_honest, _request, count) =>
    count % 2 ? {} : { status: 500, body: '' },
  ),
  'every answer late by 700 ms': changed(async () => {
    await wait(700);
    return {};
  }),
  'a reset of every second connection': {
    ...onRequest(async (request, response, count) => {
      if (count % 2 === 0) return request.socket.resetAndDestroy();
      const { status, body } = await ask(request);
      reply(response, body, { status });
    }),
    proves: ['any'],
  },
  'another answer each time': onRequest((_request, response, count) => {
    const bodies = ['{"ok":true}', '<html></html>', '', REFUSAL, '[', 'data: x\n\n', '{"choices":[{}]}'];
    reply(response, bodies[count % bodies.length] ?? '', {
      status: [200, 401, 429, 500, 302, 404][count % 6],
    });
  }),
  'answers of another request': {
    ...onRequest(async (request, response, count) => {
      const paths = [request.url, '/client/v4/accounts', '/client/v4/user/tokens/verify'];
      const { status, body } = await ask(Object.assign(request, { url: paths[count % 3] }));
      reply(response, body, { status });
    }),
    proves: ['any'],
  },
  'what the gateway says, from the API': {
    ...json({ success: false, error: [{ code: 2001, message: 'x' }] }, { status: 400 }),
    proves: ['connection', 'token'],
  },
};
