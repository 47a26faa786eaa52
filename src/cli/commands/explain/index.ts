import type { Command } from '@commander-js/extra-typings';
import { type OptionsOf, withCommon } from '../../shared/options.js';

export const explainCommand = (program: Command) =>
  withCommon(program.command('explain'))
    .description('say what an error means: a cause, a code, or any text that holds one')
    .argument('<text...>', 'cause id, code or pasted text; - reads stdin')
    .addHelpText('after', '\nExamples:\n  $ cf-aig explain 2001\n  $ openclaw logs | cf-aig explain -');

export type ExplainOptions = OptionsOf<typeof explainCommand>;
