import { type CauseId, isCauseId } from '../causes/catalogue.js';
import { edgeCode, isCloudflarePage } from '../exchange/answered-by.js';
import { readBody } from '../exchange/body.js';
import { diagnoseExchange } from '../reading/diagnose.js';
import { type Diagnosis, makeDiagnosis } from '../reading/diagnosis.js';
import { shorten } from '../reading/exchange-values.js';
import { candidatesForNumber } from './codes.js';
import { EXCERPT_CHARS, type Found, oneOf, SEVERAL } from './found.js';
import { explainFragment } from './fragments.js';
import { type Fragment, jsonFragments } from './json-fragments.js';
import { explainLine } from './lines.js';
import { placeOf, type Transcript, transcriptsIn } from './transcript.js';

export interface Explanation {
  diagnosis: Diagnosis;
  /** How often it stands in the text. */
  count: number;
  /** The first place where it stands. */
  excerpt: string;
}

/**
 * The failures that a text speaks of: a cause id, a code, a status, a JSON body, a transcript of curl, a log. Each kind
 * of failure once, in the order of appearance. A text without anything known gives an empty list. Does not redact.
 */
export function explainText(text: string): Explanation[] {
  const found = explainWord(text.trim()) ?? explainPage(text) ?? explainProse(text);
  return gather(found);
}

/** A single word or number: a cause id, a code, a status. */
function explainWord(word: string): Found[] | undefined {
  if (isCauseId(word)) return [oneOf([word], word, [])];
  const number = /^(?:http|error|code|status|error code)?[\s:=]*(\d{3,5})$/i.exec(word)?.[1];
  const candidates = number && candidatesForNumber(Number(number));
  if (!number || !candidates) return undefined;
  const kind = Number(number) < 600 ? { status: number } : { code: number };
  return [oneOf(candidates, word, candidates.length > 1 ? [SEVERAL] : [], kind)];
}

/** A whole page of HTML, or Cloudflare's one line of text. */
function explainPage(text: string): Found[] | undefined {
  const body = readBody(text);
  if (isCloudflarePage(body)) {
    const code = edgeCode(body);
    return [oneOf(['cloudflare-edge'], shorten(text, EXCERPT_CHARS), [], code ? { code } : {})];
  }
  if (body.kind !== 'html') return undefined;
  return [
    oneOf(
      ['captive-portal', 'foreign-server', 'provider-path-wrong'],
      shorten(body.title || text, EXCERPT_CHARS),
      [SEVERAL],
    ),
  ];
}

/** Anything longer. What is found as a whole (transcripts, bodies) is taken out before the rest is read line by line. */
function explainProse(text: string): Found[] {
  const found: { start: number; end: number; one: Found }[] = [];
  for (const transcript of transcriptsIn(text)) {
    const one = explainTranscript(transcript);
    if (one) found.push({ ...transcript, one });
  }
  const place = placeOf(text);
  const transcripts = found.slice();
  /** Well-formed and without an error: what stands in them is not to be read as prose. */
  const silent: Fragment[] = [];
  for (const fragment of jsonFragments(text)) {
    if (transcripts.some(({ start, end }) => fragment.start >= start && fragment.start < end)) continue;
    const one = explainFragment(fragment, text, place, (quote) => explainProse(quote)[0]);
    if (one) found.push({ ...fragment, one });
    else silent.push(fragment);
  }
  const taken = found.toSorted((a, b) => a.start - b.start);
  let next = 0;
  let start = 0;
  for (const line of withoutFragments(text, silent).split('\n')) {
    const end = start + line.length;
    while (taken[next] && taken[next]!.end <= start) next++;
    const isFree = !taken[next] || taken[next]!.start >= end;
    const one = isFree ? explainLine(line) : undefined;
    if (one) found.push({ start, end, one });
    start = end + 1;
  }
  return found.sort((a, b) => a.start - b.start).map(({ one }) => one);
}

function withoutFragments(text: string, fragments: readonly Fragment[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end } of fragments) {
    parts.push(text.slice(at, start), text.slice(start, end).replace(/[^\n]/g, ' '));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

function explainTranscript({ heard }: Transcript): Found | undefined {
  const diagnosis = diagnoseExchange(heard);
  if (!diagnosis) return undefined;
  const { cause, alternatives = [], evidence } = diagnosis;
  const { status, body } = heard.response!;
  const excerpt = shorten(`HTTP ${status} ${body}`, EXCERPT_CHARS);
  return { cause, alternatives, values: {}, evidence, excerpt, vague: false, diagnosis };
}

function gather(all: readonly Found[]): Explanation[] {
  const definite = new Set(all.filter(({ vague }) => !vague).map(({ cause }) => cause));
  const explained = ({ vague, cause, alternatives }: Found) =>
    vague && [cause, ...alternatives].some((candidate) => definite.has(candidate));
  const byCause = new Map<CauseId, Explanation>();
  for (const one of all) {
    if (explained(one)) continue;
    const known = byCause.get(one.cause);
    if (known) known.count++;
    else {
      const diagnosis =
        one.diagnosis ?? makeDiagnosis(one.cause, one.values, one.evidence, [...one.alternatives]);
      byCause.set(one.cause, { diagnosis, count: 1, excerpt: one.excerpt });
    }
  }
  return [...byCause.values()];
}
