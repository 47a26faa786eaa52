import type { DefineCommand } from '../../shared/define-command.js';
import { withCommon, withPlace } from '../../shared/options.js';

export const statusCommand: DefineCommand = (program, run) => {
  withPlace(withCommon(program.command('status')))
    .description('what is configured, at a glance; makes no request')
    .addHelpText('after', '\nExample:\n  $ cf-aig status')
    .action(run('status', async (...args) => (await import('./status.js')).status(...args)));
};
