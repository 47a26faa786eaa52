/** `cli/commands/usage/`: `cf-aig usage`. */

import { type Command, Option } from '@commander-js/extra-typings';
import {
  DOCTOR_TIMEOUT_MS,
  type OptionsOf,
  timeAgo,
  withBlock,
  withCommon,
  withDeadline,
  withGateway,
  withPlace,
  withTimeout,
} from '../../shared/options.js';

export const usageCommand = (program: Command) =>
  withDeadline(
    withTimeout(withGateway(withBlock(withPlace(withCommon(program.command('usage'))))), DOCTOR_TIMEOUT_MS),
  )
    .summary('requests, tokens, cost and errors')
    .description('show the gateway’s requests, tokens, cost, cache hits and errors, per model and over time')
    .addOption(
      new Option('--since <time>', 'how far back to go, such as 1h or 7d (default: 24h)').argParser(timeAgo),
    )
    .option('--model <id>', 'requests to this model only')
    .addHelpText('after', '\nExample:\n  $ cf-aig usage --since 7d');

export type UsageOptions = OptionsOf<typeof usageCommand>;
