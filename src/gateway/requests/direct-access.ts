import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import { type Provider, SLUG_ALIASES } from '../providers/providers.js';
import type { Access } from './access.js';

export interface DirectAccess {
  access: Access;
  /** The provider's own model id */
  model: string;
  host: string;
}

/** Access to the provider without the gateway, with its own key; undefined if its API is not known. */
export function directAccess(
  provider: Provider,
  key: string,
  through: { model: string; api: ApiForm },
): DirectAccess | undefined {
  const { host, keyHeader, chat } = provider;
  if (!host || chat?.ownPath === undefined) return undefined;
  const origin = `https://${host}`;
  const base = chat.ownPath ? `${origin}/${chat.ownPath}` : origin;
  // If the provider supports the same API form as through the gateway, use it for a fair comparison.
  const api = chat.apis.includes(through.api) ? through.api : chat.apis[0]!;
  const value = keyHeader === 'authorization' ? `Bearer ${key}` : key;
  const access: Access = {
    baseUrl: { text: base, plane: 'custom-domain', origin, route: provider.slug, normal: base },
    api,
    headers: { [keyHeader]: value },
    providerKey: key,
    sentAuth: { gatewayTokenIn: [], providerKeyIn: [keyHeader] },
  };
  return { access, model: stripPrefix(provider, through.model), host };
}

/** `openai/gpt-4o` becomes `gpt-4o`. */
function stripPrefix(provider: Provider, model: string): string {
  const slash = model.indexOf('/');
  if (slash < 0) return model;
  const prefix = model.slice(0, slash);
  const names = [provider.slug, provider.compatPrefix, provider.restPrefix];
  return names.includes(SLUG_ALIASES[prefix] ?? prefix) || names.includes(prefix)
    ? model.slice(slash + 1)
    : model;
}
