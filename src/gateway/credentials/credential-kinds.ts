/** `gateway/credentials/`: what account IDs, gateway names, tokens and keys look like. */

import { PROVIDERS, type Provider } from '../providers/providers.js';

export interface CredentialKind {
  kind:
    | 'cf-user-token'
    | 'cf-account-token'
    | 'cf-global-key'
    | 'cf-token-unprefixed'
    | 'cf-oauth-token'
    | 'provider-key'
    | 'other-service'
    | 'unknown';
  /** Slug of the provider */
  provider?: string;
  /** With its article: "an OpenAI key" */
  label: string;
}

export const UNKNOWN_CREDENTIAL: CredentialKind = { kind: 'unknown', label: 'an unknown credential' };

/** Source: developers.cloudflare.com/fundamentals/api/get-started/token-formats */
const CLOUDFLARE: readonly [form: RegExp, kind: CredentialKind][] = [
  [/^cfut_/, { kind: 'cf-user-token', label: 'a Cloudflare user API token' }],
  [/^cfat_/, { kind: 'cf-account-token', label: 'a Cloudflare account API token' }],
  [/^cfk_/, { kind: 'cf-global-key', label: 'a Cloudflare global API key' }],
];

/** From the table of providers, longer prefixes first. */
const PROVIDER_KEYS = PROVIDERS.flatMap((provider) =>
  provider.keyPrefixes.map((prefix) => ({ prefix, kind: keyOf(provider) })),
).sort((a, b) => b.prefix.length - a.prefix.length);

/** Of services that neither models nor gateways come from; some have exactly the form of an old Cloudflare token. */
const OTHER_SERVICES: readonly [form: RegExp, kind: CredentialKind][] = [
  [/^(?:gh[opusr]_|github_pat_)\w{16,}$/, { kind: 'other-service', label: 'a GitHub token' }],
  [/^glpat-[\w.-]{16,}$/, { kind: 'other-service', label: 'a GitLab token' }],
  [/^npm_\w{16,}$/, { kind: 'other-service', label: 'an npm token' }],
  [/^xox[a-z]-[\w-]{16,}$/, { kind: 'other-service', label: 'a Slack token' }],
  [/^[sr]k_(?:live|test)_\w{16,}$/, { kind: 'other-service', label: 'a Stripe key' }],
];

const OTHERS: readonly [form: RegExp, kind: CredentialKind][] = [
  ...OTHER_SERVICES,
  ...PROVIDERS.flatMap((provider): [RegExp, CredentialKind][] =>
    provider.keyForm ? [[provider.keyForm, keyOf(provider)]] : [],
  ),
  [
    /^(AKIA|ASIA)[A-Z0-9]{12,}$/,
    { kind: 'provider-key', provider: 'aws-bedrock', label: 'an AWS access key ID' },
  ],
  // Old global keys without a prefix
  [/^[0-9a-f]{37}$/, { kind: 'cf-global-key', label: 'a Cloudflare global API key' }],
  // Stored by `wrangler login`
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

/** Recognises a credential by its form. The result never contains the credential. */
export function recogniseCredential(text: string): CredentialKind {
  const matching = ([form]: readonly [RegExp, CredentialKind]) => form.test(text);
  return (
    CLOUDFLARE.find(matching)?.[1] ??
    PROVIDER_KEYS.find(({ prefix }) => text.startsWith(prefix))?.kind ??
    OTHERS.find(matching)?.[1] ??
    UNKNOWN_CREDENTIAL
  );
}
