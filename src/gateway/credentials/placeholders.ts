/** No address and no key is longer. */
const MAX_LENGTH = 4000;

/** Placeholders for any kind of value. */
const BY_FORM: readonly RegExp[] = [
  /<[^<>/]*>/,
  /\{\{?[^{}/]*\}?\}/,
  /\[[A-Za-z_ -]+\]/,
  /\$\{?[A-Za-z_]\w*\}?/,
  /%[A-Z_]{4,}%/,
  /(?<![A-Za-z0-9])[xX]{4,}(?![A-Za-z0-9])/,
  /\.{3,}|\u2026/,
];

/** Placeholders for an account ID or a gateway name. */
const IDENTIFIERS: readonly RegExp[] = [
  /(?<![A-Za-z0-9])(your|my)[-_ ]?(cf|cloudflare|ai)?[-_ ]?(account|gateway)[-_ ]?(id|name|tag|slug)(?![A-Za-z0-9])/i,
  /(?<![A-Za-z0-9])your[-_ ]?(account|gateway|id|name)(?![A-Za-z0-9])/i,
  /(?<![A-Za-z0-9])your[-_ ][a-z0-9]+([-_ ][a-z0-9]+)*/i,
  /(?<![A-Za-z0-9-])((cf|cloudflare|ai|aig)[-_])?(account|gateway)[-_ ]?(id|name|tag|slug)(?![A-Za-z0-9-])/i,
];

/** Placeholders for a credential. */
const CREDENTIALS: readonly RegExp[] = [
  /(?<![A-Za-z0-9])(your|my)[-_ ]*(?:[^\W_]+[-_ ]+)*(key|token|secret)(?![A-Za-z0-9])/i,
  /(?<![A-Za-z0-9])your[-_ ]?[a-z0-9]+([-_ ][a-z0-9]+)*/i,
  /(?<![A-Za-z0-9])(api[-_ ]?(key|token)|(key|token)[-_ ]here)(?![A-Za-z0-9])/i,
  /(?<![A-Za-z0-9])(change[-_ ]?me|replace[-_ ]?(me|this|with)([-_ ]\w+)*|(insert|paste|enter)[-_ ]\w+|todo|tbd|fixme|redacted|example[-_ ]?(key|token)|placeholder)(?![A-Za-z0-9])/i,
  /(?<![A-Za-z0-9])([A-Za-z]+[-_ ])+(goes[-_ ])?here(?![A-Za-z0-9])/i,
];

/** Text that users enter for a client that insists on a key. */
const NO_KEY =
  /^(?:x+|n\/?a|none?|no[-_ ]?(?:key|auth|api[-_ ]?key)(?:[-_ ]?(?:needed|required))?|not[-_ ]?(?:needed|used|required|set)|unused|ignored?|dummy(?:[-_ ]?(?:key|token))?|fake(?:[-_ ]?(?:key|token))?|test(?:[-_ ]?(?:key|token))?|any(?:thing)?|empty|null|undefined|nil|false|true|blank|cloudflare|byok|stored|gateway|key|token|secret|api[-_ ]?key|sk-(?:x+|\.+|dummy|fake|test|none|0+|1234\w*)|\*+|-+|\.+|0+|1234\d*|abc(?:123)?|foo|bar|lm-studio|ollama|local)$/i;

/** Whether a text in place of a credential cannot be one: a placeholder, or a dummy word. */
export function isPlaceholderKey(text: string): boolean {
  return NO_KEY.test(withoutBearer(text)) || isPlaceholder(text);
}

/** A placeholder from documentation, or a variable that was not replaced. `Bearer` before it does not matter. */
export function isPlaceholder(text: string): boolean {
  const bare = withoutBearer(text);
  if (isVariableText(bare)) return true;
  const found = findCredentialPlaceholder(bare);
  // A key may contain "xxxx" or "$x" by chance. A placeholder is short, or is recognisable by how it begins.
  if (found === undefined || found.startsWith('$')) return false;
  return bare.length < 32 || found.length > bare.length / 2 || /^(your|my|<|\{|\[)/i.test(found);
}

/** A placeholder that is written as variables are: `YOUR_TOKEN`, `PASTE_KEY_HERE`. */
export function isPlaceholderName(text: string): boolean {
  return /^(YOUR|INSERT|PASTE|ENTER|REPLACE)_|^CHANGE_?ME$|_HERE$/.test(text);
}

/** `$NAME`, `${NAME}`, `%NAME%`: no `.env` and no prompt replaces them. */
export function isVariableText(text: string): boolean {
  return /^(\$\{?\w+\}?|%\w+%)$/.test(text.trim());
}

/** The placeholder in a URL or an identifier (`<account>`, `{gateway_id}`, `YOUR_GATEWAY`, `xxxx`). */
export function findPlaceholder(text: string): string | undefined {
  return firstMatch(text, [...BY_FORM, ...IDENTIFIERS]);
}

function findCredentialPlaceholder(text: string): string | undefined {
  return firstMatch(text, [...BY_FORM, ...CREDENTIALS]);
}

function withoutBearer(text: string): string {
  return text.replace(/^\s*bearer\b\s*:?\s*/i, '').trim();
}

function firstMatch(text: string, patterns: readonly RegExp[]): string | undefined {
  const start = text.slice(0, MAX_LENGTH);
  for (const pattern of patterns) {
    const found = pattern.exec(start)?.[0];
    if (found) return found;
  }
  return undefined;
}
