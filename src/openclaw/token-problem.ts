import type { CauseId } from '../diagnosis/causes/catalogue.js';
import type { Values } from '../diagnosis/reading/values.js';
import { findTokenFault } from '../gateway/credentials/token-fault.js';
import { misspeltTokenHeader } from '../gateway/requests/request-headers.js';
import type { OtherToken, Target } from './target.js';

/** What the form of the gateway token has against it; undefined: nothing, or there is no token. */
export function findTokenProblem(target: Target): { cause: CauseId; values: Values } | undefined {
  const { gatewayToken, agentHeaders } = target.credentials;
  // The token is in a header with a slip in its name; what else is sent is not it.
  if (misspeltTokenHeader(Object.keys(agentHeaders))) return undefined;
  const fault = gatewayToken && findTokenFault(gatewayToken.value);
  if (!fault) return undefined;
  const other = intactToken(target);
  return other
    ? { cause: 'variable-shadowed', values: shadowValues(target, other) }
    : { cause: fault.cause, values: { detail: fault.detail } };
}

/** What the form of the provider key has against it: a provider refuses a placeholder, even if a key is stored. */
export function findKeyProblem({
  access,
  credentials,
  url,
}: Target): { cause: CauseId; values: Values } | undefined {
  const key = credentials.providerKey;
  // A custom provider may accept any key.
  if (!key || access?.sentAuth.providerKeyIs !== 'placeholder' || url?.route?.startsWith('custom-'))
    return undefined;
  return { cause: 'provider-key-is-placeholder', values: { found: key.value, variable: key.variable } };
}

/** Whether the gateway token is sent as the provider's key too, to a provider that cannot know it. */
export function sendsTokenAsKey({ access, url, values }: Target): boolean {
  if (access?.sentAuth.providerKeyIs !== 'gateway-token' || url?.plane === 'rest') return false;
  return values.provider !== undefined && values.provider !== 'workers-ai';
}

/** A shadowed value of the token's variable that has the form of a token. */
export function intactToken({ otherTokens }: Target): OtherToken | undefined {
  return otherTokens.find(({ value }) => !findTokenFault(value));
}

/** Values of `variable-shadowed`. */
export function shadowValues({ credentials }: Target, { winner, place, exported }: OtherToken): Values {
  return { variable: credentials.gatewayToken?.variable, found: winner, expected: place, exported };
}
