import { InvalidArgumentError } from 'commander';
import {
  CACHE_TTL_MAX,
  CACHE_TTL_MIN,
  readCacheTtl,
  readRateLimit,
} from '../../../gateway/management/new-gateway.js';
import type { DefineCommand } from '../../shared/define-command.js';
import { DOCTOR_TIMEOUT_MS, withAsk, withCommon, withPlace, withTimeout } from '../../shared/options.js';
import { withSetupModes } from './answers/mode-flags.js';

export const initCommand: DefineCommand = (program, run) => {
  withSetupModes(withTimeout(withAsk(withPlace(withCommon(program.command('init')))), DOCTOR_TIMEOUT_MS))
    .description('set up OpenClaw’s config and .env, and prove that they work')
    .option('--account-id <id>', 'Cloudflare account ID (or CLOUDFLARE_ACCOUNT_ID)')
    .option('--gateway <name>', 'name of the gateway (or CLOUDFLARE_AI_GATEWAY_ID)')
    .option('--token-stdin', 'read the gateway token from stdin')
    .option(
      '--token-env <name>',
      'read the gateway token from this variable (default: CLOUDFLARE_AI_GATEWAY_API_KEY)',
    )
    .option(
      '--token <value>',
      'the gateway token itself: other users of this machine can see it, prefer --token-stdin',
    )
    .option('--recipe <name>', 'compat, anthropic, openai, google, workers-ai or rest')
    .option('--pay <way>', 'stored, own-key or own-key-open: whose key pays the provider')
    .option('--provider <slug>', 'provider behind the gateway, such as openai')
    .option('--provider-key-env <name>', 'read the provider’s own key from this variable')
    .option(
      '--model <id>',
      'model to use, such as openai/gpt-4o-mini; several: again, or with commas',
      listed,
    )
    .option('--fallback <id>', 'model to fall back to; several: again, or with commas', listed)
    .option('--create-gateway', 'create the gateway if it does not exist (permission AI Gateway Edit)')
    .option(
      '--cache-ttl <seconds>',
      'of the new gateway: keep answers that long; 0 is off (default)',
      cacheTtl,
    )
    .option('--rate-limit <n/seconds>', 'of the new gateway: such as 100/60 (default: none)', rateLimit)
    .option('--no-logs', 'of the new gateway: keep no logs')
    .option('--no-authentication', 'of the new gateway: let requests pass without a token')
    .option('--keep-primary', 'leave agents.defaults.model.primary as it is')
    .option('--dry-run', 'show the changes and write nothing')
    .option('--no-check', 'do not run the doctor afterwards')
    .option('--accessible', 'plain questions: nothing is redrawn (also: CF_AIG_ACCESSIBLE=1)')
    .option('--sandbox', 'set up against a local sandbox (started with `cf-aig sandbox`)')
    .addHelpText(
      'after',
      `
Examples:
  $ cf-aig init
  $ cf-aig init --accessible
  $ printf %s "$TOKEN" | cf-aig init --account-id 0123456789abcdef0123456789abcdef \\
      --gateway my-gateway --token-stdin --model openai/gpt-4o-mini --no-input
  $ cf-aig init --print --account-id 0123456789abcdef0123456789abcdef \\
      --gateway my-gateway --model openai/gpt-4o-mini`,
    )
    .action(run('init', async (...args) => (await import('./init.js')).init(...args)));
};

function listed(text: string, before: string[] = []): string[] {
  return [...before, ...text.split(',').map((word) => word.trim())];
}

function cacheTtl(text: string): number {
  const seconds = readCacheTtl(text);
  if (seconds === undefined)
    throw new InvalidArgumentError(`It takes 0, or seconds from ${CACHE_TTL_MIN} to ${CACHE_TTL_MAX}.`);
  return seconds;
}

function rateLimit(text: string) {
  const limit = readRateLimit(text);
  if (!limit) throw new InvalidArgumentError('It takes requests and seconds, such as 100/60.');
  return limit;
}
