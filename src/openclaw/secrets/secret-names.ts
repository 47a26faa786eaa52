import { isPlaceholderName } from '../../gateway/credentials/placeholders.js';
import { isHarmlessHeader } from '../../lib/redact/header-names.js';
import { isSecretName } from '../../lib/redact/secret-name.js';
import { isStoredCredential, looksLikeVariable } from './references.js';
import { readWrongReference } from './wrong-references.js';

/** What a name says about the values under it. */
export type Naming =
  /** a secret */
  | 'secret'
  /** a map of headers or variables, whose values are secret unless their names say otherwise */
  | 'headers'
  | 'variables'
  | 'plain';

/** What a name in a config says about the values under it. */
export function namingOf(name: string): Naming {
  if (/^headers$|Headers$/.test(name)) return 'headers';
  if (/^(env|vars|environment)$/.test(name)) return 'variables';
  return isSecretName(name) ? 'secret' : 'plain';
}

/** Whether a string with this name is secret, given its parent. */
export function isSecretUnder(parent: Naming, name: string): boolean {
  if (parent === 'headers') return !isHarmlessHeader(name);
  return parent === 'secret' || parent === 'variables' || isSecretName(name);
}

/** Names of formats and modes, booleans and small numbers. */
const PUBLIC_WORDS =
  /^(?:|true|false|yes|no|on|off|null|none|auto|default|api[-_]key|token|oauth|bearer|basic|password|header|max_(?:completion_)?tokens|x-api-key|authorization|\d{1,5})$/i;

/** References, variable names, placeholders and public words are not secrets. */
export function isPublicValue(value: string): boolean {
  const bare = value.replace(/^(?:bearer|basic|token)\s+/i, '').trim();
  return (
    PUBLIC_WORDS.test(bare) ||
    looksLikeVariable(bare) ||
    isPlaceholderName(bare) ||
    isStoredCredential(bare) ||
    readWrongReference(bare) !== undefined ||
    /^(?:\$+\{[^}]*\}|\$[A-Z][A-Z0-9_]*)$/.test(bare) ||
    /^<[^<>]*>$/.test(bare) ||
    /^(?:your|my)(?:[-_ ][a-z]+)+(?:[-_ ]here)?$/i.test(bare)
  );
}
