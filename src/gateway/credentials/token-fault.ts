import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import { recogniseCredential } from './credential-kinds.js';
import { isPlaceholderKey } from './placeholders.js';
import { checkGatewayToken } from './recognise-credential.js';

/** Why a text cannot be a gateway token, whatever Cloudflare knows. */
export interface TokenFault {
  cause: Extract<CauseId, 'token-is-provider-key' | 'token-malformed'>;
  /** A clause without the token in it: "there are quotes around it". */
  detail: string;
}

/** Judged by its form alone; undefined: it may be one. */
export function findTokenFault(text: string): TokenFault | undefined {
  const checked = checkGatewayToken(text);
  const isProviderKey = recogniseCredential(text).kind === 'provider-key' && !isPlaceholderKey(text);
  if (checked.ok) return undefined;
  const detail = checked.problem
    .replace(/\.$/, '')
    .replace(/^(It|There|This|Part|Nothing)\b/, (word) => word.toLowerCase());
  return { cause: isProviderKey ? 'token-is-provider-key' : 'token-malformed', detail };
}
