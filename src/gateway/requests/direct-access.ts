import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import { type Provider, SLUG_ALIASES } from '../providers/providers.js';
import type { Access } from './access.js';

/** What comes between a provider's host and the endpoint, for the API form that is its own.
 * Source: the providers' API references; Cloudflare's docs, AI Gateway, "Providers". */
const PATHS: Readonly<Record<string, { path: string; api: ApiForm }>> = {
  openai: { path: '/v1', api: 'openai-completions' },
  anthropic: { path: '', api: 'anthropic-messages' },
  'google-ai-studio': { path: '/v1beta', api: 'google-generative-ai' },
  groq: { path: '/openai/v1', api: 'openai-completions' },
  mistral: { path: '/v1', api: 'openai-completions' },
  grok: { path: '/v1', api: 'openai-completions' },
  deepseek: { path: '', api: 'openai-completions' },
  openrouter: { path: '/api/v1', api: 'openai-completions' },
  'perplexity-ai': { path: '', api: 'openai-completions' },
  cerebras: { path: '/v1', api: 'openai-completions' },
  cohere: { path: '/compatibility/v1', api: 'openai-completions' },
  fireworks: { path: '/inference/v1', api: 'openai-completions' },
  baseten: { path: '/v1', api: 'openai-completions' },
};

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
  const way = PATHS[provider.slug];
  const { host, keyHeader } = provider;
  if (!way || !host) return undefined;
  const origin = `https://${host}`;
  // OpenAI has two forms: the one that goes through the gateway is compared with itself.
  const isOpenai =
    way.api.startsWith('openai-') && through.api === 'openai-responses' && provider.slug === 'openai';
  const value = keyHeader === 'authorization' ? `Bearer ${key}` : key;
  const access: Access = {
    baseUrl: {
      text: origin + way.path,
      plane: 'custom-domain',
      origin,
      route: provider.slug,
      normal: origin + way.path,
    },
    api: isOpenai ? through.api : way.api,
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
