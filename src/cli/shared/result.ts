import { printable } from '../../lib/text/printable.js';
import type { Io } from './io.js';

/** The result of a command: a document for scripts and text for users. `scripts/docs/schemas/` describes every document. */
export interface Result<Document extends object = object> {
  exitCode: number;
  /** Fields of the JSON document in addition to schemaVersion, command, ok and exitCode; null if it is already printed. */
  document: Document | null;
  /** The text for stdout; '' if it is already printed. */
  human: string;
  /** The text is for a file, another program or a form: its paths and commands stay as they are. */
  isVerbatim?: boolean;
}

export const SCHEMA_VERSION = 1;

/** The fields of every document. */
export interface Envelope<Command = string> {
  schemaVersion: typeof SCHEMA_VERSION;
  command: Command;
  ok: boolean;
  exitCode: number;
}

export function asDocument(command: string, { exitCode, document }: Result): Record<string, unknown> {
  return { schemaVersion: SCHEMA_VERSION, command, ok: exitCode === 0, exitCode, ...document };
}

/** The document as stdout or a file gets it, without secrets. */
export function documentText({ redactor }: Pick<Io, 'redactor'>, command: string, result: Result): string {
  return printable(`${JSON.stringify(redactor.redactValue(asDocument(command, result)), null, 2)}\n`);
}
