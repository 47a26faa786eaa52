import { providerBySlug } from '../../gateway/providers/providers.js';
import { type Call, targetOf } from '../state/call.js';

/** They belong to one connection, or to the gateway. */
const OWN = new Set([
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

const passes = (name: string) => !OWN.has(name) && !/^cf-/.test(name);

/** The client's headers without the gateway's own, and with the key stored for the provider when the client sent none. */
export function headersToProvider(call: Call): Record<string, string> {
  const { slug } = targetOf(call);
  const headers = Object.fromEntries(
    Object.entries(call.request.headers).filter(
      ([name]) => passes(name) && (name !== call.tokenIn || slug === 'workers-ai'),
    ),
  );
  const { key } = call.credential ?? {};
  if (call.paidBy === 'stored-key' && key !== undefined) {
    const name = call.rest.startsWith('compat/')
      ? 'authorization'
      : (providerBySlug(slug)?.keyHeader ?? 'authorization');
    headers[name] = name === 'authorization' ? `Bearer ${key}` : key;
  }
  return { ...headers, 'accept-encoding': 'identity' };
}

/** The provider's headers, names in lower case. */
export function headersFromProvider(
  received: Record<string, string | string[] | undefined>,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(received)) {
    if (value !== undefined && passes(name)) kept[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return kept;
}
