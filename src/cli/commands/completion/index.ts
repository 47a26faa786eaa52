import type { DefineCommand } from '../../shared/define-command.js';
import { withCommon } from '../../shared/options.js';

export const completionCommand: DefineCommand = (program, run) => {
  withCommon(program.command('completion'))
    .description('print what your shell loads to complete commands, flags and models')
    .argument('<shell>', 'bash, zsh, fish or powershell')
    .addHelpText(
      'after',
      `
Examples:
  $ source <(cf-aig completion bash)
  $ cf-aig completion bash >> ~/.bashrc`,
    )
    .action((shell: string, options) =>
      run('completion', async (io, o: typeof options) =>
        (await import('./completion.js')).completion(io, { ...o, shell }),
      )(options),
    );

  program
    .command('__complete', { hidden: true })
    .argument('[words...]')
    .helpOption(false)
    .allowUnknownOption()
    .action((words: string[]) =>
      run('__complete', async (io) => (await import('./completion.js')).complete(io, program, words))({}),
    );
};
