/** `cli/commands/conformance/`: `cf-aig conformance`. */

import type { Command } from '@commander-js/extra-typings';
import {
  MODEL_TIMEOUT_MS,
  MORE_OPTIONS,
  type OptionsOf,
  withAsk,
  withBlock,
  withCommon,
  withGateway,
  withPlace,
  withTimeout,
} from '../../shared/options.js';

const repeatable = (value: string, earlier: string[] = []) => [...earlier, value];

export const conformanceCommand = (program: Command) =>
  withTimeout(
    withAsk(withGateway(withBlock(withPlace(withCommon(program.command('conformance')))))),
    MODEL_TIMEOUT_MS,
  )
    .summary('tries what cf-aig assumes')
    .description(
      'try on your gateway what cf-aig assumes of AI Gateway; it asks before it costs anything, and writes one file with nothing private in it',
    )
    .option('--free', 'only experiments that cost nothing')
    .option('--only <pattern>', 'a topic, or a part of their names (* stands for anything)')
    .option('--list', 'name the experiments; sends nothing')
    .option('--output <file>', 'where the result goes', 'cf-aig-conformance.json')
    .optionsGroup(MORE_OPTIONS)
    .option('--create-gateway', 'try settings too, on a gateway that is deleted at the end')
    .option('--other-token <kind=VARIABLE>', 'a variable with another token (repeatable)', repeatable)
    .option('--other-gateway <kind=name>', 'a gateway with a rule to try (repeatable)', repeatable)
    .addHelpText(
      'after',
      '\nExamples:\n  $ cf-aig conformance --list\n  $ cf-aig conformance --free --only tokens',
    );

export type ConformanceOptions = OptionsOf<typeof conformanceCommand>;
