import type { Answer } from '../exchange/answer.js';
import type { Sent } from '../exchange/exchange.js';
import { shorten } from './exchange-values.js';
import type { Heard } from './read-exchange.js';

const BODY_CHARS = 300;
/** Headers that help to find the request again, or that hold a reason of their own. */
const TELLING_HEADERS = [
  'location',
  'retry-after',
  'cf-aig-log-id',
  'cf-aig-dlp',
  'cf-ray',
  'x-request-id',
  'request-id',
];

/** `POST https://... -> 401` */
export function requestLine(heard: Heard): string {
  const { method, url } = heard.request;
  return `${method} ${url} -> ${outcomeOf(heard)}`;
}

/** `401`, `ECONNREFUSED` */
export function outcomeOf({ response, error }: Pick<Heard, 'response' | 'error'>): string {
  return response ? String(response.status) : (error?.code ?? 'no answer');
}

/** `error[0].code = 2009, message "Unauthorized"` */
export function complaintLine({ at, code, codes, kinds, message }: Answer): string {
  const numbers =
    codes.length > 1 ? `${at}.code = ${codes.join(' > ')}` : code === undefined ? '' : `${at}.code = ${code}`;
  const kind = kinds.length > 0 ? `${at}: ${shorten(kinds.join(', '), BODY_CHARS)}` : '';
  return [numbers || kind || at, `message "${shorten(message, BODY_CHARS)}"`].join(', ');
}

export function transportLine({ error }: Heard): string[] {
  if (!error) return [];
  const way = error.proxy ? ` by way of the proxy ${error.proxy}` : '';
  return [
    `${error.code} while ${PHASES[error.phase]} ${error.host}:${error.port}${way}: ${shorten(error.message, BODY_CHARS)}`,
  ];
}

const PHASES = {
  dns: 'looking up',
  connect: 'connecting to',
  tls: 'agreeing on encryption with',
  proxy: 'asking for',
  headers: 'waiting for an answer of',
  body: 'reading the answer of',
} as const;

export function bodyLine({ response }: Heard): string[] {
  if (!response) return [];
  const text = shorten(response.body, BODY_CHARS);
  const type = response.headers['content-type'] ?? 'no content type';
  return [text === '' ? `empty body (${type})` : `body (${type}): ${text}`];
}

export function headerLines({ response }: Heard): string[] {
  if (!response) return [];
  const seen = TELLING_HEADERS.filter((name) => response.headers[name]);
  return seen.map((name) => `${name}: ${shorten(response.headers[name]!, BODY_CHARS)}`);
}

/** Which credentials travelled where; only worth a line when a credential is in question. */
export function sentLine(sent: Sent): string {
  const token =
    sent.gatewayTokenIn.length > 0
      ? `gateway token in ${sent.gatewayTokenIn.join(' and ')}`
      : 'no gateway token';
  const key =
    sent.providerKeyIn.length > 0 ? `provider key in ${sent.providerKeyIn.join(' and ')}` : 'no provider key';
  return `sent: ${token}, ${key}`;
}
