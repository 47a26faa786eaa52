import { isRecord } from '../../lib/json.js';
import { readComplaint } from '../error-bodies/error-body.js';
import { shorten } from '../reading/exchange-values.js';
import { answerTo, foundIn, isTelling } from './error-answers.js';
import { EXCERPT_CHARS, type Found } from './found.js';
import type { Fragment } from './json-fragments.js';
import type { Place } from './transcript.js';

/**
 * The failure in a JSON value inside a text: an error body by itself or after a status, or a log record that quotes
 * one in a string; `explainQuote` reads such strings.
 */
export function explainFragment(
  { value, start, end }: Fragment,
  text: string,
  place: Place,
  explainQuote: (quote: string) => Found | undefined,
): Found | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  const loose = before.trim() === '' && isRecord(value) && !('level' in value || 'time' in value);
  const plane = place.hinted || !hasApiEnvelope(value) ? place.plane : 'rest';
  const complaint = readComplaint(value, plane, !loose);
  const answer = complaint && answerTo(complaint, statusBefore(before));
  if (answer && isTelling(answer)) {
    return foundIn(answer, shorten(text.slice(lineStart, end), EXCERPT_CHARS), place.hinted);
  }
  return stringsIn(value).map(explainQuote).find(Boolean);
}

/** `rawError=400 [`, `HTTP 401 {`, `-> 404: {` */
function statusBefore(before: string): number {
  return Number(/\b([45]\d\d)\b[^\d]{0,20}$/.exec(before)?.[1] ?? 0);
}

function hasApiEnvelope(value: unknown): boolean {
  return isRecord(value) && Array.isArray(value.errors);
}

function stringsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return value.length > 8 ? [value] : [];
  if (typeof value !== 'object' || value === null || depth > 4) return [];
  return Object.values(value).flatMap((inner) => stringsIn(inner, depth + 1));
}
