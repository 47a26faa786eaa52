import { isRecord } from '../../lib/json.js';
import { readComplaint } from '../error-bodies/error-body.js';
import { shorten } from '../reading/exchange-values.js';
import { answerTo, foundIn, isTelling } from './error-answers.js';
import { EXCERPT_CHARS, type Found, mostDefinite } from './found.js';
import type { Literal } from './pasted/literals.js';
import { providerNamedIn } from './pasted/named-provider.js';
import { type Setting, settingOf, withProvider } from './pasted/setting.js';
import { CLOUDFLARE_MESSAGES } from './sentences/known-sentences.js';
import { OPENCLAW_SENTENCES } from './sentences/openclaw-sentences.js';

/** Fields that hold what was sent: a prompt that speaks of errors is none. */
const REQUEST_FIELDS =
  /^(?:requestBodyValues|requestBody|request_body|request|messages|prompt|input|system|tools|tool_calls|choices|instructions)$/i;
const STATUS_FIELDS = [
  'statusCode',
  'status_code',
  'status',
  'httpStatus',
  'http_status',
  'httpCode',
  'api_error_status',
];
const DEEPEST = 6;

/**
 * The failure in an object inside a text: an error body by itself or after a status, or a record (of a log, of an SDK)
 * that quotes one in a string. A record often has a vague sentence beside the answer itself: the more definite wins.
 * `explainQuote` reads such strings.
 */
export function explainRecord(
  { value, start, end }: Literal,
  text: string,
  outer: Setting,
  explainQuote: (quote: string, setting: Setting, isShort: boolean) => Found | undefined,
): Found | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  const source = text.slice(start, end);
  const named = providerNamedIn(before);
  const setting = withProvider(settingOfRecord(value, source, outer), named);
  const excerpt = shorten(text.slice(lineStart, end), EXCERPT_CHARS);
  const own = ownComplaint(value, before, setting, excerpt, named);
  if (own && own.speaker !== 'provider') return own.found;
  const quoted = mostDefinite(
    stringsIn(value).map((quote) => explainQuote(quote, setting, isErrorRecord(value))),
  );
  if (!own) return quoted;
  return quoted && quoted.certainty >= own.found.certainty ? quoted : own.found;
}

function ownComplaint(
  value: unknown,
  before: string,
  setting: Setting,
  excerpt: string,
  named: string | undefined,
): { found: Found; speaker: string } | undefined {
  const isLogged = isRecord(value) && ('level' in value || 'time' in value || 'timestamp' in value);
  const isLoose = /^[\s(]*$/.test(before) && isRecord(value) && !isLogged;
  const plane = setting.hinted || !hasApiEnvelope(value) ? setting.plane : 'rest';
  const body = isOfEnvelope(value) ? [value] : value;
  const complaint = readComplaint(body, plane, !isLoose && !named);
  // An object that is no error is not read as words.
  if (!complaint || complaint.shape === 'unknown JSON') return undefined;
  const answer = answerTo(complaint, statusBefore(before) || setting.status || 0, { ...setting, plane });
  if (!isTelling(answer) && !(named && answer.status >= 400)) return undefined;
  // OpenClaw's own sentence in a field called `error` is vague, whatever it looks like.
  const isVague = OPENCLAW_SENTENCES.some(({ says }) => says.test(complaint.message));
  if (isVague) return undefined;
  return { found: foundIn(answer, excerpt, setting, 3), speaker: answer.speaker };
}

/** Words that others use as well: with this code they are Cloudflare's. */
const WITH_CODE: readonly [says: RegExp, code: number][] = [
  [/^unauthorized\.?$/i, 2009],
  [/^model not found: /i, 2008],
  [/^model not found: /i, 7003],
  // Before it was 2045.
  [/^spend limit exceeded: rule/i, 2041],
];

/** Copied out of Cloudflare's envelope: `{"code":2009,"message":"Unauthorized"}`. Others number their errors too. */
function isOfEnvelope(value: unknown): boolean {
  if (!isRecord(value) || Object.keys(value).sort().join() !== 'code,message') return false;
  const { code, message } = value;
  return (
    typeof message === 'string' &&
    [...WITH_CODE, ...CLOUDFLARE_MESSAGES].some(([says, of]) => of === code && says.test(message))
  );
}

function settingOfRecord(value: unknown, source: string, outer: Setting): Setting {
  const setting = settingOf(source, outer);
  const status = isRecord(value)
    ? STATUS_FIELDS.map((name) => Number(value[name])).find(isErrorStatus)
    : undefined;
  return status ? { ...setting, status } : setting;
}

/** Its strings are words about an error, unlike those of a log that tells what happens. */
function isErrorRecord(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { level, isError } = value;
  if (isError === true || /^(?:error|warn|warning|fatal|critical|50|60)$/i.test(String(level))) return true;
  return (
    Object.keys(value).some((name) => /err|fail|exception/i.test(name)) ||
    STATUS_FIELDS.some((name) => isErrorStatus(Number(value[name])))
  );
}

function isErrorStatus(status: number): boolean {
  return status >= 400 && status < 600;
}

/** `rawError=400 [`, `HTTP 401 {`, `-> 404: {` */
function statusBefore(before: string): number {
  return Number(/\b([45]\d\d)\b[^\d]{0,40}$/.exec(before)?.[1] ?? 0);
}

function hasApiEnvelope(value: unknown): boolean {
  return isRecord(value) && Array.isArray(value.errors);
}

function stringsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return value.length > 8 ? [value] : [];
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    !Array.isArray(value) && REQUEST_FIELDS.test(name) ? [] : stringsIn(inner, depth + 1),
  );
}
