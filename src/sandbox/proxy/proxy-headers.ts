import type { IncomingHttpHeaders } from 'node:http';
import { providerBySlug } from '../../gateway/providers/providers.js';
import { joinHeaders } from '../http/request.js';
import type { ProviderContext } from '../pipeline/request-context.js';
import { isUnifiedChat } from './unified-chat.js';

/** Headers of one connection, or of the gateway itself. */
const CONNECTION_HEADERS = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-encoding',
  'server',
  'date',
  'set-cookie',
]);

const isForwarded = (name: string) => !CONNECTION_HEADERS.has(name) && !name.startsWith('cf-');

/** The client's headers without those for the gateway, and with the stored provider key if that one is used. */
export function headersToProvider(context: ProviderContext): Record<string, string> {
  const { request, tokenIn, credential, paidBy, destination } = context;
  const headers = pick(
    request.headers,
    (name) => isForwarded(name) && (name !== tokenIn || destination.slug === 'workers-ai'),
  );
  if (paidBy === 'stored-key' && credential?.key !== undefined) {
    const own = isUnifiedChat(context) ? undefined : providerBySlug(destination.slug)?.keyHeader;
    if (own && own !== 'authorization') headers[own] = credential.key;
    else headers.authorization = `Bearer ${credential.key}`;
  }
  headers['accept-encoding'] = 'identity';
  return headers;
}

/** The provider's headers, names in lower case. */
export function headersFromProvider(received: IncomingHttpHeaders): Record<string, string> {
  return pick(joinHeaders(received), isForwarded);
}

function pick(headers: Record<string, string>, wanted: (name: string) => boolean): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of Object.keys(headers)) if (wanted(name)) picked[name] = headers[name] ?? '';
  return picked;
}
