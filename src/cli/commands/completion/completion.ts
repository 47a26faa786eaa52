import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { nearest } from '../../../lib/nearest.js';
import { EXIT_OK, UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import type { Result } from '../../shared/result.js';
import { candidates } from './candidates.js';
import { SHELLS, valuesFor } from './completion-values.js';
import type { CompletionOptions } from './index.js';
import { SCRIPTS } from './scripts.js';

/** The script that a shell loads once. */
export async function completion(_io: Io, _options: CompletionOptions, shell: string): Promise<Result> {
  const known = SHELLS.find((name) => name === shell);
  if (!known) {
    const near = nearest(shell, SHELLS);
    throw new UsageError(
      `no completion for “${shell}”`,
      `${near ? `Did you mean ${near}? ` : ''}There are: ${SHELLS.join(', ')}.`,
    );
  }
  return { exitCode: EXIT_OK, document: { shell: known, script: SCRIPTS[known] }, human: SCRIPTS[known] };
}

/** What the script asks at every tab: never an error, which would only be noise in the line. */
export async function complete(
  io: Io,
  program: CommandUnknownOpts,
  words: readonly string[],
): Promise<Result> {
  const typed = words.map((word) => (word === '""' ? '' : word));
  const found = await candidates(program, typed, valuesFor(io)).catch(() => []);
  const lines =
    found === 'files' ? [':files'] : found.map(({ value, help }) => (help ? `${value}\t${help}` : value));
  return { exitCode: EXIT_OK, document: { lines }, human: lines.map((line) => `${line}\n`).join('') };
}
