/** `cli/commands/doctor/`: `cf-aig doctor`, with `--fix`, `--report`, `--trace` and `--watch`. */

import { type Command, Option } from '@commander-js/extra-typings';
import { withClient } from '../../clients/client-options.js';
import { withFormat } from '../../render/formats/format.js';
import {
  DOCTOR_TIMEOUT_MS,
  type OptionsOf,
  withAsk,
  withBlock,
  withCommon,
  withPlace,
  withTimeout,
} from '../../shared/options.js';

const VERBOSE = 'show every check, the steps by hand and all evidence, and on stderr every exchange';

const EXAMPLES = `
Examples:
  $ cf-aig doctor --offline
  $ cf-aig doctor --base-url "$GATEWAY/compat" \\
      --api openai-completions \\
      --model openai/gpt-4o-mini --token-env CF_AIG_TOKEN`;

export const doctorCommand = (program: Command) =>
  withClient(
    withTimeout(
      withAsk(withBlock(withPlace(withFormat(withCommon(program.command('doctor'), VERBOSE))))),
      DOCTOR_TIMEOUT_MS,
    ),
  )
    .summary('find what is wrong, and the fix')
    .description('find the one thing that is wrong and how to fix it; costs nothing')
    .option('--fix', 'fix what can be fixed (shows the changes and asks)')
    .option('--offline', 'send nothing: check only the files, or the flags of another client')
    .option('--strict', 'count warnings as failures')
    .option('--report', 'print a Markdown report for a public issue, without personal data')
    .option('--trace <file>', 'write all exchanges to a HAR 1.2 file, without secrets')
    .addOption(
      new Option('--watch', 'check again every 10 s, and when a file changes, until all is well').conflicts([
        'json',
        'format',
        'fix',
        'report',
        'trace',
      ]),
    )
    .addHelpText('after', EXAMPLES);

export type DoctorOptions = OptionsOf<typeof doctorCommand>;
