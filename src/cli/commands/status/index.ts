/** `cli/commands/status/`: `cf-aig status`. */

import type { Command } from '@commander-js/extra-typings';
import { type OptionsOf, withCommon, withPlace } from '../../shared/options.js';

export const statusCommand = (program: Command) =>
  withPlace(withCommon(program.command('status')))
    .summary('what is set up, without requests')
    .description('show what is configured; makes no requests')
    .addHelpText('after', '\nExample:\n  $ cf-aig status');

export type StatusOptions = OptionsOf<typeof statusCommand>;
