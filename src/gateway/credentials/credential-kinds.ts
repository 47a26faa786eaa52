import { PROVIDERS, type Provider } from '../providers/providers.js';

export interface CredentialKind {
  kind:
    | 'cf-user-token'
    | 'cf-account-token'
    | 'cf-global-key'
    | 'cf-token-unprefixed'
    | 'cf-oauth-token'
    | 'provider-key'
    | 'unknown';
  /** Slug of the provider whose key it is */
  provider?: string;
  /** For people, with its article: "an OpenAI key" */
  label: string;
}

/** Source: developers.cloudflare.com/fundamentals/api/get-started/token-formats */
const CLOUDFLARE: readonly [form: RegExp, kind: CredentialKind][] = [
  [/^cfut_/, { kind: 'cf-user-token', label: 'a Cloudflare user API token' }],
  [/^cfat_/, { kind: 'cf-account-token', label: 'a Cloudflare account API token' }],
  [/^cfk_/, { kind: 'cf-global-key', label: 'a Cloudflare global API key' }],
];

/** What the providers' table tells, the longer beginning before the shorter. */
const PROVIDER_KEYS = PROVIDERS.flatMap((provider) =>
  provider.keyPrefixes.map((prefix) => ({ prefix, kind: keyOf(provider) })),
).sort((a, b) => b.prefix.length - a.prefix.length);

const OTHERS: readonly [form: RegExp, kind: CredentialKind][] = [
  ...PROVIDERS.flatMap((provider): [RegExp, CredentialKind][] =>
    provider.keyForm ? [[provider.keyForm, keyOf(provider)]] : [],
  ),
  [
    /^(AKIA|ASIA)[A-Z0-9]{12,}$/,
    { kind: 'provider-key', provider: 'aws-bedrock', label: 'an AWS access key ID' },
  ],
  // Cloudflare's global key before it had a prefix
  [/^[0-9a-f]{37}$/, { kind: 'cf-global-key', label: 'a Cloudflare global API key' }],
  // What `wrangler login` keeps
  [
    /^(?!eyJ)[\w-]{24,}\.[\w-]{24,}(\.[\w-]{24,})?$/,
    { kind: 'cf-oauth-token', label: 'a Cloudflare OAuth token' },
  ],
  [/^[A-Za-z0-9_-]{40}$/, { kind: 'cf-token-unprefixed', label: 'a Cloudflare API token' }],
];

function keyOf({ slug, name, keyNoun }: Provider): CredentialKind {
  const article = /^([aeiou]|x)/i.test(name) ? 'an' : 'a';
  return { kind: 'provider-key', provider: slug, label: `${article} ${name} ${keyNoun}` };
}

/** Whose credential it is, judged by its form alone. The text is never part of the answer. */
export function recogniseCredential(text: string): CredentialKind {
  const matching = ([form]: readonly [RegExp, CredentialKind]) => form.test(text);
  return (
    CLOUDFLARE.find(matching)?.[1] ??
    PROVIDER_KEYS.find(({ prefix }) => text.startsWith(prefix))?.kind ??
    OTHERS.find(matching)?.[1] ?? { kind: 'unknown', label: 'an unknown credential' }
  );
}
