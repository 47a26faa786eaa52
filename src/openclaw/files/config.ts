import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Values } from '../../diagnosis/reading/values.js';
import { readTextFile, type TextFile } from '../../lib/files/read-text.js';
import { isRecord, typeName } from '../../lib/json.js';
import { type Json5Document, Json5SyntaxError, parseJson5 } from '../../lib/json5/parse.js';
import { type ConfigPart, IncludeError, type ReadText, resolveIncludes } from './includes.js';

interface ConfigProblem {
  cause: CauseId;
  values: Values;
}

/** openclaw.json as it was found. */
export interface OpenClawConfig {
  path: string;
  file: TextFile;
  /** `''` when there is no text. */
  text: string;
  /** With every `$include` resolved; missing when `problem` is set. */
  value?: Record<string, unknown>;
  /** Of the main file alone: for positions. */
  document?: Json5Document;
  problem?: ConfigProblem;
  /** Absolute paths of the files that `$include` brought in. */
  includes: string[];
  /** The main file first, then every included one, and where in the whole each stands. */
  parts: ConfigPart[];
}

/** Reads and parses; trouble is told in `problem`, never thrown. */
export async function readConfig(configPath: string, read: ReadText = readTextFile): Promise<OpenClawConfig> {
  const file = await read(configPath);
  const text = file.kind === 'file' ? file.text : '';
  const nothing = { path: configPath, file, text, includes: [], parts: [] };
  const trouble = (cause: CauseId, values: Values = {}) => ({
    ...nothing,
    problem: { cause, values: { file: configPath, ...values } },
  });
  if (file.kind === 'missing') return trouble('config-missing', { detail: file.detail });
  if (file.kind !== 'file') return trouble('config-unreadable', { detail: file.detail });
  if (isBlank(text)) return trouble('config-empty');

  try {
    const document = parseJson5(text);
    if (!isRecord(document.value)) {
      return {
        ...trouble('config-wrong-type', {
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
      ...nothing,
      value,
      document,
      includes: parts.slice(1).map((part) => part.path),
      parts,
    };
  } catch (error) {
    if (error instanceof Json5SyntaxError) return trouble('config-syntax', syntaxValues(error));
    if (error instanceof IncludeError) return trouble(error.cause_, error.values);
    throw error;
  }
}

/** `values` of a config-syntax problem: position, message and the line itself. */
function syntaxValues(error: Json5SyntaxError): Values {
  return {
    line: String(error.line),
    column: String(error.column),
    message: error.message,
    detail: `${error.message}, in the line: ${error.lineText.trim()}`,
  };
}

/** Nothing but white space and comments: OpenClaw refuses it, and there is nothing in it to keep but the comments. */
function isBlank(text: string): boolean {
  return (
    text
      .replace(/^\uFEFF/, '')
      .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n\r\u2028\u2029]*/g, '')
      .trim() === ''
  );
}
