import { trimEnd } from '../text/trim-end.js';
import { PUBLIC_PREFIX } from './patterns.js';

/** Shorter text is a word, a name or a number. */
const MIN_LENGTH = 20;
/** A part between separators is random if it mixes letters and digits over this length, or has this length at all. */
const MIXED_PART = 12;
const UNBROKEN_PART = 20;
/** On the average, in a name of several. */
const LETTERS_OF_A_WORD = 4.5;

/** Cloudflare account IDs are not secret, and the reader needs to see them. */
const ACCOUNT_ID = /^[0-9a-f]{32}$/;

/** Whether a text looks like a key or token rather than a name. */
export function looksSecret(text: string): boolean {
  if (text.length < MIN_LENGTH || /\s|:\/\//.test(text) || ACCOUNT_ID.test(text)) return false;
  if (/^(?:~|\.{0,2})[/\\]|^[A-Za-z]:[/\\]/.test(text)) return false;
  if (PUBLIC_PREFIX.test(text)) return true;
  return text.split(/[^A-Za-z0-9]/).some(isRandom);
}

/** Whether a text is a vendor's key, by its public prefix. A name may have one too, but is shorter or has a slash. */
export function isVendorKey(text: string): boolean {
  return text.length >= MIN_LENGTH && !text.includes('/') && PUBLIC_PREFIX.test(text);
}

function isRandom(part: string): boolean {
  if (ACCOUNT_ID.test(part)) return false;
  if (part.length >= UNBROKEN_PART && /[A-Za-z]/.test(part)) return true;
  return part.length >= MIXED_PART && /[A-Za-z]/.test(part) && /\d/.test(part);
}

/** A key of a config is often a long name in one piece, such as `cacheInvalidateOnUpdate`. */
function isSecretWord(word: string): boolean {
  if (!looksSecret(word)) return false;
  if (isVendorKeyStart(word)) return true;
  return word.split(/[^A-Za-z0-9]/).some((part) => isRandom(part) && !isName(part));
}

/** Letters at random have more capitals, and some in a row. */
function isName(part: string): boolean {
  const words = /^[a-z]{2,}(?:[A-Z][a-z]+)+$/.test(part) ? part.split(/(?=[A-Z])/) : [];
  return words.length > 0 && part.length / words.length >= LETTERS_OF_A_WORD;
}

/** Replaces words that look like secrets; of `--flag=value` only the value. */
export function redactSecretWords(text: string): string {
  return text.replace(/[^\s'"`,;()]{20,}/g, (written) => {
    const word = trimEnd(written, ':.!?');
    const flag = /^--?[\w-]+=/.exec(word)?.[0] ?? '';
    const rest = written.slice(word.length);
    return isSecretWord(word.slice(flag.length)) ? `${flag}[redacted]${rest}` : written;
  });
}

/** Whether a text begins as a vendor's keys do, however little of it there is. */
export function isVendorKeyStart(text: string): boolean {
  return PUBLIC_PREFIX.test(text);
}
