import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { redactSecretWords } from '../lib/redact/looks-secret.js';
import { printable } from '../lib/text/printable.js';
import { withStart } from './commands/start/index.js';
import { createProgram, fromCommander } from './program.js';
import { errorText } from './render/error-text.js';
import { jsonTargets } from './render/formats/format.js';
import { forPeople } from './render/people/for-people.js';
import { styleOf } from './render/style.js';
import { EXIT_INTERRUPTED, EXIT_OK, errorFields, Interrupted } from './shared/errors.js';
import type { ProcessIo } from './shared/io.js';
import { asKnown } from './shared/known-errors.js';
import { SCHEMA_VERSION } from './shared/result.js';

/** Runs the program and returns its exit code. Depends on `io` only, so concurrent runs in one process are independent. */
export async function run(io: ProcessIo, argv: readonly string[]): Promise<number> {
  try {
    return await Promise.race([execute(io, argv), interruption(io, argv)]);
  } finally {
    io.signals.close();
  }
}

async function execute(io: ProcessIo, argv: readonly string[]): Promise<number> {
  let exitCode = EXIT_OK;
  try {
    const words = withStart(argv);
    const finish = (code: number) => {
      exitCode = code;
    };
    await createProgram(io, finish, words[0]).parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (caught) {
    const error = fromCommander(caught);
    return error ? report(io, argv, error) : EXIT_OK;
  }
}

/** Handles Ctrl-C, except while a prompt is open, which handles it itself. */
async function interruption(io: ProcessIo, argv: readonly string[]): Promise<number> {
  await io.signals.next();
  io.signals.endProgress?.();
  // The command handled the first one, and may have started a document.
  if (io.signals.count > 1) return EXIT_INTERRUPTED;
  return report(io, argv, new Interrupted(io.signals.farewell?.() ?? 'Interrupted.'));
}

/**
 * Prints an error as text or as a document, and returns the exit code. `hasResult`: stdout has a document already, so that
 * another one would spoil it.
 */
export function report(
  io: ProcessIo,
  argv: readonly string[],
  error: Error,
  { hasResult = false } = {},
): number {
  const known = asKnown(error, withoutValues(argv));
  const { exitCode } = known;
  // Redact before wrapping, which would split a secret that contains a space.
  const redacted = io.redactor.redactValue({ ...known, message: known.message });
  const { stdout: isJson, files } = jsonTargets(argv);
  const color = !argv.includes('--no-color');
  const adapted = forPeople(io, { json: isJson });
  const document = {
    schemaVersion: SCHEMA_VERSION,
    command: commandOf(argv) || null,
    ok: false,
    exitCode,
    ...errorFields(redacted),
  };
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (isJson && !hasResult) adapted.out(text);
  else adapted.err(errorText(redacted, styleOf(adapted, 'stderr', { color })));
  for (const file of files) writeDocument(resolve(io.cwd, file), io.redactor.redact(printable(text)));
  return exitCode;
}

/**
 * The error is reported already: that its file cannot be written as well is no news. The options may be wrong, so a file
 * that is no earlier document stays.
 */
function writeDocument(file: string, text: string): void {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    const isOther = found?.isFile() && found.size > 0 && !DOCUMENT_START.test(readFileSync(file, 'utf8'));
    if (!isOther) writeFileSync(file, text);
  } catch {}
}

const DOCUMENT_START = /^\{\s*"schemaVersion":/;

function commandOf(argv: readonly string[]): string {
  return redactSecretWords(argv.find((word) => !word.startsWith('-')) ?? '');
}

/** The command and its flags, without their values, which may be private. */
function withoutValues(argv: readonly string[]): string {
  const flags = argv.flatMap((word) => /^--?[a-z][a-z-]*/.exec(word)?.[0] ?? []);
  return ['cf-aig', commandOf(argv), ...flags].filter(Boolean).join(' ');
}
