import { type Paste, partsOf, partsText } from '../../gateway/pastes/paste.js';
import { readPaste } from '../../gateway/pastes/read-paste.js';
import { isVendorKeyStart } from '../../lib/redact/looks-secret.js';

/** The length of a secret this long reveals nothing, but shows that all of it arrived. */
const LONG_SECRET = 21;

/** `54 characters`; undefined: so short that it would say something about the secret. */
export function lengthText(secret: string): string | undefined {
  return secret.length < LONG_SECRET ? undefined : `${secret.length} characters`;
}

/** What is shown of a hidden text: that it arrived, and what was recognised in it. */
export function hiddenText(text: string, columns: number): string {
  const paste = readPaste(text);
  const content = partsOf(paste).length > 1 ? contentOf(paste) : 'hidden';
  return describe(content, lengthText(paste.value ?? text), columns);
}

/**
 * What is shown in place of a text that does not fit in a line of so many columns, or must not be seen; undefined: the
 * text itself can be.
 */
export function heldText(text: string, columns: number): string | undefined {
  const paste = readPaste(text);
  const isShort = text.length < columns && !text.includes('\n');
  if (isShort && !paste.secrets.length && !isVendorKeyStart(text)) return undefined;
  const content = partsOf(paste).length ? contentOf(paste) : 'hidden';
  const { value = text } = paste;
  return describe(content, isShort ? lengthText(value) : `${value.length} characters`, columns);
}

function contentOf(paste: Paste): string {
  const kind = paste.kind === 'the paste' ? '' : `${paste.kind.replace(/^the /, '')}: `;
  return `${kind}${partsText(partsOf(paste))}`;
}

/** Without the length where there is no room for it beside the indent of an answer. */
function describe(content: string, length: string | undefined, columns: number): string {
  const whole = `(${content}${length ? `, ${length}` : ''})`;
  return whole.length < columns - 2 ? whole : `(${content})`;
}
