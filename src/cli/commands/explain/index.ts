/** `cli/commands/explain/`: `cf-aig explain`: names the cause of a text, without network. */

import type { Command } from '@commander-js/extra-typings';
import { type OptionsOf, withCommon } from '../../shared/options.js';

export const explainCommand = (program: Command) =>
  withCommon(program.command('explain'))
    .description('say what an error means: a cause, a category, a code, or any text that holds one')
    .argument('<text...>', 'cause id, category, code or pasted text; - reads stdin')
    .addHelpText(
      'after',
      '\nExamples:\n  $ cf-aig explain 2001\n  $ openclaw logs --json | cf-aig explain -',
    );

export type ExplainOptions = OptionsOf<typeof explainCommand>;
