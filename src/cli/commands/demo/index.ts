/** `cli/commands/demo/`: `cf-aig demo`: the main commands on an embedded sandbox, then broken setups. */

import type { Command } from '@commander-js/extra-typings';
import { withCommon } from '../../shared/options.js';

export const demoCommand = (program: Command) =>
  withCommon(program.command('demo'))
    .summary('the whole story, on the sandbox')
    .description('the whole story on an embedded sandbox and a throw-away OpenClaw home')
    .addHelpText('after', '\nExample:\n  $ cf-aig demo');
