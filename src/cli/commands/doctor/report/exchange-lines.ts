import type { Exchange } from '../../../../diagnosis/exchange/exchange.js';
import { isRecord, parseJson } from '../../../../lib/json.js';

/** Characters of one line. */
const MAX_LINE = 300;
/** Characters of a body that is no JSON. */
const MAX_TEXT = 500;
const MAX_BODY_LINES = 6;
/** Entries of a list of errors. */
const MAX_ERRORS = 3;
/** Levels of a body; errors of providers have at most four. */
const MAX_DEPTH = 8;
/** Lists that say what is wrong. Any other list says what the account has, and only its length is reported. */
const ERROR_LISTS = ['error', 'errors', 'messages', 'error_chain'];
/** Request headers that say how cf-aig works, not how it is set up. */
const OWN_HEADERS = ['user-agent', 'accept', 'accept-encoding', 'content-type'];
/** Free text of the user. */
const PRIVATE_HEADERS = ['cf-aig-metadata', 'cookie', 'set-cookie'];
/** Response headers that tell who answered, and where to find the request again. */
const RESPONSE_HEADERS =
  /^(?:server|via|content-type|location|retry-after|www-authenticate|cf-ray|cf-mitigated|cf-aig-.*|(?:x-)?request-id|date)$/;

/** One exchange without lists and without headers that say nothing. */
export function exchangeLines({ request, response, error }: Exchange): string[] {
  const sent = Object.entries(request.headers).filter(([name]) => !OWN_HEADERS.includes(name));
  const received = Object.entries(response?.headers ?? {}).filter(([name]) => RESPONSE_HEADERS.test(name));
  return [
    `> ${request.method} ${request.url}`,
    ...sent.map((header) => `> ${headerText(header)}`),
    ...bodyLines(request.body).map((line) => `> ${line}`),
    ...(response ? [`< ${response.status}`] : []),
    ...received.map((header) => `< ${headerText(header)}`),
    ...bodyLines(response?.body).map((line) => `< ${line}`),
    ...(error ? [`! ${error.phase}: ${error.code} ${error.message}`] : []),
  ].map(cutLine);
}

export function cutLine(text: string): string {
  return text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text;
}

/** `list of 3`; '' for anything but a list. */
export function bodyKind({ response }: Exchange): string {
  const body = parseJson(response?.body ?? '');
  const result = isRecord(body) ? (body.result ?? body.data) : body;
  if (Array.isArray(result) && result.length) return `list of ${result.length}`;
  return '';
}

function headerText([name, value]: [string, string]): string {
  return `${name}: ${PRIVATE_HEADERS.includes(name) ? `(${value.length} characters)` : value}`;
}

function bodyLines(body: string | undefined): string[] {
  if (!body?.trim()) return [];
  const value = parseJson(body);
  if (value !== undefined) return [JSON.stringify(withoutLists(value))];
  const lines = body
    .slice(0, MAX_TEXT)
    .trim()
    .split(/\s*\n\s*/);
  const cut = lines.length > MAX_BODY_LINES || body.length > MAX_TEXT;
  return cut ? [...lines.slice(0, MAX_BODY_LINES), `(${body.length} characters in all)`] : lines;
}

function withoutLists(value: unknown, name = '', depth = 0): unknown {
  if (depth > MAX_DEPTH) return '(left out)';
  if (Array.isArray(value)) {
    if (!value.length) return value;
    if (!ERROR_LISTS.includes(name)) return `(${value.length} left out)`;
    return value.slice(0, MAX_ERRORS).map((entry) => withoutLists(entry, '', depth + 1));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withoutLists(inner, key, depth + 1)]),
  );
}
