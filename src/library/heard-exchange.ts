import type { TransportError } from '../diagnosis/exchange/exchange.js';
import type { Heard } from '../diagnosis/reading/read-exchange.js';
import type { Values } from '../diagnosis/reading/values.js';
import { EXPLAIN_AIDS } from '../gateway/pastes/explain-aids.js';
import { readTransportError } from '../gateway/wire/transport-errors.js';
import { looksSecret } from '../lib/redact/looks-secret.js';
import { isCredentialHeader, withoutScheme } from '../lib/redact/patterns.js';
import { Redactor } from '../lib/redact/redactor.js';
import { isSecretName } from '../lib/redact/secret-name.js';
import { likelySecrets } from './likely-secrets.js';
import type { HttpExchange, HttpHeaders } from './public-types.js';
import { factsOf, sentOf } from './request-facts.js';

/** An exchange as the diagnosis takes it, without secrets, and what takes them out of what it says. */
interface HeardExchange {
  heard: Heard;
  values: Values;
  redactor: Redactor;
}

export function hearExchange({ request, response, error }: HttpExchange): HeardExchange {
  const { method, url, body = '' } = request;
  const headers = request.headers && plainHeaders(request.headers);
  const facts = factsOf(url, body);
  const { plane, model, provider } = facts;
  const redactor = redactorFor(headers ?? {}, response?.body ?? '');
  const redact = (text: string) => redactor.redact(text);
  return {
    heard: {
      id: 'given',
      plane,
      request: { method, url: redact(url), headers: redactor.redactHeaders(headers ?? {}, 'request') },
      sent: sentOf(headers, facts),
      response: response && {
        status: response.status,
        headers: redactor.redactHeaders(plainHeaders(response.headers ?? {})),
        body: redact(response.body ?? ''),
        truncated: error !== undefined,
      },
      error: error && transportErrorOf(error, url, response ? 'body' : 'connect', redact),
      timings: { startedAt: '', totalMs: 0 },
    },
    values: { model, provider, ...(provider ? EXPLAIN_AIDS.provider?.(provider) : {}) },
    redactor,
  };
}

function redactorFor(headers: Readonly<Record<string, string>>, answer: string): Redactor {
  const redactor = new Redactor();
  const isSecret = ([name, value]: [string, string]) =>
    isCredentialHeader(name) || isSecretName(name) || looksSecret(value);
  const sent = Object.entries(headers).filter(isSecret);
  redactor.addAll(sent.map(([, value]) => withoutScheme(value)));
  redactor.addAll(likelySecrets(answer));
  return redactor;
}

/** Names in lower case; what came several times is joined. */
function plainHeaders(headers: HttpHeaders): Record<string, string> {
  const entries = isIterable(headers) ? [...headers] : Object.entries(headers);
  const plain: Record<string, string> = Object.create(null);
  for (const [name, value] of entries) {
    if (value === undefined || value === null) continue;
    const key = String(name).toLowerCase();
    const text = Array.isArray(value) ? value.join(', ') : String(value);
    plain[key] = key in plain ? `${plain[key]}, ${text}` : text;
  }
  return { ...plain };
}

function isIterable(headers: HttpHeaders): headers is Iterable<readonly [string, string]> {
  return Symbol.iterator in headers;
}

/** SDKs wrap what fetch threw, which wraps what the socket threw. */
const DEEPEST_CAUSE = 10;
/** Of `AbortSignal.timeout`, of SDKs. */
const TIMEOUT_NAME = /^(?:TimeoutError|APIConnectionTimeoutError)$/;

function transportErrorOf(
  error: NonNullable<HttpExchange['error']>,
  url: string,
  unknownPhase: 'connect' | 'body',
  redact: (text: string) => string,
): TransportError {
  const { hostname = '', port = '', protocol } = URL.canParse(url) ? new URL(url) : {};
  const where = { host: hostname, port: Number(port || (protocol === 'http:' ? 80 : 443)) };
  const causes = causesOf(error);
  const isTimeout = causes.some(({ name }) => TIMEOUT_NAME.test(String(name)));
  const speaks = ({ code, errors }: Thrown) => typeof code === 'string' || Array.isArray(errors);
  const { name, code, errors, message } = causes.find(speaks) ?? causes.at(-1) ?? {};
  const words = [message, code, 'no message'].find((text) => typeof text === 'string' && text !== '');
  const phase = error instanceof Error ? undefined : error.phase;
  const usual = isTimeout && unknownPhase === 'connect' ? 'headers' : unknownPhase;
  const found = readTransportError({ name, code, errors, message: words }, phase ?? usual, where);
  return {
    ...found,
    phase: phase ?? found.phase,
    code: isTimeout && found.code === 'UNKNOWN' ? 'CF_AIG_TIMEOUT' : found.code,
    message: redact(found.message),
  };
}

type Thrown = Partial<Record<'name' | 'code' | 'message' | 'errors', unknown>>;

/** The outermost first. */
function causesOf(error: object): Thrown[] {
  const causes: object[] = [];
  for (let next: unknown = error; typeof next === 'object' && next !== null; ) {
    if (causes.length === DEEPEST_CAUSE) break;
    causes.push(next);
    next = 'cause' in next ? next.cause : undefined;
  }
  return causes;
}
