/** `lib/redact/`: takes secrets out of what is printed. */

import { decodeEscapes } from '../text/decode-escapes.js';
import { mapTexts } from '../text/map-texts.js';
import { Base64Forms } from './base64-forms.js';
import { encodings, UNESCAPED } from './encodings.js';
import { isHarmlessHeader } from './header-names.js';
import { Needles, type Range } from './needles.js';
import { isCredentialHeader, PATTERNS, PUBLIC_PREFIX } from './patterns.js';

export const REDACTED = '[redacted]';

/** A shorter secret would redact ordinary words. */
const MIN_SECRET = 4;
/** No credential, and replaced it would break a JSON document. */
const JSON_LITERAL = /^(?:true|false|null|\d+)$/;
/** What a header holds when a name was written in place of a reference. No key looks like it. */
const VARIABLE_NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\.?$/;
/** A secret of at least this length is also redacted inside other words and in its encoded forms. */
const MIN_ANYWHERE = 8;

/**
 * Removes secrets from everything that leaves the program. Finds them by exact text (also escaped as JSON, URLs, HTML and
 * shells do, and in base64) and by pattern. The replacement does not reveal the length; only a vendor's public prefix stays:
 * `cfut_[redacted]`.
 */
export class Redactor {
  readonly #anywhere = new Needles(MIN_ANYWHERE);
  readonly #inBase64 = new Base64Forms();
  /** Secrets with characters that JSON, URLs, HTML or a shell escape, without their escapes. */
  readonly #decoded = new Needles(MIN_ANYWHERE);
  readonly #asWord = new Needles(MIN_SECRET);
  readonly #added = new Set<string>();
  readonly #allowed = new Set<string>();

  /** Ignores secrets of fewer than 4 characters. Those of 4 to 7 are redacted as whole words only, JSON's literals not. */
  add(...secrets: (string | undefined)[]): void {
    this.addAll(secrets);
  }

  /** Like `add`, for more secrets than a function takes as arguments. */
  addAll(secrets: Iterable<string | undefined>): void {
    for (const secret of secrets) {
      if (secret === undefined) continue;
      for (const text of [secret, secret.trim()]) this.#addText(text);
    }
  }

  /** Never redacts this text. For text that only looks like a secret, such as the sandbox's token. */
  allow(text: string): void {
    this.#allowed.add(text);
  }

  redact(text: string): string {
    const found = [...this.#findExact(text), ...findByPattern(text)];
    const ranges = merge(found.filter(([start, end]) => !this.#allowed.has(text.slice(start, end))));
    let result = '';
    let at = 0;
    for (const [start, end] of ranges) {
      const prefix = PUBLIC_PREFIX.exec(text.slice(start, end))?.[0] ?? '';
      result += text.slice(at, start) + prefix + REDACTED;
      at = end;
    }
    return result + text.slice(at);
  }

  /**
   * A credential header keeps only its scheme and a public prefix. In a request all headers count as credential headers
   * unless they are known to be harmless, because users add their own.
   */
  redactHeaders(
    headers: Record<string, string>,
    of: 'request' | 'response' = 'response',
  ): Record<string, string> {
    const isShown = (name: string) => (of === 'request' ? isHarmlessHeader(name) : !isCredentialHeader(name));
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        isShown(name) ? this.redact(value) : hideCredential(value),
      ]),
    );
  }

  /** A copy of plain data with every string redacted, object keys included. */
  redactValue<T>(value: T): T {
    return mapTexts(value, (text) => this.redact(text));
  }

  #addText(secret: string): void {
    if (secret.length < MIN_SECRET || this.#added.has(secret)) return;
    this.#added.add(secret);
    if (secret.length < MIN_ANYWHERE) {
      if (!JSON_LITERAL.test(secret)) this.#asWord.add(secret);
      return;
    }
    if (UNESCAPED.test(secret)) {
      this.#anywhere.add(secret);
      this.#inBase64.add(secret);
      return;
    }
    for (const form of encodings(secret)) this.#anywhere.add(form);
    const { text } = decodeEscapes(secret);
    if (text.length >= MIN_ANYWHERE) this.#decoded.add(text);
  }

  *#findExact(text: string): Generator<Range> {
    for (const form of this.#inBase64.takeFor(text)) this.#anywhere.add(form);
    yield* this.#anywhere.findIn(text);
    if (this.#decoded.size) {
      const { text: decoded, starts, ends } = decodeEscapes(text);
      for (const [start, end] of this.#decoded.findIn(decoded)) yield [starts[start]!, ends[end - 1]!];
    }
    for (const [start, end] of this.#asWord.findIn(text)) {
      if (!isWordPart(text[start - 1]) && !isWordPart(text[end])) yield [start, end];
    }
  }
}

function* findByPattern(text: string): Generator<Range> {
  for (const { sign, form } of PATTERNS) {
    if (sign !== undefined && !text.includes(sign)) continue;
    for (const match of text.matchAll(form)) if (!VARIABLE_NAME.test(match[1]!)) yield match.indices![1]!;
  }
}

/** Also merges ranges that touch, so that not even the number of secrets shows. */
function merge(ranges: Range[]): Range[] {
  const merged: Range[] = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

function hideCredential(value: string): string {
  if (value === '') return '';
  const scheme = /^(?:Bearer|Basic|Token) +/i.exec(value)?.[0] ?? '';
  return scheme + (PUBLIC_PREFIX.exec(value.slice(scheme.length))?.[0] ?? '') + REDACTED;
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\w-]/.test(character);
}
