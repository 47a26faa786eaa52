import { isHarmlessHeader } from '../../lib/redact/header-names.js';
import { looksLikeVariable } from './references.js';

/** What a name says of the values under it. */
export type Naming =
  /** a secret */
  | 'secret'
  /** a map of headers or variables: their values are secrets unless their own names say otherwise */
  | 'headers'
  | 'variables'
  | 'plain';

/** Words by themselves, and those that are unmistakable inside another word too. */
const SECRET_WORDS =
  /(?:^|[^a-z])(?:key|keys|auth|pass|pwd|pat|pin|jwt|signature|webhook)(?:$|[^a-z])|token(?!iz)|secret|passw|passphrase|authorization|credential|cookie|bearer|apikey/;

/** `botToken`, `BOT_TOKEN`, `x-api-key`: by their words, so that `keyboard` is none. */
export function isSecretName(name: string): boolean {
  return SECRET_WORDS.test(name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase());
}

/** Of the values under a name in a config. */
export function namingOf(name: string): Naming {
  if (/^headers$|Headers$/.test(name)) return 'headers';
  if (/^(env|vars|environment)$/.test(name)) return 'variables';
  return isSecretName(name) ? 'secret' : 'plain';
}

/** Of a text under a name, itself under a parent of that kind. */
export function isSecretUnder(parent: Naming, name: string): boolean {
  if (parent === 'headers') return !isHarmlessHeader(name);
  return parent === 'secret' || parent === 'variables' || isSecretName(name);
}

/** Words of formats and modes, switches and small numbers: they say nothing. */
const PUBLIC_WORDS =
  /^(?:|true|false|yes|no|on|off|null|none|auto|default|api[-_]key|token|oauth|bearer|basic|password|header|max_(?:completion_)?tokens|x-api-key|authorization|\d{1,5})$/i;

/** References, names of variables and public words stand for a secret or for nothing; they are no secrets themselves. */
export function isPublicValue(value: string): boolean {
  const bare = value.replace(/^(?:bearer|basic|token)\s+/i, '').trim();
  return (
    PUBLIC_WORDS.test(bare) ||
    looksLikeVariable(bare) ||
    /^(?:\$+\{[^}]*\}|\$[A-Z][A-Z0-9_]*)$/.test(bare) ||
    /^<[^<>]*>$/.test(bare) ||
    /^(?:your|my)(?:[-_ ][a-z]+)+(?:[-_ ]here)?$/i.test(bare)
  );
}
