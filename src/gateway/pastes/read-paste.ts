import { isVendorKey, looksSecret } from '../../lib/redact/looks-secret.js';
import { findGatewayName, parsePasted } from '../address/pasted.js';
import {
  type CredentialKind,
  recogniseCredential,
  UNKNOWN_CREDENTIAL,
} from '../credentials/credential-kinds.js';
import { checkAccountId } from '../credentials/identifiers.js';
import { findPlaceholder, isPlaceholderKey } from '../credentials/placeholders.js';
import { PROVIDERS, type Provider, providerBySlug } from '../providers/providers.js';
import { cleanText } from './clean-text.js';
import { type NamedValue, namedValues, unwrapValue } from './named-values.js';
import type { Paste } from './paste.js';
import { kindOfPaste } from './paste-kind.js';

/** Characters; no setup is longer, and a whole log that was pasted by mistake takes no time. */
const MAX_LENGTH = 32_000;

/** Of one value. */
const MAX_VALUE = 4000;

/** The last one: a prompt asks again with each key. */
let last: { text: string; paste: Paste } | undefined;

/** Takes a text apart: addresses, commands, source code, `.env` files, JSON, headers, bare values. */
export function readPaste(text: string): Paste {
  if (last?.text !== text) last = { text, paste: takeApart(cleanText(text.slice(0, MAX_LENGTH))) };
  return last.paste;
}

function takeApart(clean: string): Paste {
  const named = namedValues(clean);
  const value = singleValue(clean);
  const address = parsePasted(clean);
  const gateway = address?.gateway ?? findGatewayName(clean);
  const credentials = credentialsIn(clean, named, value);
  const tokens = distinct(credentials.filter(isToken).sort((a, b) => rankOf(a) - rankOf(b)));
  const [token, ...others] = tokens;
  const keys = distinct(credentials.filter(({ role }) => role === 'provider-key'));
  const providerKeys = keys.map(({ value: key, provider }) => ({
    value: key,
    provider: provider ?? routeProvider(address?.route),
  }));
  const firstKeys = providerKeys.filter(
    ({ provider }, at) => providerKeys.findIndex((other) => other.provider === provider) === at,
  );
  const useless = distinct(credentials.filter(({ role }) => role === 'other'));
  return {
    kind: kindOfPaste(clean),
    accountId: address?.accountId ?? accountOfWrangler(clean),
    gateway,
    route: address?.route,
    token: token?.value,
    providerKeys: firstKeys,
    model: findModel(clean),
    value,
    unused: [
      ...others.map(() => 'another Cloudflare token'),
      ...providerKeys.slice(firstKeys.length).map(() => 'another provider key'),
      ...useless.map(({ kind }) => kind.label),
    ],
    secrets: secretsOf(clean, named, credentials),
  };
}

interface Credential {
  value: string;
  kind: CredentialKind;
  role: 'token' | 'provider-key' | 'other';
  /** Where it was found; '' without a name */
  name: string;
  provider?: string;
}

/** Which of several tokens is the gateway's, best first. */
const TOKEN_NAMES: readonly RegExp[] = [/^cf_aig_/, /ai_?gateway|aig/, /^(?:cloudflare|cf)_/, /./];

function rankOf({ name }: Credential): number {
  const rank = TOKEN_NAMES.findIndex((form) => form.test(name));
  return rank < 0 ? TOKEN_NAMES.length : rank;
}

function isToken({ role }: Credential): boolean {
  return role === 'token';
}

const CLOUDFLARE_NAME = /^(?:cf|cloudflare|aig|ai_gateway|gateway)_?.*(?:token|key|authorization)$/;
const CREDENTIAL_NAME = /(?:authorization|token|key|secret|password|bearer)$|^(?:apikey|credential)/;
/** Names that do not tell whose credential it is. */
const GENERIC_NAME =
  /^(?:(?:my|x|api|auth|access|bearer)_)*(?:token|key|secret|authorization|bearer|apikey|credentials?)$/;
/** Kinds whose form does not tell a token without a prefix from a provider's key. */
const FORMLESS: readonly CredentialKind['kind'][] = ['unknown', 'cf-token-unprefixed'];

function credentialsIn(text: string, named: readonly NamedValue[], value: string | undefined): Credential[] {
  const hasGatewayHeader = named.some(
    ({ name, value: found }) => name === 'cf_aig_authorization' && !isPlaceholderKey(found),
  );
  const withName = named
    .filter(({ name, value: found }) => CREDENTIAL_NAME.test(name) && !isNoCredential(found))
    .map((one) => withRole(one, hasGatewayHeader));
  const isNamed = withName.some((one) => one.value === value);
  const bare =
    value === undefined || isNamed || isNoCredential(value) ? [] : [withRole({ name: '', value }, false)];
  const anywhere = (text.match(/(?<![\w-])[\w.-]{24,}(?![\w-])/g) ?? [])
    .filter((word) => isVendorKey(word) && !isNoCredential(word))
    .map((word) => withRole({ name: '', value: word }, false));
  return [...withName, ...bare, ...anywhere].filter(
    ({ kind, name }) => kind.kind !== 'unknown' || name !== '',
  );
}

function isNoCredential(value: string): boolean {
  return (
    value.length > MAX_VALUE ||
    /\s|\*{3,}|\u2022{3,}/.test(value) ||
    value.length < 16 ||
    isPlaceholderKey(value) ||
    checkAccountId(value).ok
  );
}

function withRole({ name, value }: NamedValue, hasGatewayHeader: boolean): Credential {
  const kind = recogniseCredential(value);
  const owner = ownerOf(name);
  const credential = { name, value, kind };
  if (kind.kind === 'cf-user-token' || kind.kind === 'cf-account-token')
    return { ...credential, role: 'token' };
  if (kind.kind === 'provider-key') {
    // Many providers' keys begin with `sk-`: the name knows better.
    const byForm = kind.provider === 'openai' && owner ? owner.slug : kind.provider;
    return { ...credential, role: 'provider-key', provider: byForm };
  }
  if (owner) return { ...credential, role: 'provider-key', provider: owner.slug };
  if (!FORMLESS.includes(kind.kind)) return { ...credential, role: 'other' };
  const ofProvider =
    /^(?:x_api_key|x_goog_api_key|api_key)$/.test(name) || (hasGatewayHeader && name === 'authorization');
  if (ofProvider) return { ...credential, role: 'provider-key' };
  const isUnowned = name === '' || GENERIC_NAME.test(name);
  if ((kind.kind === 'cf-token-unprefixed' && isUnowned) || CLOUDFLARE_NAME.test(name))
    return { ...credential, role: 'token' };
  // Many services have secrets of 40 characters: one with another's name is not for Cloudflare.
  return { ...credential, kind: UNKNOWN_CREDENTIAL, role: 'other' };
}

/** The provider whose SDK reads this variable, or whose name it begins with. */
function ownerOf(name: string): Provider | undefined {
  if (CLOUDFLARE_NAME.test(name)) return undefined;
  return PROVIDERS.find(({ keyVariable }) => keyVariable.toLowerCase() === name);
}

function distinct(credentials: readonly Credential[]): Credential[] {
  return credentials.filter(
    ({ value }, at) => credentials.findIndex((other) => other.value === value) === at,
  );
}

/** Also what has the name of a credential, and words as random as one: names of gateways and models have no capitals. */
function secretsOf(text: string, named: readonly NamedValue[], credentials: readonly Credential[]): string[] {
  const values = named.filter(
    ({ name, value }) =>
      CREDENTIAL_NAME.test(name) &&
      value.length >= 8 &&
      value.length <= MAX_VALUE &&
      !isPlaceholderKey(value),
  );
  const words = (text.match(/[^\s"'`,;()[\]{}<>=:/\\]{20,}/g) ?? []).filter(
    (word) => looksSecret(word) && /[A-Z]/.test(word) && /[a-z\d]/.test(word),
  );
  return [...new Set([...credentials, ...values].map(({ value }) => value).concat(words))];
}

function routeProvider(route: string | undefined): string | undefined {
  return route === undefined ? undefined : providerBySlug(route)?.slug;
}

/** `  "Bearer abc"  `, `NAME='abc'`: the one value that the text is. */
function singleValue(text: string): string | undefined {
  const line =
    /^(?:(?:export|set)\s+|\$env:)?[A-Za-z_][\w-]*\s*[=:]\s*(?!\/\/)(\S.*)$/.exec(text)?.[1] ?? text;
  const value = unwrapValue(line);
  return value === '' || value.length > MAX_VALUE || /\s/.test(value) ? undefined : value;
}

/** `wrangler whoami` prints a table of accounts. */
function accountOfWrangler(text: string): string | undefined {
  if (kindOfPaste(text) !== 'the output of wrangler') return undefined;
  const ids = new Set(text.match(/(?<![0-9a-zA-Z])[0-9a-f]{32}(?![0-9a-zA-Z])/g));
  return ids.size === 1 ? [...ids][0] : undefined;
}

function findModel(text: string): string | undefined {
  const [, model] = /\bmodel\\?["']?\s*[:=]\s*\\?["']([^"'\\\s]+)\\?["']/.exec(text) ?? [];
  const isModel = model !== undefined && /^[@A-Za-z][\w.@:/-]*$/.test(model) && !looksSecret(model);
  return isModel && findPlaceholder(model) === undefined ? model : undefined;
}
