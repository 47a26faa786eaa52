/** `openclaw/files/`: where OpenClaw’s files are, and the config with its includes. */

import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Values } from '../../diagnosis/reading/values.js';
import { readTextFile, type TextFile } from '../../lib/files/read-text.js';
import { isRecord, typeName } from '../../lib/json.js';
import { type Json5Document, Json5SyntaxError, parseJson5 } from '../../lib/json5/parse.js';
import { isBlank } from '../../lib/json5/scan.js';
import { type ConfigPart, IncludeError, type ReadText, resolveIncludes } from './includes.js';

interface ConfigProblem {
  cause: CauseId;
  values: Values;
  /** Of the file that has it, if that could be read. */
  text?: string;
}

/** openclaw.json, as read. */
export interface OpenClawConfig {
  path: string;
  file: TextFile;
  /** `''` if the file cannot be read. */
  text: string;
  /** With every `$include` resolved; undefined if there is a `problem`. */
  value?: Record<string, unknown>;
  /** Of the main file only; for positions. */
  document?: Json5Document;
  problem?: ConfigProblem;
  /** Absolute paths of included files. */
  includes: string[];
  /** The main file, then every included one. */
  parts: ConfigPart[];
}

/** Reads and parses the config; never throws, see `problem`. */
export async function readConfig(configPath: string, read: ReadText = readTextFile): Promise<OpenClawConfig> {
  const file = await read(configPath);
  const text = file.kind === 'file' ? file.text : '';
  const empty = { path: configPath, file, text, includes: [], parts: [] };
  const withProblem = (cause: CauseId, values: Values = {}, faulty = text) => ({
    ...empty,
    problem: { cause, values: { file: configPath, ...values }, text: faulty },
  });
  if (file.kind === 'missing') return withProblem('config-missing', { detail: file.detail });
  if (file.kind !== 'file') return withProblem('config-unreadable', { detail: file.detail });
  // OpenClaw rejects it, and cf-aig can fill it.
  if (isBlank(text)) return withProblem('config-empty');

  try {
    const document = parseJson5(text);
    if (!isRecord(document.value)) {
      return {
        ...withProblem('config-wrong-type', {
          detail: 'the whole file',
          expected: 'an object',
          found: typeName(document.value),
        }),
        document,
      };
    }
    const main: ConfigPart = { path: configPath, file, value: document.value, document, at: [] };
    const { value, parts } = await resolveIncludes(main, read);
    return {
      ...empty,
      value,
      document,
      includes: parts.slice(1).map((part) => part.path),
      parts,
    };
  } catch (error) {
    if (error instanceof Json5SyntaxError) return withProblem('config-syntax', syntaxValues(error));
    if (error instanceof IncludeError) return withProblem(error.cause_, error.values, error.text);
    throw error;
  }
}

/** The values of a config-syntax problem: position, message and line. */
function syntaxValues(error: Json5SyntaxError): Values {
  return {
    line: String(error.line),
    column: String(error.column),
    message: error.message,
    detail: error.detail,
  };
}
