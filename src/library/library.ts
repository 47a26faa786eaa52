/** `library/`: what `import 'cf-aig'` gives. Pure: no network, no files, nothing of the process. */

import { explainText } from '../diagnosis/explain/explain.js';
import { categoryNamed } from '../diagnosis/explain/words.js';
import { diagnoseExchange } from '../diagnosis/reading/diagnose.js';
import { EXPLAIN_AIDS } from '../gateway/pastes/explain-aids.js';
import { editJson5 } from '../lib/json5/edit.js';
import { EditRefused } from '../lib/json5/edit-refused.js';
import { Json5SyntaxError, parseJson5 } from '../lib/json5/parse.js';
import { isBlank } from '../lib/json5/scan.js';
import { secretsInPasted } from '../lib/redact/pasted-secrets.js';
import { Redactor } from '../lib/redact/redactor.js';
import { checkEdits, checkExchange, checkText } from './check-input.js';
import { hearExchange } from './heard-exchange.js';
import { likelySecrets } from './likely-secrets.js';
import { publicDiagnosis } from './public-diagnosis.js';
import type { ConfigEdit, ConfigPath, Diagnosis, HttpExchange } from './public-types.js';

/**
 * Names the cause of a failed exchange with an AI Gateway, from the exchange alone. Null: nothing is wrong with it. An
 * answer that no rule knows is a diagnosis too. Throws TypeError when the exchange has not the right shape.
 */
export function diagnose(exchange: HttpExchange): Diagnosis | null {
  checkExchange(exchange);
  const { heard, values, redactor } = hearExchange(exchange);
  const diagnosis = diagnoseExchange(heard, values);
  return diagnosis && publicDiagnosis(diagnosis, redactor);
}

/**
 * Names the cause that a text speaks of: an error message, JSON, the output of curl, a log, an error code, a cause. Of
 * several the most definite one, then the first. Null: nothing in it is a known error. Throws TypeError when it is given
 * no text.
 */
export function explain(text: string): Diagnosis | null {
  checkText(text);
  // A category is a family of causes, not one of them.
  if (categoryNamed(text)) return null;
  const redactor = new Redactor();
  redactor.addAll(likelySecrets(text));
  const [first] = explainText(redactor.redact(text), EXPLAIN_AIDS);
  if (!first) return null;
  redactor.addAll(secretsInPasted(text));
  const { diagnosis, excerpt } = first;
  const place = excerpt && !diagnosis.evidence.some((line) => line.includes(excerpt)) ? [excerpt] : [];
  return publicDiagnosis({ ...diagnosis, evidence: [...place, ...diagnosis.evidence] }, redactor);
}

/**
 * Sets and removes values in a JSON5 document such as `openclaw.json`, in the document's own style: every byte outside
 * of them stays, comments included. A text without a value becomes an object. Setting an equal value changes nothing.
 * Throws ConfigEditError when the text is not JSON5, or when an edit does not fit it or would lose a comment; TypeError
 * when the edits have not the right shape.
 */
export function editConfig(text: string, edits: readonly ConfigEdit[]): string {
  checkText(text);
  checkEdits(edits);
  try {
    return editJson5(text, edits);
  } catch (error) {
    throw error instanceof EditRefused || error instanceof Json5SyntaxError ? editError(text, error) : error;
  }
}

/** Why a document cannot be edited. The message names the place, and has no value of the document. */
export class ConfigEditError extends Error {
  override readonly name = 'ConfigEditError';
  /** `syntax`: the text is not JSON5. `refused`: an edit does not fit it, or would lose something. */
  readonly reason: 'syntax' | 'refused';
  /** Where an edit is refused. */
  readonly path?: ConfigPath;
  /** 1-based: of the syntax error, or of the value at `path`, or of the nearest one around it. */
  readonly line?: number;
  /** 1-based, in UTF-16 code units. */
  readonly column?: number;

  constructor(message: string, place: Pick<ConfigEditError, 'reason' | 'path' | 'line' | 'column'>) {
    super(message);
    const { reason, path, line, column } = place;
    this.reason = reason;
    this.path = path;
    this.line = line;
    this.column = column;
  }
}

function editError(text: string, error: EditRefused | Json5SyntaxError): ConfigEditError {
  const path = error instanceof EditRefused ? error.path : undefined;
  const { line, column } = error instanceof EditRefused ? placeOf(text, path) : error;
  const place = line === undefined ? '' : ` (line ${line}, column ${column})`;
  const reason = error instanceof EditRefused ? 'refused' : 'syntax';
  return new ConfigEditError(error.message + place, { reason, path, line, column });
}

/** Of the value at the path, or of the nearest one around it. */
function placeOf(text: string, path: ConfigPath = []): { line?: number; column?: number } {
  if (!path.length || isBlank(text)) return {};
  const document = parseJson5(text);
  for (let length = path.length; length > 0; length--) {
    const place = document.locate(path.slice(0, length));
    if (place) return place;
  }
  return {};
}
