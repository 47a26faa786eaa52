import { readJson5 } from '../../lib/json5/parse.js';
import { type Item, type Node, readString, type Span } from '../../lib/json5/scan.js';
import { memoize } from '../../lib/memoize.js';
import { isHarmlessHeader } from '../../lib/redact/header-names.js';
import { looksSecret } from '../../lib/redact/looks-secret.js';
import { isSecretName } from '../../lib/redact/secret-name.js';
import { isPublicValue, isSecretUnder, type Naming, namingOf } from './secret-names.js';
import { dotenvSpans } from './secret-spans-dotenv.js';

/** A secret in a text: its range, and its value without quotes and escapes. */
export interface SecretSpan extends Span {
  value: string;
  /** Its name or form says that it is secret; otherwise it is only treated as one to be safe. */
  certain: boolean;
}

/** Everything in a config or `.env` that may be secret, in order. Spans may overlap. */
export const secretSpans = memoize((text): readonly SecretSpan[] => {
  const config = spansOfConfig(text);
  const spans = config ?? [
    ...(looksLikeConfig(text) ? spansInBrokenLines(text) : dotenvSpans(text)),
    ...spansInUnparsable(text),
  ];
  return [...spans, ...spansByPattern(text), ...spansInUrls(text)].sort((a, b) => a.start - b.start);
});

/** undefined if the text is not a config. */
function spansOfConfig(text: string): SecretSpan[] | undefined {
  try {
    const { tree } = readJson5(text);
    if (!tree || tree.root.kind === 'scalar') return undefined;
    const found: SecretSpan[] = [];
    new ConfigSpans(text, found).under(tree.root, 'plain', false);
    for (const { start, end } of tree.comments)
      found.push(...spansInUnparsable(text.slice(start, end), start));
    return found;
  } catch {
    return undefined;
  }
}

/** Collects the spans of a config. A list, since generators within generators take time for each level. */
class ConfigSpans {
  readonly #text: string;
  readonly #found: SecretSpan[];

  constructor(text: string, found: SecretSpan[]) {
    this.#text = text;
    this.#found = found;
  }

  under(node: Node, naming: Naming, secret: boolean): void {
    if (node.kind === 'scalar') {
      if (secret) this.#scalar(node, naming);
      return;
    }
    // References to secrets stay visible: the user needs to see them.
    if (node.kind === 'object' && node.items.some(({ key }) => key === 'source')) return;
    const isAuth = node.items.some(({ key }) => key === 'headerName');
    for (const item of node.items) {
      const holdsCredential = isAuth && item.key === 'value' && item.value.kind === 'scalar';
      if (holdsCredential) this.#scalar(item.value, 'secret');
      else this.#member(item, naming, secret);
    }
  }

  #member({ key, value }: Item, naming: Naming, secret: boolean): void {
    if (key === undefined) return void this.under(value, naming, secret);
    if (value.kind === 'scalar') return void this.under(value, naming, isSecretUnder(naming, key));
    const inner = namingOf(key);
    // In `secrets: { providers: ... }` and the like, the members' own names decide.
    const isGroup = inner === 'secret' && value.kind === 'object' && !/credential|cookie/i.test(key);
    this.under(value, isGroup ? 'plain' : inner, inner !== 'plain' && !isGroup);
  }

  #scalar({ start, end }: Span, naming: Naming): void {
    const written = this.#text.slice(start, end);
    if (!/^["']/.test(written)) return;
    const value = readString(written);
    if (isPublicValue(value)) return;
    const scheme = /^(?:bearer|basic|token)\s+/i.exec(value)?.[0] ?? '';
    const from = start + 1 + (written.startsWith(scheme, 1) ? scheme.length : 0);
    this.#found.push({
      start: from,
      end: end - 1,
      value: value.slice(scheme.length),
      certain: naming !== 'variables' || looksSecret(value),
    });
  }
}

function looksLikeConfig(text: string): boolean {
  return /^\s*\{/.test(text.replace(/^\uFEFF/, '').replace(/^\s*(\/\/[^\n]*\n\s*)*/, ''));
}

/** What a line of a broken config has after a name; quotes and colons may be missing, that is why it is broken. */
const BROKEN_LINE = /^([ \t{,[]*["'`]?([\w-]+)(?![\w-])["'`]?[ \t]*:?[ \t]*)(\S.*)$/;

/** The rest of each line with the name of a secret, and of each line under `headers`. */
function spansInBrokenLines(text: string): SecretSpan[] {
  let inHeaders = false;
  let at = 0;
  return text.split('\n').flatMap((line): SecretSpan[] => {
    const start = at;
    at += line.length + 1;
    const [, before = '', name = '', rest = ''] = BROKEN_LINE.exec(line) ?? [];
    if (/^[\s"'`]*[\w-]*headers["'`]?\s*:?\s*\{?\s*$/i.test(line)) inHeaders = true;
    else if (/^\s*\}/.test(line)) inHeaders = false;
    const isSecret = inHeaders ? !isHarmlessHeader(name) : isSecretName(name);
    const [, whole] = /^"((?:[^"\\]|\\.)*)"/.exec(rest) ?? [];
    const value = whole ?? rest.replace(/(?<![\s,;])[\s,;]+$/, '').replace(/^(["'`])(.*)\1$/, '$2');
    if (!isSecret || /^[[{]?$/.test(value) || value.startsWith('{') || isPublicValue(value)) return [];
    const from = start + before.length + rest.indexOf(value);
    return [{ start: from, end: from + value.length, value, certain: true }];
  });
}

/** Finds secrets by pattern in a config that cannot be parsed, or in a comment. */
function spansInUnparsable(text: string, offset = 0): SecretSpan[] {
  const pattern =
    /(?<![\w-])(?=[\w-]*(?:key|token|secret|passw|authorization|cookie|credential))[\w-]+["']?\s*:\s*(?:"(?:Bearer )?((?:[^"\\\r\n]|\\.)+)|['`](?:Bearer )?([^'`\r\n]+))/dgi;
  return Array.from(text.matchAll(pattern), (match) => {
    const [start, end] = match.indices![1] ?? match.indices![2]!;
    return { start: start + offset, end: end + offset, value: (match[1] ?? match[2])!, certain: true };
  }).filter(({ value }) => !isPublicValue(value));
}

function spansByPattern(text: string): SecretSpan[] {
  return Array.from(text.matchAll(/[^\s"'`,;()[\]{}<>:=#]{20,}/g), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: match[0],
    certain: true,
  })).filter(
    ({ value, end }) => !value.includes('/') && looksSecret(value) && !isOptionName(value, text.slice(end)),
  );
}

/** A key of the config in camel case, such as `supportsUsageInStreaming`, is as long as a secret. */
function isOptionName(word: string, after: string): boolean {
  return /^[a-z]+(?:[A-Z][a-z]+)+$/.test(word) && /^["']?\s*:/.test(after);
}

/** Credentials before the `@` of a URL, and its query values. */
function spansInUrls(text: string): SecretSpan[] {
  return [
    ...Array.from(text.matchAll(/:\/\/([^\s/@"'`]+)@/dg)).flatMap((match) => {
      const span = spanOf(match.indices![1]!);
      const whole = { ...span, value: match[1]!, certain: true };
      // A message may have the password without its user.
      const colon = match[1]!.indexOf(':') + 1;
      const password = { ...whole, start: span.start + colon, value: match[1]!.slice(colon) };
      return colon ? [whole, password] : [whole];
    }),
    ...Array.from(text.matchAll(/:\/\/[^\s"'`]+/g)).flatMap((url) => spansInQuery(url[0], url.index)),
  ].filter(({ value }) => !isPublicValue(value));
}

function spansInQuery(url: string, offset: number): SecretSpan[] {
  return Array.from(url.matchAll(/[?&#]([^=?&#]+)=([^&#]+)/dg), (match) => {
    const [start, end] = match.indices![2]!;
    const certain = isSecretName(match[1]!) || match[2]!.length >= 8;
    return { start: start + offset, end: end + offset, value: match[2]!, certain };
  });
}

function spanOf([start, end]: [number, number]): Span {
  return { start, end };
}
