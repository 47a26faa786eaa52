import type { DefineCommand } from '../../shared/define-command.js';
import { withCommon } from '../../shared/options.js';

export const demoCommand: DefineCommand = (program, run) => {
  withCommon(program.command('demo'))
    .description('the whole story on an embedded sandbox and a throw-away OpenClaw home')
    .addHelpText('after', '\nExample:\n  $ cf-aig demo')
    .action(run('demo', async (...args) => (await import('./demo.js')).demo(...args)));
};
