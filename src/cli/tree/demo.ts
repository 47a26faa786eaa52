import { withCommon } from '../options.js';
import type { DefineCommand } from './define.js';

export const demoCommand: DefineCommand = (program, run) => {
  withCommon(program.command('demo'))
    .description('the whole story on an embedded sandbox and a throw-away OpenClaw home')
    .addHelpText('after', '\nExample:\n  $ cf-aig demo')
    .action(run('demo', async (...args) => (await import('../commands/demo.js')).demo(...args)));
};
