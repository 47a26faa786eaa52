/** `cli/commands/explain/`: `cf-aig explain`, which finds the causes in a text, offline. */

import type { Command } from '@commander-js/extra-typings';
import { type OptionsOf, withCommon } from '../../shared/options.js';

export const explainCommand = (program: Command) =>
  withCommon(program.command('explain'))
    .summary('what an error means')
    .description('explain an error: a cause, a category, a code, or any text that contains one')
    .argument('<text...>', 'cause id, category, code or pasted text; - reads stdin')
    .addHelpText(
      'after',
      '\nExamples:\n  $ cf-aig explain 2001\n  $ openclaw logs --json | cf-aig explain -',
    );

export type ExplainOptions = OptionsOf<typeof explainCommand>;
