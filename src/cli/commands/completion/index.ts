/** `cli/commands/completion/`: `cf-aig completion`, and what it proposes. */

import type { Command } from '@commander-js/extra-typings';
import { type OptionsOf, withCommon } from '../../shared/options.js';

export const completionCommand = (program: Command) =>
  withCommon(program.command('completion'))
    .description('print what your shell loads to complete commands, flags and models')
    .argument('<shell>', 'bash, zsh, fish or powershell')
    .addHelpText(
      'after',
      `
Examples:
  $ source <(cf-aig completion bash)
  $ cf-aig completion bash >> ~/.bashrc`,
    );

export type CompletionOptions = OptionsOf<typeof completionCommand>;
