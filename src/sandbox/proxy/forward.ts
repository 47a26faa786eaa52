import type { Dispatcher } from 'undici';
import { jsonObject } from '../../lib/json.js';
import { gatewayError } from '../answers/gateway-errors.js';
import { compatPath, upstreamUrl } from '../config/provider-address.js';
import type { Answer } from '../http/answer.js';
import { type Ended, live } from '../http/live-body.js';
import { usageIn } from '../http/read-usage.js';
import { costOf } from '../provider/built-in-models.js';
import { charge } from '../provider/custom-cost.js';
import { type Call, targetOf } from '../state/call.js';
import { headersFromProvider, headersToProvider } from './proxy-headers.js';

/** A JSON answer is read whole up to here: for the cache, the log and the word lists. */
const WHOLE = 25 * 1024 * 1024;

/** Asks a real provider. Server-sent events and everything else that is no JSON passes through as it comes. */
export async function forward(call: Call, base: URL): Promise<Answer> {
  const late = new AbortController();
  const timer = call.timeoutMs === undefined ? undefined : setTimeout(() => late.abort(), call.timeoutMs);
  try {
    const url = addressOf(call, base);
    const { dispatcher } = await call.state.dispatchers.to(url);
    const response = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: call.request.method as Dispatcher.HttpMethod,
      headers: headersToProvider(call),
      body: bodyFor(call),
      signal: AbortSignal.any([call.signal, late.signal]),
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    clearTimeout(timer);
    return await read(call, response);
  } catch (error) {
    if (call.signal.aborted) throw error;
    // Cloudflare hides behind 2005 why a provider gave no answer.
    return { ...gatewayError('provider-failed'), unreached: true };
  } finally {
    clearTimeout(timer);
  }
}

function addressOf(call: Call, base: URL): URL {
  const { slug, path } = targetOf(call);
  const chat = call.rest === 'compat/chat/completions' || call.rest === 'run';
  const query = call.request.query.toString();
  return upstreamUrl(slug, base, chat ? compatPath(slug) : path, query && `?${query}`);
}

/** As it came in, byte by byte, unless the model's name has the provider's prefix. */
function bodyFor({ request, target }: Call): string | Buffer | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  const body = jsonObject(request.body);
  const model = target?.model;
  if (body && model && 'messages' in body && body.model !== model) return JSON.stringify({ ...body, model });
  return request.body === request.received.text ? request.received.bytes : request.body;
}

async function read(call: Call, response: Dispatcher.ResponseData): Promise<Answer> {
  const headers = headersFromProvider(response.headers);
  const status = response.statusCode;
  const plain =
    /\bjson\b/.test(headers['content-type'] ?? '') && !/ndjson/.test(headers['content-type'] ?? '');
  const source: AsyncIterator<Uint8Array> = response.body[Symbol.asyncIterator]();
  const { bytes, rest } = plain || status >= 400 ? await head(source) : { bytes: [], rest: true };
  const finish = (text: string): Ended => ({ text, ...charge(call.request, meaning(text)) });
  if (rest) return { status, headers, body: live(joined(bytes, source), finish) };
  const { text, ...about } = finish(Buffer.concat(bytes).toString('utf8'));
  return { status, headers, body: text, ...about };
}

function meaning(text: string): Omit<Ended, 'text'> {
  const usage = usageIn(text);
  return usage ? { usage, cost: costOf(usage) } : {};
}

/** What there is, as long as it is not too much; `rest`: there is more. */
async function head(source: AsyncIterator<Uint8Array>): Promise<{ bytes: Uint8Array[]; rest: boolean }> {
  const bytes: Uint8Array[] = [];
  for (let size = 0; size <= WHOLE; ) {
    const { done, value } = await source.next();
    if (done) return { bytes, rest: false };
    bytes.push(value);
    size += value.length;
  }
  return { bytes, rest: true };
}

async function* joined(
  bytes: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
