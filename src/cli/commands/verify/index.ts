/** `cli/commands/verify/`: `cf-aig verify`. */

import type { Command } from '@commander-js/extra-typings';
import {
  MODEL_TIMEOUT_MS,
  type OptionsOf,
  withAsk,
  withBlock,
  withCommon,
  withDeadline,
  withPlace,
  withTimeout,
} from '../../shared/options.js';

export const verifyCommand = (program: Command) =>
  withDeadline(
    withTimeout(withAsk(withBlock(withPlace(withCommon(program.command('verify'))))), MODEL_TIMEOUT_MS),
  )
    .summary('prove caching, logs, fallbacks')
    .description('show that caching, logs, fallbacks and the rate limit work; costs a few tokens')
    .argument('[feature...]', 'caching, rate-limit, logs or fallback (default: all)')
    .option('--model <id>', 'model to try it with (default: the primary model)')
    .option('--measure', 'measure the rate limit with a burst of free requests, even if the settings have it')
    .option(
      '--as-configured',
      'test the cache with requests like OpenClaw’s, without additional cache headers',
    )
    .addHelpText('after', '\nExamples:\n  $ cf-aig verify\n  $ cf-aig verify caching logs --yes --json');

export type VerifyOptions = OptionsOf<typeof verifyCommand>;
