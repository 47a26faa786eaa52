import { trimEnd } from '../../lib/text/trim-end.js';
import { readComplaint } from '../error-bodies/error-body.js';
import type { Complaint } from '../exchange/complaint.js';
import type { Plane } from '../exchange/exchange.js';
import { diagnoseExchange } from '../reading/diagnose.js';
import { known, shorten, valuesFromHost } from '../reading/exchange-values.js';
import { isPlaceholder, type Values } from '../reading/values.js';
import { PROVIDER_RULES } from '../rules/provider-rules.js';
import { judge } from '../rules/rule.js';
import { answerTo, foundIn, isTelling, spoken } from './error-answers.js';
import { EXCERPT_CHARS, type Found, mostDefinite, oneOf, SEVERAL } from './found.js';
import { providerNamedIn } from './pasted/named-provider.js';
import { type Setting, withProvider } from './pasted/setting.js';
import { statusIn, type Unwrapped, unwrap } from './pasted/wrappings.js';
import type { Sentence } from './sentences/candidates.js';
import { CLIENT_SENTENCES } from './sentences/client-sentences.js';
import { CLOUDFLARE_CODES, candidatesForStatus, edgeCause } from './sentences/codes.js';
import {
  CLOUDFLARE_MESSAGES,
  GATEWAY_WORDS,
  PROVIDER_SENTENCE,
  STATUS_OF_PHRASE,
} from './sentences/known-sentences.js';
import { OPENCLAW_SENTENCES } from './sentences/openclaw-sentences.js';
import { transportIn } from './sentences/transport-phrases.js';

interface Line {
  text: string;
  excerpt: string;
  setting: Setting;
  unwrapped: Unwrapped;
  /** The provider that the line names as the one that answered. */
  named?: string;
  /** The text is an error message and little else, not a log. */
  isShort: boolean;
}

const SENTENCES = [...OPENCLAW_SENTENCES, ...CLIENT_SENTENCES];

/** The most definite first; the first that finds something certain decides. */
const READERS: readonly ((line: Line) => Found | undefined)[] = [
  readEdge,
  readCode,
  readCloudflareMessage,
  readRedirect,
  readTransport,
  readSentence,
  readProvidersWords,
  readStatus,
];

/** The failure that one line of a text speaks of. */
export function explainLine(text: string, setting: Setting, isShort: boolean): Found | undefined {
  const excerpt = shorten(text, EXCERPT_CHARS);
  if (excerpt === '') return undefined;
  const named = providerNamedIn(text);
  const line: Line = {
    text,
    excerpt,
    setting: withProvider(setting, named),
    unwrapped: unwrap(text),
    named,
    isShort,
  };
  const all: (Found | undefined)[] = [];
  for (const read of READERS) {
    const found = read(line);
    if (found && found.certainty > 0) return found;
    all.push(found);
  }
  return mostDefinite(all);
}

function readEdge({ text, excerpt, setting }: Line): Found | undefined {
  const code = /\b(?:error(?: code)?|http):? (1\d{3}|52[0-7]|530)\b/i.exec(text)?.[1];
  return code ? oneOf([edgeCause(Number(code))], excerpt, [], { ...setting.values, code }) : undefined;
}

/** `2021: Insufficient ...`, `code=2009 message=...`, `"code":2009` of an answer that was cut off. */
function readCode({ text, excerpt, setting, isShort }: Line): Found | undefined {
  const match =
    /(?:^\s*|error\W{1,3}|code["'\s:=]+|[("'=[])(\d{4,5})["']?\s*[:,-]\s*(?:["']?message["']?\s*[:=]\s*)?["']?([A-Za-z][^"\n]{3,200})/i.exec(
      text,
    );
  const cut =
    /code["']?\s*:\s*(\d{4,5})\b/i.exec(text) ??
    /\bAiGatewayError\W{1,3}(\d{4})\b/.exec(text) ??
    (isShort ? /\b(?:error|(?:internal)?code)(?: code)?[\s#]+(\d{4,5})\b/i.exec(text) : null);
  const code = Number(match?.[1] ?? cut?.[1]);
  const isKnown =
    CLOUDFLARE_CODES[code] !== undefined ||
    (/AiGateway|AI Gateway/.test(text) && code >= 2000 && code < 3000);
  if (!isKnown) return undefined;
  const complaint = complaintOf(code, match?.[2] ?? `code ${code}`, 'rest');
  return complaint && foundIn(answerTo(complaint, setting.status ?? 0, setting), excerpt, setting, 2);
}

function readCloudflareMessage({ text, excerpt, setting, unwrapped, named }: Line): Found | undefined {
  // Behind a provider's name, words that anybody might say ("invalid API token") are that provider's.
  for (const words of named ? [text] : [unwrapped.message, text]) {
    const known = CLOUDFLARE_MESSAGES.find(([says]) => says.test(words.trim()));
    if (!known) continue;
    const [, code, usual] = known;
    const status = unwrapped.status || setting.status || usual;
    const message = shorten(words, 300);
    const plane = setting.hinted ? setting.plane : 'rest';
    const complaint = complaintOf(code, message, plane);
    if (complaint) return foundIn(answerTo(complaint, status, { ...setting, plane }), excerpt, setting, 2);
  }
  const bare = GATEWAY_WORDS.find(([says]) => says.test(unwrapped.message));
  if (!bare) return undefined;
  const answer = answerTo(spoken('gateway', unwrapped.message), unwrapped.status || bare[1], setting);
  return foundIn(answer, excerpt, setting, 2);
}

/** As Cloudflare sends it: the gateway's codes in its list, those of Workers AI and of the API in theirs. */
function complaintOf(code: number, message: string, plane: Plane): Complaint | undefined {
  const isOfGateway = code >= 2000 && code < 3000;
  return readComplaint(isOfGateway ? [{ code, message }] : { errors: [{ code, message }] }, plane, true);
}

/** `HTTP 302 location: https://...` in one line. */
function readRedirect({ text, excerpt, setting }: Line): Found | undefined {
  const match = /\b(30[12378])\b.*\blocation\b["']?\s*[:=]?\s*["']?(https?:\/\/[^\s"']+)/i.exec(text);
  if (!match) return undefined;
  const diagnosis = diagnoseExchange({
    id: 'pasted',
    plane: setting.plane,
    request: { method: 'POST', url: setting.isBase ? setting.url! : '', headers: {} },
    response: { status: Number(match[1]), headers: { location: match[2]! }, body: '', truncated: false },
    timings: { startedAt: '', totalMs: 0 },
  });
  if (!diagnosis) return undefined;
  const { cause, alternatives = [] } = diagnosis;
  const values = { ...setting.values, location: match[2]! };
  return { cause, alternatives, values, evidence: [`location: ${match[2]}`], excerpt, certainty: 2 };
}

function readSentence(line: Line): Found | undefined {
  const { excerpt, setting } = line;
  for (const sentence of SENTENCES) {
    const match = matchOf(sentence, line);
    if (!match) continue;
    const values: Values = { ...setting.values };
    for (const [name, value] of Object.entries(match.groups ?? {})) {
      if (isPlaceholder(name) && value) values[name] = value;
    }
    const { candidates } = sentence;
    return oneOf(candidates, excerpt, candidates.length > 1 ? [SEVERAL] : [], values);
  }
  return undefined;
}

/** A program that names itself before what it says. */
const PROGRAM = /^[\w .()-]{1,30}: /;

/** A question or a wish that has the words of an error in it. */
const CONVERSATION =
  /\b(?:how (?:do|can|to|much)|what (?:is|are)|i (?:want|need|would)|should i|can i|could you)\b/i;

function matchOf({ says }: Sentence, { text, unwrapped }: Line): RegExpExecArray | null {
  return says.exec(text) ?? says.exec(unwrapped.message) ?? says.exec(text.replace(PROGRAM, ''));
}

/** OpenClaw's own word for why it tries no other model: `reason=model_not_found`. */
const OPENCLAW_REASON = /\breason=\w+/g;

/** `Error: 429 You exceeded your current quota`, and the same without anything around it. */
function readProvidersWords(line: Line): Found | undefined {
  const { text, excerpt, setting, unwrapped, isShort } = line;
  const { status, isError } = unwrapped;
  // The address of the request may have words in it that mean something else ("models").
  const message = setting.url ? unwrapped.message.replaceAll(setting.url, '') : unwrapped.message;
  const isSentence = PROVIDER_SENTENCE.test(text.replace(OPENCLAW_REASON, ''));
  // A client's own words are not the provider's.
  if (!isSentence && SENTENCES.some((sentence) => matchOf(sentence, line))) return undefined;
  const isComplaint = isError || (isShort && !CONVERSATION.test(text));
  if (message.length < 4 || !(isComplaint || isSentence)) return undefined;
  const given = status || setting.status || statusIn(text);
  const answer = answerTo(spoken('provider', message), given, setting);
  const isDefinite =
    isSentence || (given > 0 ? isTelling(answer) : judge(PROVIDER_RULES, answer) !== undefined);
  return isDefinite ? foundIn(answer, excerpt, setting, 1) : undefined;
}

function readTransport({ text, excerpt, setting }: Line): Found | undefined {
  const transport = transportIn(text, setting.values.host);
  if (!transport) return undefined;
  const { cause, alternatives = [] } = transport;
  const values = { ...setting.values, ...known(transport.values) };
  const evidence = alternatives.length > 0 ? [SEVERAL] : [];
  return {
    ...oneOf([cause], excerpt, evidence, { ...values, ...valuesFromHost(values.host) }),
    alternatives,
  };
}

function readStatus({ text, excerpt, setting, unwrapped, named }: Line): Found | undefined {
  const phrase = trimEnd(unwrapped.message.toLowerCase(), '.!');
  const status =
    (unwrapped.message === '' || unwrapped.isError ? unwrapped.status : 0) ||
    statusIn(text) ||
    STATUS_OF_PHRASE[phrase];
  const candidates = status ? candidatesForStatus(status, setting, named) : undefined;
  return candidates
    ? oneOf(candidates, excerpt, candidates.length > 1 ? [SEVERAL] : [], {
        ...setting.values,
        status: String(status),
      })
    : undefined;
}
