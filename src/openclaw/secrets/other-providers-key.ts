import { recogniseCredential } from '../../gateway/credentials/credential-kinds.js';
import { PROVIDERS, type Provider, providerBySlug } from '../../gateway/providers/providers.js';
import type { Credential } from './credential-roles.js';

/** What shows that a key belongs to another provider than the one it is sent to, in words; undefined: nothing does. */
export function otherProvidersKey(
  { value, variable, unresolved }: Credential,
  provider: Provider,
): string | undefined {
  const kind = unresolved ? undefined : recogniseCredential(value);
  if (kind?.provider === provider.slug) return undefined;
  const other = providerBySlug(kind?.provider ?? '');
  if (kind?.kind === 'provider-key' && other && !mayBeOf(provider, other, value)) {
    return `it has the form of ${kind.label}`;
  }
  const owner = variable && PROVIDERS.find(({ keyVariable }) => keyVariable === variable);
  return owner && owner.slug !== provider.slug ? `${variable} is for ${owner.name}` : undefined;
}

/** Providers share forms: DeepSeek's keys begin as OpenAI's do, and where no form is known any may be right. */
function mayBeOf(provider: Provider, other: Provider, value: string): boolean {
  const { keyPrefixes, keyForm } = provider;
  if (!keyPrefixes.length && !keyForm) return other.slug === 'openai';
  if (keyForm?.test(value)) return true;
  return keyPrefixes.some((prefix) => value.startsWith(prefix) && other.keyPrefixes.includes(prefix));
}
