import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { nearest } from '../../../lib/nearest.js';
import { EXIT_OK, UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import type { Result } from '../../shared/result.js';
import { candidates } from './candidates.js';
import { SHELLS, type Shell, valuesFor } from './completion-values.js';
import type { CompletionOptions } from './index.js';
import { SCRIPTS } from './scripts.js';

export interface CompletionDocument {
  shell: Shell;
  script: string;
}

/** Prints the script for a shell. */
export async function completion(
  _io: Io,
  _options: CompletionOptions,
  shell: string,
): Promise<Result<CompletionDocument>> {
  const known = SHELLS.find((name) => name === shell);
  if (!known) {
    const suggestion = nearest(shell, SHELLS);
    throw new UsageError(
      `no completion for “${shell}”`,
      `${suggestion ? `Did you mean ${suggestion}? ` : ''}The shells are ${SHELLS.join(', ')}.`,
    );
  }
  const script = SCRIPTS[known];
  return { exitCode: EXIT_OK, document: { shell: known, script }, human: script, isVerbatim: true };
}

/** Shells put a candidate on the command line as it is: another text would be several words there, or run. */
const WORD = /^(?!~)[\p{L}\p{N}_@%+=:,./~-]+$/u;

/** Called by the scripts at every tab. Never fails: an error would only garble the command line. */
export async function complete(
  io: Io,
  program: CommandUnknownOpts,
  words: readonly string[],
): Promise<Result> {
  const typed = words.map((word) => (word === '""' ? '' : word));
  const found = await candidates(program, typed, valuesFor(io)).catch(() => []);
  const lines =
    found === 'files'
      ? [':files']
      : found
          .filter(({ value }) => WORD.test(value))
          .map(({ value, help }) => (help ? `${value}\t${help.replace(/\s+/g, ' ')}` : value));
  return { exitCode: EXIT_OK, document: { lines }, human: lines.map((line) => `${line}\n`).join('') };
}
