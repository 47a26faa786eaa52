/** `cli/commands/undo/`: `cf-aig undo`. */

import type { Command } from '@commander-js/extra-typings';
import { type OptionsOf, withAsk, withCommon, withPlace } from '../../shared/options.js';

export const undoCommand = (program: Command) =>
  withAsk(withPlace(withCommon(program.command('undo'))))
    .description('take back the last change that cf-aig made to the config and .env')
    .option('--force', 'also when a file was changed since')
    .addHelpText('after', '\nExample:\n  $ cf-aig undo --yes');

export type UndoOptions = OptionsOf<typeof undoCommand>;
