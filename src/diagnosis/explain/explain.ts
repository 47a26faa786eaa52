/** `diagnosis/explain/`: finds the failures that a pasted text speaks of. */

import type { CauseId } from '../causes/catalogue.js';
import { edgeCode, isCloudflarePage } from '../exchange/answered-by.js';
import { readBody } from '../exchange/body.js';
import { diagnoseExchange } from '../reading/diagnose.js';
import type { Diagnosis } from '../reading/diagnosis.js';
import { known, shorten } from '../reading/exchange-values.js';
import type { Values } from '../reading/values.js';
import { type Aids, withAids } from './aids.js';
import { EXCERPT_CHARS, type Found, mostDefinite, oneOf, SEVERAL } from './found.js';
import { type HarExchange, harExchanges } from './har-exchanges.js';
import { explainLine } from './lines.js';
import { type Literal, literalsIn } from './pasted/literals.js';
import { providerNamedIn } from './pasted/named-provider.js';
import { normalise, unescaped } from './pasted/normalise.js';
import { type Setting, settingOf } from './pasted/setting.js';
import { explainRecord } from './records.js';
import type { Candidates } from './sentences/candidates.js';
import { edgeCause } from './sentences/codes.js';
import { type Transcript, transcriptsIn } from './transcript.js';
import { explainWord } from './words.js';

export interface Explanation {
  diagnosis: Diagnosis;
  /** How often it stands in the text. */
  count: number;
  /** The first place where it stands. */
  excerpt: string;
}

/** Characters; no message is longer. */
const MAX_LINE = 4000;
/** An error message and little else, in contrast to a log. */
const SHORT_LINES = 6;
const SHORT_CHARS = 1500;

/**
 * The failures that a text speaks of: a cause id, a category, a code, a status, a JSON body, a transcript of curl, the
 * words of a provider or a client, a log, a HAR file. Each kind of failure once, the definite ones first, else in the order of
 * appearance. A text without anything known gives an empty list. Does not redact.
 */
export function explainText(pasted: string, aids: Aids = {}): Explanation[] {
  const text = normalise(pasted);
  const found =
    explainWord(text.trim()) ?? explainPage(text) ?? explainHar(text, aids) ?? explainUnescaped(text);
  return gather(isShort(text) ? definiteOnly(found) : found, text, aids);
}

/**
 * What is copied out of a text within a text has a level of escaping each; every level is shorter.
 * `isMessage`: it may be an error message and little else.
 */
function explainUnescaped(text: string, outer?: Setting, isMessage = true): Found[] {
  let best: Found[] = [];
  let current = text;
  for (;;) {
    const found = explainPiece(current, settingOf(current, outer), isMessage && isShort(current));
    if (found.some(({ certainty }) => certainty > 1)) return found;
    if (best.length === 0) best = found;
    // What is quoted in an object has been read there.
    const rest = withoutLiterals(current, literalsIn(current));
    if (!/\\["']/.test(rest)) return best;
    current = unescaped(rest);
  }
}

/** What one error is wrapped in says less than the error itself. */
function definiteOnly(all: Found[]): Found[] {
  const most = Math.max(...all.map(({ certainty }) => certainty));
  return all.filter(({ certainty }) => certainty === most);
}

function isShort(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length <= SHORT_CHARS && trimmed.split('\n').length <= SHORT_LINES;
}

/** Pages of others, by their titles. */
const OTHER_PAGES: readonly [title: RegExp, candidates: Candidates][] = [
  [/^401\b|authorization required/i, ['provider-key-rejected', 'provider-key-missing', 'foreign-server']],
  [/^40[45]\b|not found/i, ['provider-path-wrong', 'url-not-routed', 'foreign-server']],
  [/^403\b|forbidden|access denied/i, ['provider-key-forbidden', 'foreign-server', 'captive-portal']],
  [/^429\b|too many requests/i, ['provider-rate-limited', 'foreign-server', 'rate-limited']],
  [/^407\b|proxy authentication/i, ['proxy-failed']],
  [/^4(00|13|14|22|31)\b|bad request|too large/i, ['provider-bad-request', 'foreign-server']],
  [/^5\d\d\b|error|unavailable|bad gateway/i, ['provider-outage', 'foreign-server', 'proxy-failed']],
  [/^/, ['captive-portal', 'foreign-server', 'provider-path-wrong']],
];

/** A whole page of HTML, or Cloudflare's one line of text. */
function explainPage(text: string, before = ''): Found[] | undefined {
  const body = readBody(text);
  if (isCloudflarePage(body)) {
    const code = edgeCode(body);
    const cause = code ? edgeCause(Number(code)) : 'cloudflare-edge';
    return [
      oneOf([cause], shorten(text, EXCERPT_CHARS), [], code ? { code, status: statusOfPage(code) } : {}),
    ];
  }
  if (body.kind !== 'html') return undefined;
  const candidates = OTHER_PAGES.find(([title]) => title.test(body.title))![1];
  const values = known({ provider: providerNamedIn(before) });
  return [oneOf(candidates, shorten(body.title || text, EXCERPT_CHARS), [SEVERAL], values)];
}

function statusOfPage(code: string): string | undefined {
  return Number(code) < 600 ? code : undefined;
}

/** Anything longer. What is found as a whole (transcripts, pages, bodies) is taken out before the rest is read line by line. */
function explainPiece(text: string, setting: Setting, short: boolean): Found[] {
  const found: { start: number; end: number; one: Found }[] = [];
  for (const transcript of transcriptsIn(text, setting)) {
    const one = explainTranscript(transcript);
    if (one) found.push({ ...transcript, one });
  }
  const isInside = (at: number, whole: typeof found) =>
    whole.some(({ start, end }) => at >= start && at < end);
  const page = pageIn(text);
  const onPage = page && !isInside(page.start, found) ? explainPage(page.text, page.before)?.[0] : undefined;
  if (page && onPage) found.push({ ...page, one: onPage });

  const whole = found.slice();
  /** Well-formed and without an error: their contents are no prose. */
  const silent: Literal[] = [];
  for (const literal of literalsIn(text)) {
    if (isInside(literal.start, whole)) continue;
    const one = explainRecord(literal, text, setting, (quote, inner, isError) =>
      mostDefinite(explainUnescaped(quote, inner, isError)),
    );
    if (one) found.push({ ...literal, one });
    else silent.push(literal);
  }

  const taken = found.toSorted((a, b) => a.start - b.start);
  let next = 0;
  for (const { line, start, end } of linesIn(withoutLiterals(text, silent))) {
    while (taken[next] && taken[next]!.end <= start) next++;
    const isFree = !taken[next] || taken[next]!.start >= end;
    const one = isFree
      ? explainLine(line, line.includes('/') ? settingOf(line, setting) : setting, short)
      : undefined;
    if (one) found.push({ start, end, one });
  }
  return found.sort((a, b) => a.start - b.start).map(({ one }) => one);
}

/** A page of HTML behind other words, as clients quote one. */
function pageIn(text: string): { text: string; before: string; start: number; end: number } | undefined {
  const start = /<!doctype html|<html\b|<div id="cf-/i.exec(text)?.index;
  if (start === undefined) return undefined;
  const close = text.indexOf('</html>', start);
  const end = close < 0 ? text.length : close + '</html>'.length;
  const before = text.slice(text.lastIndexOf('\n', start) + 1, start);
  return { text: text.slice(start, end), before, start, end };
}

/** A word that says nothing without the next one: `connect ECONNREFUSED 127.0.0.1:80`, `host: localhost`. */
const LEADS_ON = /(?:[:=]|\b(?:connect|read|write|getaddrinfo|E[A-Z_]+))$/;

function lastSpace(text: string, start: number, end: number): number {
  let space = text.lastIndexOf(' ', end);
  while (space > start && LEADS_ON.test(text.slice(Math.max(start, space - 20), space)))
    space = text.lastIndexOf(' ', space - 1);
  return space;
}

/** The lines; long ones in pieces, since patterns take a time that grows with the square of the line. */
function* linesIn(text: string): Generator<{ line: string; start: number; end: number }> {
  let start = 0;
  for (const line of text.split('\n')) {
    const last = start + line.length;
    while (last - start > MAX_LINE) {
      const space = lastSpace(text, start, start + MAX_LINE);
      const end = space > start ? space : start + MAX_LINE;
      yield { line: text.slice(start, end), start, end };
      start = end;
    }
    yield { line: text.slice(start, last), start, end: last };
    start = last + 1;
  }
}

function withoutLiterals(text: string, literals: readonly Literal[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end } of literals) {
    parts.push(text.slice(at, start), text.slice(start, end).replace(/[^\n]/g, ' '));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** Each exchange by itself: what one names says nothing about the others. */
function explainHar(text: string, aids: Aids): Found[] | undefined {
  return harExchanges(text)?.flatMap((exchange) => explainExchange(exchange, aids));
}

function explainExchange({ heard, setting, isOfGateway, error }: HarExchange, aids: Aids): Found[] {
  const { plane, response, sent } = heard;
  // A check of `doctor`: without a token it has to be refused.
  if (sent?.junkProvider && sent.gatewayTokenIn.length === 0) return [];
  // What the API keeps, such as the logged answers of models, is no answer to this request.
  const isKept = plane === 'management' && response && response.status < 400;
  const { provider } = setting.values;
  const values = provider ? { provider, ...aids.provider?.(provider) } : {};
  const one = response && isOfGateway && !isKept ? explainTranscript({ heard }, values) : undefined;
  if (one) return [one];
  if (response && !isOfGateway && response.status >= 400)
    return explainUnescaped(response.body, { ...setting, status: response.status });
  return error ? explainUnescaped(error, setting) : [];
}

function explainTranscript({ heard }: Pick<Transcript, 'heard'>, values: Values = {}): Found | undefined {
  const diagnosis = diagnoseExchange(heard, values);
  if (!diagnosis) return undefined;
  const { cause, alternatives = [], evidence } = diagnosis;
  const { status, body } = heard.response!;
  const excerpt = shorten(`HTTP ${status} ${body}`, EXCERPT_CHARS);
  return { cause, alternatives, values: {}, evidence, excerpt, certainty: 3, diagnosis };
}

/** OpenClaw's own services, such as its catalogue of models: a log mentions that they cannot be reached, and no turn needs them. */
const OPENCLAW_HOST = /(^|\.)openclaw\.ai$/;

function gather(all: readonly Found[], text: string, aids: Aids): Explanation[] {
  const definite = new Set(all.filter(({ certainty }) => certainty > 0).map(({ cause }) => cause));
  const isExplained = ({ certainty, cause, alternatives }: Found) =>
    certainty === 0 && [cause, ...alternatives].some((candidate) => definite.has(candidate));
  const byCause = new Map<CauseId, Explanation & { isVague: boolean }>();
  const rest = all.filter(({ values }) => !OPENCLAW_HOST.test(values.host ?? ''));
  for (const one of rest.length ? rest : all) {
    if (isExplained(one)) continue;
    const known = byCause.get(one.cause);
    if (known) known.count++;
    else {
      const diagnosis = withAids(one, text, aids);
      byCause.set(one.cause, { diagnosis, count: 1, excerpt: one.excerpt, isVague: one.certainty === 0 });
    }
  }
  return [...byCause.values()]
    .sort((a, b) => Number(a.isVague) - Number(b.isVague))
    .map(({ diagnosis, count, excerpt }) => ({ diagnosis, count, excerpt }));
}
