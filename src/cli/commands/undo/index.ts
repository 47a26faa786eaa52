/** `cli/commands/undo/`: `cf-aig undo`. */

import type { Command } from '@commander-js/extra-typings';
import { type OptionsOf, withAsk, withCommon, withPlace } from '../../shared/options.js';

export const undoCommand = (program: Command) =>
  withAsk(withPlace(withCommon(program.command('undo'))))
    .summary('revert the last change')
    .description('revert the last change that cf-aig made to the config and .env')
    .option('--force', 'even if a file has changed since')
    .addHelpText('after', '\nExample:\n  $ cf-aig undo --yes');

export type UndoOptions = OptionsOf<typeof undoCommand>;
