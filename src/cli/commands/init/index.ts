/** `cli/commands/init/`: `cf-aig init` and its modes; without flags it runs the wizard. */

import type { Command } from '@commander-js/extra-typings';
import { withInitFlags } from './answers/init-options.js';

export const initCommand = (program: Command) =>
  withInitFlags(program.command('init'))
    .description('set up OpenClaw’s config and .env, and check that they work')
    .addHelpText(
      'after',
      `
Examples:
  $ cf-aig init
  $ cf-aig init --accessible
  $ printf %s "$TOKEN" | cf-aig init --token-stdin --no-input \\
      --account-id 0123456789abcdef0123456789abcdef --gateway my-gateway \\
      --model openai/gpt-4o-mini
  $ cf-aig init --print --account-id 0123456789abcdef0123456789abcdef \\
      --gateway my-gateway --model openai/gpt-4o-mini`,
    );
