import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import { type Provider, SLUG_ALIASES } from '../providers/providers.js';
import type { Access } from './access.js';

export interface DirectAccess {
  access: Access;
  /** As the provider itself calls it */
  model: string;
  host: string;
}

/** The way to the provider past the gateway, with its own key; undefined: it is not known. */
export function directAccess(
  provider: Provider,
  key: string,
  through: { model: string; api: ApiForm },
): DirectAccess | undefined {
  const { host, keyHeader, chat } = provider;
  if (!host || chat?.ownPath === undefined) return undefined;
  const origin = `https://${host}`;
  const base = chat.ownPath ? `${origin}/${chat.ownPath}` : origin;
  // Where it speaks the form that goes through the gateway, like is compared with like.
  const api = chat.apis.includes(through.api) ? through.api : chat.apis[0]!;
  const value = keyHeader === 'authorization' ? `Bearer ${key}` : key;
  const access: Access = {
    baseUrl: { text: base, plane: 'custom-domain', origin, route: provider.slug, normal: base },
    api,
    headers: { [keyHeader]: value },
    providerKey: key,
    sentAuth: { gatewayTokenIn: [], providerKeyIn: [keyHeader] },
  };
  return { access, model: withoutPrefix(provider, through.model), host };
}

/** `openai/gpt-4o` on a route that wants the prefix, `gpt-4o` on the provider's own. */
function withoutPrefix(provider: Provider, model: string): string {
  const slash = model.indexOf('/');
  if (slash < 0) return model;
  const prefix = model.slice(0, slash);
  const names = [provider.slug, provider.compatPrefix, provider.restPrefix];
  return names.includes(SLUG_ALIASES[prefix] ?? prefix) || names.includes(prefix)
    ? model.slice(slash + 1)
    : model;
}
