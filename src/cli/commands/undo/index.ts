import type { DefineCommand } from '../../shared/define-command.js';
import { withAsk, withCommon, withPlace } from '../../shared/options.js';

export const undoCommand: DefineCommand = (program, run) => {
  withAsk(withPlace(withCommon(program.command('undo'))))
    .description('take back the last change that cf-aig made to the config and .env')
    .option('--force', 'also when a file was changed since')
    .addHelpText('after', '\nExample:\n  $ cf-aig undo --yes')
    .action(run('undo', async (...args) => (await import('./undo.js')).undo(...args)));
};
