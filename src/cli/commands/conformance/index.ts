/** `cli/commands/conformance/`: `cf-aig conformance`. */

import type { Command } from '@commander-js/extra-typings';
import {
  collect,
  MODEL_TIMEOUT_MS,
  MORE_OPTIONS,
  type OptionsOf,
  withAsk,
  withBlock,
  withCommon,
  withDeadline,
  withGateway,
  withPlace,
  withTimeout,
} from '../../shared/options.js';

/** Milliseconds: more than a hundred requests, one after the other, some of which wait for a limit or the log. */
const DEADLINE_MS = 1_800_000;

export const conformanceCommand = (program: Command) =>
  withDeadline(
    withTimeout(
      withAsk(withGateway(withBlock(withPlace(withCommon(program.command('conformance')))))),
      MODEL_TIMEOUT_MS,
    ),
    DEADLINE_MS,
  )
    .summary('check cf-aig’s assumptions')
    .description(
      'check on your gateway what cf-aig assumes about AI Gateway; asks before anything costs money, and writes one file with nothing private in it',
    )
    .option('--free', 'only experiments that cost nothing')
    .option('--only <pattern>', 'a topic, or part of an experiment’s name (* is a wildcard)')
    .option('--list', 'list the experiments; sends nothing')
    .option('--output <file>', 'where to write the result', 'cf-aig-conformance.json')
    .optionsGroup(MORE_OPTIONS)
    .option('--create-gateway', 'try settings too, on a gateway that is deleted at the end')
    .option('--other-token <kind=VARIABLE>', 'a variable with another token (repeatable)', collect)
    .option('--other-gateway <kind=name>', 'a gateway with a rule to try (repeatable)', collect)
    .addHelpText(
      'after',
      '\nExamples:\n  $ cf-aig conformance --list\n  $ cf-aig conformance --free --only tokens',
    );

export type ConformanceOptions = OptionsOf<typeof conformanceCommand>;
