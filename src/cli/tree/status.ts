import { withCommon, withPlace } from '../options.js';
import type { DefineCommand } from './define.js';

export const statusCommand: DefineCommand = (program, run) => {
  withPlace(withCommon(program.command('status')))
    .description('what is configured, at a glance; makes no request')
    .addHelpText('after', '\nExample:\n  $ cf-aig status')
    .action(run('status', async (...args) => (await import('../commands/status.js')).status(...args)));
};
