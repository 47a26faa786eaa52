import { encodings } from './encodings.js';
import { isHarmlessHeader } from './header-names.js';
import { isCredentialHeader, PATTERNS, PUBLIC_PREFIX } from './patterns.js';

export const REDACTED = '[redacted]';

/** Shorter ones would blot out ordinary words. */
const MIN_SECRET = 4;
/** From this length on a secret is also looked for inside other words and in its encoded forms. */
const MIN_ANYWHERE = 8;

type Range = [start: number, end: number];

/**
 * Takes secrets out of everything that leaves the program. Knows secrets by their exact text (also escaped for JSON,
 * encoded for URLs, and in base64) and by their look. What it puts in their place says nothing of their length;
 * only a vendor's public prefix stays: `cfut_[redacted]`.
 */
export class Redactor {
  readonly #anywhere = new Set<string>();
  readonly #asWord = new Set<string>();
  readonly #allowed = new Set<string>();

  /** Secrets of fewer than 4 characters are ignored; those of 4 to 7 are found only where they stand alone. */
  add(...secrets: (string | undefined)[]): void {
    for (const secret of secrets) {
      if (secret === undefined) continue;
      for (const text of [secret, secret.trim()]) this.#learn(text);
    }
  }

  /** Text that only looks like a secret, such as the sandbox's own token: it is shown. */
  allow(text: string): void {
    this.#allowed.add(text);
  }

  redact(text: string): string {
    const found = [...this.#exact(text), ...byLook(text)];
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
   * Headers that carry credentials keep nothing but their scheme and a public prefix, whatever they hold.
   * What is sent is a user's own: of a request only headers that are known to be harmless are shown.
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

  /** A copy of plain data with every string in it redacted, the keys of its objects too. */
  redactValue<T>(value: T): T {
    return this.#deep(value) as T;
  }

  #deep(value: unknown): unknown {
    if (typeof value === 'string') return this.redact(value);
    if (Array.isArray(value)) return value.map((element) => this.#deep(element));
    if (
      typeof value !== 'object' ||
      value === null ||
      Object.prototype.toString.call(value) !== '[object Object]'
    ) {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [this.redact(key), this.#deep(inner)]),
    );
  }

  #learn(secret: string): void {
    if (secret.length < MIN_SECRET) return;
    if (secret.length < MIN_ANYWHERE) this.#asWord.add(secret);
    else for (const form of encodings(secret)) this.#anywhere.add(form);
  }

  *#exact(text: string): Generator<Range> {
    for (const needle of this.#anywhere) yield* occurrences(text, needle);
    for (const needle of this.#asWord) {
      for (const [start, end] of occurrences(text, needle)) {
        if (!isWordPart(text[start - 1]) && !isWordPart(text[end])) yield [start, end];
      }
    }
  }
}

function* occurrences(text: string, needle: string): Generator<Range> {
  // One step at a time: a secret may overlap itself.
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1))
    yield [at, at + needle.length];
}

/** Every pattern has one group, the secret itself. */
function* byLook(text: string): Generator<Range> {
  for (const pattern of PATTERNS) {
    for (const match of text.matchAll(pattern)) yield match.indices![1]!;
  }
}

/** Ranges that overlap or touch become one, so that not even the number of secrets shows. */
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
