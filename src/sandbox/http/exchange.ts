import { readComplaint } from '../../diagnosis/error-bodies/error-body.js';
import type { Timings } from '../../diagnosis/exchange/exchange.js';
import { isRecord, parseJson } from '../../lib/json.js';
import { withoutScheme } from '../../lib/redact/patterns.js';
import { Redactor } from '../../lib/redact/redactor.js';
import { isSecretName } from '../../lib/redact/secret-name.js';
import { modelIn, type SandboxRequest } from './request.js';
import type { SandboxResponse } from './response.js';
import type { SeenExchange } from './watch-exchange.js';

/** What a message holds, without secrets. `body`: its text, cut after 1 MiB; empty for anything but text. */
interface Message {
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
  /** Bytes of the whole body. */
  size: number;
}

/** One request to the sandbox and its response. Secrets are removed. */
export interface SandboxExchange {
  request: Message & { method: string; url: string /** percent-encoded, without the query */; path: string };
  /** Absent when nothing was sent. */
  response?: Message & { status: number };
  timings: Timings;
  /** `provider/model`, or the model that the body names. */
  model?: string;
  cache?: string;
  /** US dollars. */
  cost?: number;
  /** Of a response of 400 and more: the first code and the message of its error. */
  code?: number;
  why?: string;
  /** Why there is no complete response. */
  interruption?: string;
}

/** Characters of a body that are kept. */
const MAX_BODY = 1024 * 1024;
/** Characters. A secret that is cut in two is not found, so the last ones go too. */
const MARGIN = 4096;
const MAX_WHY = 300;
/** Deeper, a JSON body has no credentials. */
const MAX_DEPTH = 8;
const TEXT_TYPE = /^(?:text\/|application\/(?:[\w.+-]*json|x-ndjson|xml|x-www-form-urlencoded)\b)/i;

/** `secrets`: those that the sandbox knows. Those of the request itself are found. `origin` is for a bad Host. */
export function toExchange(
  { startedAt, firstByteMs, totalMs, request, response, completed, hungUp }: SeenExchange,
  { secrets, origin }: { secrets: Iterable<string>; origin: string },
): SandboxExchange {
  const redactor = new Redactor();
  redactor.addAll([...secrets, ...secretsOf(request)]);
  const isSent = response && response.fault !== 'reset' && response.fault !== 'silent';
  const text = completed?.text ?? '';
  const error = isSent && response.status >= 400 ? readError(text) : undefined;
  return {
    request: {
      method: request.method,
      url: redactor.redact(urlOf(request, origin)),
      path: redactor.redact(request.encodedPath),
      headers: redactor.redactHeaders(request.headers, 'request'),
      get body() {
        return readableBody(redactor, request.received.body.text, request.headers['content-type']);
      },
      size: request.received.bytes.length,
    },
    response: isSent
      ? {
          status: response.status,
          headers: redactor.redactHeaders(response.headers),
          get body() {
            return readableBody(redactor, text, response.headers['content-type']);
          },
          size: Buffer.byteLength(text),
        }
      : undefined,
    timings: { startedAt: new Date(startedAt).toISOString(), firstByteMs, totalMs },
    model: redactIf(redactor, response?.model ?? modelIn(request)),
    cache: response?.headers['cf-aig-cache-status'],
    cost: completed?.cost,
    code: error?.code,
    why: redactIf(redactor, error?.why),
    interruption: interruptionOf(response, hungUp),
  };
}

function interruptionOf(response: SandboxResponse | undefined, hungUp: boolean): string | undefined {
  if (response?.fault) return `fault of the scenario or model: ${response.fault}`;
  return hungUp ? 'the client hung up' : undefined;
}

function redactIf(redactor: Redactor, text: string | undefined): string | undefined {
  return text === undefined ? undefined : redactor.redact(text);
}

function urlOf({ encodedPath, query, headers }: SandboxRequest, origin: string): string {
  const url = new URL(origin);
  const asked = `http://${headers.host}`;
  if (URL.canParse(asked)) url.host = new URL(asked).host;
  url.pathname = encodedPath;
  url.search = query.toString();
  return url.href;
}

/** Text only: other bodies cannot be searched for secrets. */
function readableBody(redactor: Redactor, text: string, type = ''): string {
  if (type !== '' && !TEXT_TYPE.test(type)) return '';
  if (text.length <= MAX_BODY) return redactor.redact(text);
  return `${redactor.redact(text.slice(0, MAX_BODY)).slice(0, -MARGIN)}…`;
}

/** What the request has in headers, query and JSON under a name for secrets. */
function* secretsOf({ headers, query, body, encodedPath }: SandboxRequest): Generator<string> {
  for (const [name, value] of [...Object.entries(headers), ...query])
    if (isSecretName(name)) yield withoutScheme(value);
  const value = body.object ?? (/^\s*\[/.test(body.text) ? parseJson(body.text) : undefined);
  if (value === undefined) yield* secretsInText(body.text.slice(0, MAX_BODY));
  else yield* secretsIn(value);
  // The Secrets Store calls them by a name that others use for anything.
  if (SECRETS_STORE.test(encodedPath))
    for (const secret of [value].flat()) if (isRecord(secret)) yield String(secret.value ?? '');
}

const SECRETS_STORE = /\/secrets_store\//;
/** Fields of JSON that is broken or cut, and of forms. */
const FIELDS = [/"([\w.-]{1,100})"\s*:\s*"((?:[^"\\]|\\.)*)/g, /(?:^|&)([\w.-]{1,100})=([^&\s]*)/g];

function* secretsInText(text: string): Generator<string> {
  for (const field of FIELDS)
    for (const [, name = '', value = ''] of text.matchAll(field)) if (isSecretName(name)) yield value;
}

function* secretsIn(value: unknown, depth = 0): Generator<string> {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && isRecord(value) && isSecretName(name)) yield withoutScheme(inner);
    else yield* secretsIn(inner, depth + 1);
  }
}

function readError(text: string): { code?: number; why: string } {
  const body = parseJson(text);
  const { code, message: why = text } = notInApi(body) ?? readComplaint(body, 'gateway', false) ?? {};
  return { code, why: why.trim().replace(/\s+/g, ' ').slice(0, MAX_WHY) };
}

/** In the envelope of Cloudflare's API, but with an HTTP status as its code: something that the sandbox does not have. */
function notInApi(body: unknown): { code: number; message: string } | undefined {
  const first: unknown = isRecord(body) && Array.isArray(body.errors) ? body.errors[0] : undefined;
  if (!isRecord(first) || typeof first.code !== 'number' || typeof first.message !== 'string')
    return undefined;
  return first.code < 1000 ? { code: first.code, message: first.message } : undefined;
}
