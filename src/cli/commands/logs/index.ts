import { Option } from 'commander';
import type { DefineCommand } from '../../shared/define-command.js';
import {
  DOCTOR_TIMEOUT_MS,
  timeAgo,
  wholeNumber,
  withBlock,
  withCommon,
  withGateway,
  withPlace,
  withTimeout,
} from '../../shared/options.js';

const MOST_ROWS = 10_000_000;

export const logsCommand: DefineCommand = (program, run) => {
  withTimeout(withGateway(withBlock(withPlace(withCommon(program.command('logs'))))), DOCTOR_TIMEOUT_MS)
    .description('the gateway’s log, newest first, each failed request with its diagnosis')
    .option('-f, --follow', 'show new rows as they come, until Ctrl-C')
    .option('--errors', 'failed requests only')
    .option('--model <id>', 'requests to this model only')
    .addOption(new Option('--since <time>', 'how far back, such as 30m, 1h or 7d').argParser(timeAgo))
    .addOption(
      new Option('--limit <n>', 'most rows to show (default: 50; with --since all of that time)').argParser(
        wholeNumber(1, MOST_ROWS),
      ),
    )
    .addHelpText('after', '\nExamples:\n  $ cf-aig logs --errors --since 1h\n  $ cf-aig logs --follow')
    .action(run('logs', async (...args) => (await import('./logs.js')).logs(...args)));
};
