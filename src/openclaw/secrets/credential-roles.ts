import { CREDENTIAL_HEADERS, type CredentialHeader } from '../../diagnosis/exchange/exchange.js';
import { recogniseCredential } from '../../gateway/credentials/credential-kinds.js';
import { FORMS } from '../../gateway/forms/forms.js';
import { PROVIDERS } from '../../gateway/providers/providers.js';
import { isRestAddress, type ProviderBlock } from '../blocks/block.js';
import type { Payment } from '../blocks/recipes.js';
import { looksLikeVariable } from './references.js';
import { readWrongReference } from './wrong-references.js';

export const TOKEN_VARIABLE = 'CLOUDFLARE_AI_GATEWAY_API_KEY';

export interface Credential {
  /** As sent, without `Bearer `. If a variable has no value, OpenClaw sends the text of the reference. */
  value: string;
  variable?: string;
  header: CredentialHeader;
  /** `value` is not a secret but a variable name or the text of a reference, which is sent literally. */
  unresolved?: true;
}

export interface Roles {
  gatewayToken?: Credential;
  providerKey?: Credential;
  gatewayTokenIn: CredentialHeader[];
  providerKeyIn: CredentialHeader[];
}

/** Decides which credential is Cloudflare's and which the provider's. */
export function assignRoles(
  block: ProviderBlock,
  sent: Record<string, string>,
  variables: Map<string, string | undefined>,
  payment: Payment | undefined,
): Roles {
  const found = CREDENTIAL_HEADERS.map(
    (header): Credential => ({
      header,
      value: (sent[header] ?? '').replace(/^bearer\s+/i, '').trim(),
      variable: variables.get(header),
    }),
  ).filter(({ value }) => value !== '');

  for (const credential of found) if (isReferenceText(credential.value)) credential.unresolved = true;

  const dedicated = found.find(({ header }) => header === 'cf-aig-authorization');
  const others = found.filter((credential) => credential !== dedicated);
  const isToken = (credential: Credential) => {
    if (isRestAddress(block.baseUrl)) return credential.header === 'authorization';
    return dedicated ? false : payment ? payment !== 'own-key-open' : looksLikeToken(credential);
  };
  const tokens = dedicated && !isRestAddress(block.baseUrl) ? [dedicated] : others.filter(isToken);
  const keys = others.filter((credential) => !tokens.includes(credential));
  return {
    gatewayToken: tokens[0],
    providerKey: preferNative(keys, block),
    gatewayTokenIn: tokens.map(({ header }) => header),
    providerKeyIn: keys.map(({ header }) => header),
  };
}

function preferNative(keys: readonly Credential[], block: ProviderBlock): Credential | undefined {
  return keys.find(({ header }) => header === FORMS[block.api].keyHeader) ?? keys[0];
}

/** Recognises a single credential by its variable, then by its form; by default it is the gateway token. */
function looksLikeToken({ value, variable }: Credential): boolean {
  if (variable === TOKEN_VARIABLE || value === TOKEN_VARIABLE) return true;
  const { kind } = recogniseCredential(value);
  if (kind === 'provider-key') return false;
  if (kind !== 'unknown') return true;
  return !isProviderVariable(variable ?? value);
}

export function isProviderVariable(name: string): boolean {
  return [
    'GOOGLE_API_KEY',
    'CLOUDFLARE_WORKERS_AI_API_KEY',
    ...PROVIDERS.map(({ keyVariable }) => keyVariable),
  ].includes(name.replace(/_\d$/, ''));
}

function isReferenceText(value: string): boolean {
  return (
    looksLikeVariable(value) || /^\$+\{?[A-Za-z_]/.test(value) || readWrongReference(value) !== undefined
  );
}

/** The payment that a block is set up for. */
export function paymentOf({ gatewayToken, providerKey }: Roles): Payment {
  if (!gatewayToken) return providerKey ? 'own-key-open' : 'stored';
  // For Workers AI, one token may have both roles.
  return providerKey && providerKey.value !== gatewayToken.value ? 'own-key' : 'stored';
}
