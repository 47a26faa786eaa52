/** `sandbox/proxy/`: in front of a real provider: `--upstream`. */

import type { Dispatcher } from 'undici';
import { compatPath, upstreamUrl } from '../config/provider-address.js';
import { readUsage } from '../http/bodies/read-usage.js';
import { streamingBody } from '../http/bodies/streaming-body.js';
import type { SandboxResponse } from '../http/response.js';
import type { ProviderContext } from '../pipeline/request-context.js';
import { applyCustomCost } from '../provider/custom-cost.js';
import { priceOf } from '../provider/models/catalogue.js';
import { usageAndCost } from '../provider/usage-and-cost.js';
import { gatewayError } from '../responses/gateway-errors.js';
import { headersFromProvider, headersToProvider } from './proxy-headers.js';
import { isUnifiedChat } from './unified-chat.js';

/** A JSON response is read whole up to this size: for the cache, the log and the content filters. */
const MAX_BUFFERED_BYTES = 25 * 1024 * 1024;

/** Asks a real provider. Server-sent events and everything else that is not JSON pass through as they come. */
export async function forward(context: ProviderContext, base: URL): Promise<SandboxResponse> {
  const { state, request, timeoutMs } = context;
  const late = timeoutMs === undefined ? undefined : new AbortController();
  const timer = late && setTimeout(() => late.abort(), timeoutMs);
  try {
    const url = providerUrl(context, base);
    const { dispatcher } = await state.dispatchers.connectionFor(url);
    const response = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: request.method as Dispatcher.HttpMethod,
      headers: headersToProvider(context),
      body: bodyFor(context),
      signal: late ? AbortSignal.any([request.hangUp.signal, late.signal]) : request.hangUp,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    clearTimeout(timer);
    return await readResponse(context, response);
  } catch (error) {
    if (request.hangUp.aborted) throw error;
    // Cloudflare's 2005 does not say why a provider gave no answer.
    return { ...gatewayError('provider-failed'), unreached: true };
  } finally {
    clearTimeout(timer);
  }
}

function providerUrl(context: ProviderContext, base: URL): URL {
  const { slug, path } = context.destination;
  const query = context.request.query.toString();
  return upstreamUrl(slug, base, isUnifiedChat(context) ? compatPath(slug) : path, query && `?${query}`);
}

/** The body as received, unless the provider's prefix has to be removed from the model id. */
function bodyFor({ request, plane, rest, destination }: ProviderContext): string | Buffer | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  const { model } = destination;
  const body = request.body.object;
  const isPrefixed = rest.startsWith('compat/') || (plane === 'rest' && !rest.startsWith('run/'));
  if (body && model && isPrefixed && body.model !== model) return JSON.stringify({ ...body, model });
  return request.body === request.received.body ? request.received.bytes : request.body.text;
}

async function readResponse(
  { request, destination: { slug, model = '' } }: ProviderContext,
  { statusCode: status, headers: received, body }: Dispatcher.ResponseData,
): Promise<SandboxResponse> {
  const headers = headersFromProvider(received);
  const type = headers['content-type'] ?? '';
  const whole = status >= 400 || (/\bjson\b/.test(type) && !/ndjson/.test(type));
  const source: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
  const { bytes, rest } = whole ? await readAhead(source) : { bytes: [], rest: true };
  const summarize = (text: string) => ({
    text,
    ...applyCustomCost(request, usageAndCost(readUsage(text), priceOf(slug, model))),
  });
  if (rest) return { status, headers, body: streamingBody(concatenate(bytes, source), summarize) };
  const { text, ...totals } = summarize(Buffer.concat(bytes).toString('utf8'));
  return { status, headers, body: text, ...totals };
}

/** Reads the body up to MAX_BUFFERED_BYTES; `rest` says that there is more. */
async function readAhead(source: AsyncIterator<Uint8Array>): Promise<{ bytes: Uint8Array[]; rest: boolean }> {
  const bytes: Uint8Array[] = [];
  for (let size = 0; size <= MAX_BUFFERED_BYTES; ) {
    const { done, value } = await source.next();
    if (done) return { bytes, rest: false };
    bytes.push(value);
    size += value.length;
  }
  return { bytes, rest: true };
}

async function* concatenate(
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
