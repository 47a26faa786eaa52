/** `cli/commands/completion/`: `cf-aig completion` and its candidates. */

import type { Command } from '@commander-js/extra-typings';
import { type OptionsOf, withCommon } from '../../shared/options.js';

export const completionCommand = (program: Command) =>
  withCommon(program.command('completion'))
    .summary('completion for your shell')
    .description('print a script for your shell that completes commands, flags and models')
    .argument('<shell>', 'bash, zsh, fish or powershell')
    .addHelpText(
      'after',
      `
Examples:
  $ source <(cf-aig completion bash)
  $ cf-aig completion bash >> ~/.bashrc`,
    );

export type CompletionOptions = OptionsOf<typeof completionCommand>;
