import type { DefineCommand } from '../../shared/define-command.js';
import { withCommon } from '../../shared/options.js';

export const explainCommand: DefineCommand = (program, run) => {
  withCommon(program.command('explain'))
    .description('say what an error means: a cause, a code, or any text that holds one')
    .argument('<text...>', 'cause id, code or pasted text; - reads stdin')
    .addHelpText('after', '\nExamples:\n  $ cf-aig explain 2001\n  $ openclaw logs | cf-aig explain -')
    .action((text: string[], options) =>
      run('explain', async (io, o: typeof options) =>
        (await import('./explain.js')).explain(io, { ...o, text }),
      )(options),
    );
};
