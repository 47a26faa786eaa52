/** `cli/commands/init/`: `cf-aig init` and its modes; without flags it runs the wizard. */

import type { Command } from '@commander-js/extra-typings';
import { withInitFlags } from './answers/init-options.js';

export const initCommand = (program: Command) =>
  withInitFlags(program.command('init'))
    .summary('set up OpenClaw, step by step')
    .description('set up OpenClaw’s config and .env, and check that they work')
    .addHelpText(
      'after',
      `
Examples:
  $ cf-aig init
  $ cf-aig init --accessible
  $ printf %s "$TOKEN" | cf-aig init --no-input \\
      --token-stdin --model openai/gpt-4o-mini \\
      --account-id 0123456789abcdef0123456789abcdef \\
      --gateway my-gateway
  $ cf-aig init --print --model openai/gpt-4o-mini \\
      --account-id 0123456789abcdef0123456789abcdef \\
      --gateway my-gateway`,
    );
