import { redactSecretWords } from '../lib/redact/looks-secret.js';
import { createProgram, fromCommander } from './program.js';
import { errorText } from './render/error-text.js';
import { styleOf } from './render/style.js';
import { EXIT_INTERRUPTED, EXIT_OK, errorFields, Interrupted } from './shared/errors.js';
import type { Io } from './shared/io.js';
import { asKnown } from './shared/known-errors.js';
import { SCHEMA_VERSION } from './shared/result.js';

/** One run of the program, as an exit code. Knows nothing but `io`: runs side by side in one process do not meet. */
export async function run(io: Io, argv: readonly string[]): Promise<number> {
  try {
    return await Promise.race([execute(io, argv), interruption(io, argv)]);
  } finally {
    io.signals.close();
  }
}

async function execute(io: Io, argv: readonly string[]): Promise<number> {
  let exitCode = EXIT_OK;
  try {
    const program = createProgram(io, (code) => {
      exitCode = code;
    });
    if (argv.length === 0) io.out(program.helpInformation());
    else await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (caught) {
    const error = fromCommander(caught);
    return error ? report(io, argv, error) : EXIT_OK;
  }
}

/** Ctrl-C between prompts; a prompt that is open catches it itself. */
async function interruption(io: Io, argv: readonly string[]): Promise<number> {
  await io.signals.next();
  // The command took the first one, and has perhaps begun a document.
  if (io.signals.count > 1) return EXIT_INTERRUPTED;
  return report(io, argv, new Interrupted(io.signals.farewell?.() ?? 'Interrupted.'));
}

/** The one place where an error becomes words, or a document, and an exit code. */
export function report(io: Io, argv: readonly string[], error: Error): number {
  const known = asKnown(error, withoutValues(argv));
  const { exitCode } = known;
  // Before lines are broken: a secret with a blank in it would no longer be found.
  const shown = io.redactor.redactValue({ ...known, message: known.message });
  if (wantsJson(argv)) {
    const document = {
      schemaVersion: SCHEMA_VERSION,
      command: commandOf(argv) || null,
      ok: false,
      exitCode,
      ...errorFields(shown),
    };
    io.out(`${JSON.stringify(document, null, 2)}\n`);
  } else {
    io.err(errorText(shown, styleOf(io, 'stderr', { color: !argv.includes('--no-color') })));
  }
  return exitCode;
}

function commandOf(argv: readonly string[]): string {
  return redactSecretWords(argv.find((word) => !word.startsWith('-')) ?? '');
}

/** The command and the names of its flags: what is given to them may be private. */
function withoutValues(argv: readonly string[]): string {
  const flags = argv.flatMap((word) => /^--?[a-z][a-z-]*/.exec(word)?.[0] ?? []);
  return ['cf-aig', commandOf(argv), ...flags].filter(Boolean).join(' ');
}

/** Looked up by hand: wrong usage must answer in JSON too, and then there are no parsed options. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? undefined : end).includes('--json');
}
