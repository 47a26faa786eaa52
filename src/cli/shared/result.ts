/** What every command comes to: one document for scripts, and words for people. */
export interface Result {
  exitCode: number;
  /** Fields of the JSON document beyond schemaVersion, command, ok and exitCode; null when it has been printed. */
  document: Record<string, unknown> | null;
  /** The text for stdout; '' when all has been said on the way. */
  human: string;
}

export const SCHEMA_VERSION = 1;

export function asDocument(command: string, { exitCode, document }: Result): Record<string, unknown> {
  return { schemaVersion: SCHEMA_VERSION, command, ok: exitCode === 0, exitCode, ...document };
}
