import { withoutSecretWords } from '../lib/redact/looks-secret.js';
import { createProgram, fromCommander } from './program.js';
import { errorText } from './render/error-text.js';
import { styleOf } from './render/style.js';
import { EXIT_BUG, EXIT_INTERRUPTED, EXIT_OK, Interrupted } from './shared/errors.js';
import { type Io, processIo } from './shared/io.js';
import { asKnown } from './shared/known-errors.js';
import { SCHEMA_VERSION } from './shared/result.js';

/** The only place where the program ends: one catch, one mapping to exit codes. */
export async function main(argv: readonly string[] = process.argv.slice(2)): Promise<void> {
  const io = processIo();
  // Ctrl-C between prompts; a prompt that is open catches it itself.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      report(io, argv, new Interrupted(io.onInterrupt?.() ?? 'Interrupted.'));
      process.exit(EXIT_INTERRUPTED);
    });
  }
  process.once('unhandledRejection', (reason) => {
    process.exit(report(io, argv, reason instanceof Error ? reason : new Error(String(reason))));
  });
  try {
    const program = createProgram(io, (exitCode) => {
      process.exitCode = exitCode;
    });
    if (argv.length === 0) {
      io.out(program.helpInformation());
      process.exitCode = EXIT_OK;
      return;
    }
    await program.parseAsync(argv, { from: 'user' });
  } catch (caught) {
    const error = fromCommander(caught);
    if (error) process.exitCode = report(io, argv, error);
  }
}

function report(io: Io, argv: readonly string[], error: Error): number {
  const known = asKnown(error);
  if (wantsJson(argv)) {
    const { message, hint, exitCode, details } = known;
    const document = {
      schemaVersion: SCHEMA_VERSION,
      command: withoutSecretWords(argv.find((word) => !word.startsWith('-')) ?? '') || null,
      ok: false,
      exitCode,
      error: { message, hint, ...details },
    };
    io.out(`${JSON.stringify(io.redactor.redactValue(document), null, 2)}\n`);
  } else {
    const style = styleOf(io, 'stderr', { color: !argv.includes('--no-color') });
    io.err(errorText(known, style));
    if (known !== error && known.exitCode === EXIT_BUG) io.err(`${error.stack ?? ''}\n`);
  }
  return known.exitCode;
}

/** Looked up by hand: wrong usage must answer in JSON too, and then there are no parsed options. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? undefined : end).includes('--json');
}
