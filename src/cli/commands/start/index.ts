/** `cli/commands/start/`: `cf-aig` without a command: the state of the setup, and what to do next. */

import type { Command } from '@commander-js/extra-typings';
import { type OptionsOf, withCommon } from '../../shared/options.js';

/** Words that may come without a command: they ask for neither a command nor help. */
const ALONE: readonly string[] = ['--json', '--no-color', '--verbose'];

export const startCommand = (program: Command) =>
  withCommon(program.command('__start', { hidden: true })).helpOption(false);

/** The same words with the command that they leave out. */
export function withStart(argv: readonly string[]): readonly string[] {
  return argv.every((word) => ALONE.includes(word)) ? ['__start', ...argv] : argv;
}

export type StartOptions = OptionsOf<typeof startCommand>;
