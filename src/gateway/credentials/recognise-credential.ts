import { providerBySlug } from '../providers/providers.js';
import { type Checked, firstProblem, type Rule } from './checked.js';
import { type CredentialKind, recogniseCredential } from './credential-kinds.js';
import { COMMON_RULES } from './credential-rules.js';
import { isPlaceholderKey } from './placeholders.js';

// Problems and hints are printed and logged, so they never contain the credential.

/** A token has a prefix, 40 characters and a checksum; older tokens are 40 characters without prefix and checksum. */
const SHORTEST_TOKEN = 40;

const TOKEN_PAGE = 'https://dash.cloudflare.com/profile/api-tokens';
const TOKEN_HINT = `The gateway token is a Cloudflare API token with the permission AI Gateway Run. Create one at ${TOKEN_PAGE}.`;

const TOKEN_RULES: readonly Rule[] = [
  ...COMMON_RULES,
  { applies: isPlaceholderKey, problem: 'This is a placeholder.', hint: TOKEN_HINT },
  {
    applies: (t) => ['provider-key', 'other-service'].includes(recogniseCredential(t).kind),
    problem: (t) => `This is ${recogniseCredential(t).label}, not the gateway token.`,
    hint: TOKEN_HINT,
  },
  {
    applies: (t) => recogniseCredential(t).kind === 'cf-global-key',
    problem: 'This is a Cloudflare global API key, which a gateway does not accept.',
    hint: TOKEN_HINT,
  },
  {
    applies: (t) => /^[0-9a-f]{32}$/.test(t),
    problem: 'This has the form of an account ID, not of a token.',
    hint: TOKEN_HINT,
  },
  {
    applies: (t) => /^eyJ[\w-]+\.[\w-]+\./.test(t),
    problem: 'This is a JSON Web Token, not a Cloudflare API token.',
    hint: TOKEN_HINT,
  },
  {
    applies: (t) => t.replace(/^cf[a-z]+_/, '').length < SHORTEST_TOKEN,
    problem: (t) => `It is too short for a Cloudflare API token (${t.length} characters).`,
    hint: `A token has at least ${SHORTEST_TOKEN} characters, not counting its prefix. ${TOKEN_HINT}`,
  },
  {
    applies: (t) => /[^\w-]/.test(t.replace(/\./g, '')),
    problem: 'It contains a character that a Cloudflare API token cannot have.',
    hint: 'A token consists of letters, digits, _ and -. Copy it again from where it was created.',
  },
];

/** Checks whether the text can be the gateway token. It is never trimmed or repaired: it is sent as entered. */
export function checkGatewayToken(text: string): Checked {
  const problem = firstProblem(text, TOKEN_RULES);
  if (problem) return problem;
  if (recogniseCredential(text).kind === 'unknown') {
    return {
      ok: true,
      value: text,
      note: 'It does not look like a Cloudflare API token (cfut_..., cfat_... or 40 characters).',
    };
  }
  return { ok: true, value: text };
}

/** Checks whether the text can be a key of the provider with this slug, or without one a key of any provider. */
export function checkProviderKey(text: string, providerSlug?: string): Checked {
  const provider = providerSlug === undefined ? undefined : providerBySlug(providerSlug);
  const problem = firstProblem(text, COMMON_RULES);
  if (problem) return problem;

  const kind = recogniseCredential(text);
  const isCloudflare = kind.kind === 'cf-user-token' || kind.kind === 'cf-account-token';
  const isNoKey = kind.kind === 'cf-global-key' || kind.kind === 'other-service';
  if (isNoKey || (isCloudflare && providerSlug !== 'workers-ai')) {
    return {
      ok: false,
      problem: `This is ${kind.label}, not ${provider ? `a key for ${provider.name}` : "a provider's key"}.`,
      hint: provider ? `Create a key for ${provider.name} at ${provider.keysUrl}` : TOKEN_HINT,
    };
  }
  if (!provider || provider.keyPrefixes.length === 0) return { ok: true, value: text };
  if (isForeign(kind, text, provider)) {
    return {
      ok: false,
      problem: `This is ${kind.label}, not a key for ${provider.name}.`,
      hint: `${provider.name} keys begin with ${provider.keyPrefixes.join(' or ')}. Create one at ${provider.keysUrl}`,
    };
  }
  if (provider.slug !== 'workers-ai' && !startsWithAny(text, provider.keyPrefixes)) {
    return {
      ok: true,
      value: text,
      note: `${provider.name} keys usually begin with ${provider.keyPrefixes.join(' or ')}.`,
    };
  }
  return { ok: true, value: text };
}

function isForeign(
  kind: CredentialKind,
  text: string,
  provider: { slug: string; keyPrefixes: readonly string[] },
): boolean {
  if (kind.kind !== 'provider-key' || kind.provider === provider.slug) return false;
  // Many providers use `sk-`, not only OpenAI; only a more specific prefix rules a provider out.
  return (
    !startsWithAny(text, provider.keyPrefixes) || (kind.provider !== 'openai' && kind.provider !== undefined)
  );
}

function startsWithAny(text: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => text.startsWith(prefix));
}
