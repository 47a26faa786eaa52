import { type Command, InvalidArgumentError } from '@commander-js/extra-typings';
import {
  CACHE_TTL_MAX,
  CACHE_TTL_MIN,
  readCacheTtl,
  readRateLimit,
} from '../../../../gateway/management/new-gateway.js';
import {
  DOCTOR_TIMEOUT_MS,
  MORE_OPTIONS,
  type OptionsOf,
  withAsk,
  withCommon,
  withPlace,
  withTimeout,
} from '../../../shared/options.js';

const YES = 'ask nothing: take what Enter would take';

export const withInitFlags = (command: Command) =>
  withTimeout(withAsk(withPlace(withCommon(command)), YES), DOCTOR_TIMEOUT_MS)
    .option(
      '--model <id>',
      'model to use, such as openai/gpt-4o-mini; repeat it or use commas for several',
      splitList,
    )
    .option('--account-id <id>', 'Cloudflare account ID (or CLOUDFLARE_ACCOUNT_ID)')
    .option('--gateway <name>', 'name of the gateway (or CLOUDFLARE_AI_GATEWAY_ID)')
    .option('--token-stdin', 'read the Cloudflare API token from stdin')
    .option('--dry-run', 'show the changes and write nothing')
    .option(
      '--skill',
      'also give OpenClaw’s agents the skill to examine their gateway with cf-aig; alone, add only the skill to an existing setup',
    )
    .optionsGroup('Credentials:')
    .option(
      '--token-env <name>',
      'read the Cloudflare API token from this variable (default: CLOUDFLARE_AI_GATEWAY_API_KEY)',
    )
    .option(
      '--token <value>',
      'the Cloudflare API token; visible to other users of this machine, so prefer --token-stdin',
    )
    .option(
      '--pay <way>',
      'stored, own-key or own-key-open: Cloudflare pays the provider (from credits, or with a key that you store there), or you with a key of your own (open: the gateway asks for no token)',
    )
    .option('--provider <slug>', 'provider behind the gateway, such as openai')
    .option('--provider-key-env <name>', 'read the provider’s own key from this variable')
    .option(
      '--recipe <name>',
      'compat, anthropic, openai, google, workers-ai or rest: whose API the requests are written for (compat: OpenAI’s, for every provider)',
    )
    .optionsGroup('Models and requests:')
    .option('--fallback <id>', 'model to fall back to; repeat it or use commas for several', splitList)
    .option('--keep-primary', 'do not change agents.defaults.model.primary')
    .option(
      '--header <name=value>',
      'header of AI Gateway to send with every request, such as cf-aig-cache-ttl=3600; empty removes it; repeat it for several',
      addText,
    )
    .option(
      '--memory-search [model]',
      'use the gateway for the embeddings of OpenClaw’s memory search (default model: text-embedding-3-small)',
    )
    .optionsGroup('A new gateway:')
    .option('--create-gateway', 'create the gateway if it does not exist (permission AI Gateway Edit)')
    .option(
      '--cache-ttl <seconds>',
      'of the new gateway: how long to cache responses; 0 is off (default)',
      cacheTtl,
    )
    .option('--rate-limit <n/seconds>', 'of the new gateway, such as 100/60 (default: none)', rateLimit)
    .option('--no-logs', 'of the new gateway: store no logs')
    .option('--no-authentication', 'of the new gateway: accept requests without a token')
    .optionsGroup('Instead of setting up:')
    .option('--add-model <id...>', 'list more models in the existing setup; the primary stays')
    .option('--remove-model <id...>', 'take models out of the existing setup, and their fallbacks')
    .option('--remove', 'remove what init added, and nothing else')
    .option('--print', 'only print what would go into openclaw.json and .env, without secrets')
    .optionsGroup(MORE_OPTIONS)
    .option(
      '--provider-id <id>',
      'name of the entry in models.providers; another name sets up a second one (default: cloudflare-ai-gateway)',
      blockId,
    )
    .option('--no-check', 'do not run the doctor afterwards')
    .option(
      '--sandbox [port]',
      'set up against a local sandbox, started with `cf-aig sandbox` (default port: 8787)',
      port,
    )
    .option('--accessible', 'plain prompts without redrawing (also: CF_AIG_ACCESSIBLE=1)');

export type InitOptions = OptionsOf<typeof withInitFlags>;

/** The part of a model ref before its first slash. */
function blockId(text: string): string {
  if (/^[a-z][a-z0-9._-]{0,63}$/.test(text)) return text;
  throw new InvalidArgumentError(
    'It takes lower-case letters, digits, dots and hyphens, such as cloudflare-ai-gateway-work.',
  );
}

function splitList(text: string, before: string[] = []): string[] {
  return [...before, ...text.split(',').map((word) => word.trim())];
}

function addText(text: string, before: string[] = []): string[] {
  return [...before, text];
}

function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 65_535) return number;
  throw new InvalidArgumentError('It takes the port that the sandbox listens on, such as 8899.');
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
