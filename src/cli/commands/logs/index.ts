/** `cli/commands/logs/`: `cf-aig logs`. */

import { type Command, Option } from '@commander-js/extra-typings';
import {
  DOCTOR_TIMEOUT_MS,
  type OptionsOf,
  timeAgo,
  wholeNumber,
  withBlock,
  withCommon,
  withDeadline,
  withGateway,
  withPlace,
  withTimeout,
} from '../../shared/options.js';

const MAX_ROWS = 10_000_000;

export const logsCommand = (program: Command) =>
  withDeadline(
    withTimeout(withGateway(withBlock(withPlace(withCommon(program.command('logs'))))), DOCTOR_TIMEOUT_MS),
  )
    .summary('the gateway’s log, with causes')
    .description('show the gateway’s log, newest first, with a diagnosis of each failed request')
    .option('-f, --follow', 'show new rows as they appear, until Ctrl-C')
    .option('--errors', 'failed requests only')
    .option('--model <id>', 'requests to this model only')
    .addOption(new Option('--since <time>', 'how far back to go, such as 30m, 1h or 7d').argParser(timeAgo))
    .addOption(
      new Option('--limit <n>', 'maximum number of rows (default: 50; with --since all)').argParser(
        wholeNumber(1, MAX_ROWS),
      ),
    )
    .addHelpText('after', '\nExamples:\n  $ cf-aig logs --errors --since 1h\n  $ cf-aig logs --follow');

export type LogsOptions = OptionsOf<typeof logsCommand>;
