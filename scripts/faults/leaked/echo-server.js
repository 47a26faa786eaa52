import { createServer } from 'node:http';
import { localPortOf } from '../../local-port.js';
import { ACCOUNT } from '../program.js';
import { FORMS } from './forms.js';

/** Forms in which a real server may repeat what it got: the program has to know them. */
export const ECHO_FORMS = [
  ...[
    'plain',
    'JSON',
    'JSON, ASCII',
    'JSON for HTML',
    'JSON with \\/',
    'URL component',
    'URL component, small',
  ],
  ...['form', 'base64, 0', 'base64, 1', 'base64, 2', 'base64url, 1', 'HTML', 'XML', "sh, '", 'JSON of JSON'],
];

/** How an answer carries what the server repeats. @type {Record<string, (text: string) => { status: number, headers?: Record<string, string>, body?: string }>} */
const ANSWERS = {
  'an error of the gateway': (text) => ({
    status: 401,
    body: JSON.stringify({ success: false, errors: [{ code: 2009, message: `Unauthorized: ${text}` }] }),
  }),
  'an error of a provider': (text) => ({
    status: 401,
    headers: { 'cf-aig-log-id': 'x' },
    body: JSON.stringify({
      error: { message: `Incorrect API key provided: ${text}.`, type: 'invalid', code: text },
    }),
  }),
  'an unknown error': (text) => ({
    status: 418,
    body: JSON.stringify({ detail: { sent: [text], [text]: 1 } }),
  }),
  'a page': (text) => ({
    status: 503,
    headers: { 'content-type': 'text/html' },
    body: `<html><title>${text}</title><p>You sent <b>${text}</b></p></html>`,
  }),
  'plain text': (text) => ({ status: 500, headers: { 'content-type': 'text/plain' }, body: text }),
  headers: (text) => ({
    status: 400,
    headers: {
      'www-authenticate': `Bearer error="${text}"`,
      'x-debug': text,
      server: text,
      'retry-after': text,
      'cf-ray': text,
      'set-cookie': `a=${text}`,
    },
    body: '{}',
  }),
  'a redirect': (text) => ({ status: 302, headers: { location: `http://127.0.0.1:9/login?from=${text}` } }),
  'an answer': (text) => ({
    status: 200,
    body: JSON.stringify({
      success: true,
      result: [{ id: text, model: text, created_at: '2026-01-01T00:00:00Z', error: text, status_code: 500 }],
      result_info: { total_count: 1 },
      data: [{ id: text }],
      id: text,
      model: text,
      choices: [{ message: { role: 'assistant', content: `You sent ${text}` } }],
    }),
  }),
};

/** All ways of answering. */
export const ECHOES = Object.keys(ANSWERS);

/** A server that repeats the credentials of each request; change `echo` between runs. `after`: characters in front of it. */
export async function startEcho() {
  const echo = { how: ECHOES[0] ?? '', form: 'plain', after: 0 };
  const server = createServer((request, response) => {
    const sent = ['cf-aig-authorization', 'authorization', 'x-api-key', 'x-mine'].flatMap(
      (name) => request.headers[name] ?? [],
    );
    const bare = sent.map((value) => FORMS[echo.form]?.(String(value).replace(/^Bearer /, '')) ?? '');
    const text = ' '.padStart(echo.after, 'lorem ipsum ') + bare.join(' ');
    const { status, headers = {}, body = '' } = ANSWERS[echo.how]?.(text) ?? { status: 500 };
    request.resume();
    try {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
    } catch {
      response.writeHead(status, { 'content-type': 'application/json' });
    }
    response.end(body);
  });
  const url = `http://127.0.0.1:${await localPortOf(server)}`;
  return {
    echo,
    gatewayOrigin: url,
    apiBaseUrl: `${url}/client/v4`,
    accountId: ACCOUNT,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
