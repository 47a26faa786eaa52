import { type Command, InvalidArgumentError, Option } from 'commander';

/** Longest wait for one answer to a free request. */
export const DOCTOR_TIMEOUT_MS = 10_000;
/** Longest wait for a model. */
export const MODEL_TIMEOUT_MS = 60_000;

/** Options that every command understands. */
export interface CommonOptions {
  json?: boolean;
  /** commander: false when `--no-color` was given */
  color?: boolean;
  verbose?: boolean;
}

/** Where OpenClaw's files are. */
export interface PlaceOptions {
  config?: string;
  envFile?: string;
  profile?: string;
}

export interface AskOptions {
  /** commander: false when `--no-input` was given */
  input?: boolean;
  yes?: boolean;
}

export function withCommon(command: Command): Command {
  return command
    .option('--json', 'print one JSON document on stdout instead of text')
    .option('--verbose', 'show every exchange on stderr, secrets removed')
    .option('--no-color', 'no colours (also: NO_COLOR=1)');
}

export function withPlace(command: Command): Command {
  return command
    .option('--config <file>', 'OpenClaw’s config (default: where OpenClaw looks)')
    .option('--env-file <file>', 'the .env file (default: beside the config)')
    .option('--profile <name>', 'OpenClaw profile, as in `openclaw --profile`', profileName);
}

/** OpenClaw's own rule (2026.9.6): the name becomes part of a folder's. */
function profileName(text: string): string {
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/i.test(text.trim())) {
    throw new InvalidArgumentError(
      'A profile’s name has 1 to 64 letters, digits, hyphens and underscores, and begins with a letter or a digit.',
    );
  }
  return text.trim();
}

/** For commands that look at one block. */
export function withBlock(command: Command): Command {
  return command.option('--provider-id <id>', 'look at this block (default: that of the primary model)');
}

export function withAsk(command: Command): Command {
  return command
    .option('--no-input', 'never ask; say what is missing instead')
    .option('-y, --yes', 'answer every question with yes');
}

export function withTimeout(command: Command, defaultMs: number): Command {
  return command.addOption(
    new Option('--timeout <ms>', 'longest wait for one answer, in milliseconds')
      .default(defaultMs)
      .argParser(milliseconds),
  );
}

/** Which gateway's log is meant, where the config does not say it. */
export interface GatewayOptions {
  accountId?: string;
  gateway?: string;
  tokenEnv?: string;
}

export function withGateway(command: Command): Command {
  return command
    .option(
      '--account-id <id>',
      'Cloudflare account ID (default: that of the config, or CLOUDFLARE_ACCOUNT_ID)',
    )
    .option(
      '--gateway <name>',
      'name of the gateway (default: that of the config, or CLOUDFLARE_AI_GATEWAY_ID)',
    )
    .option('--token-env <name>', 'variable with a token that may read (AI Gateway: Read)');
}

const LONGEST_TIMEOUT_MS = 600_000;

function milliseconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > LONGEST_TIMEOUT_MS) {
    throw new InvalidArgumentError(
      `It takes whole milliseconds from 1 to ${LONGEST_TIMEOUT_MS}, such as 10000.`,
    );
  }
  return value;
}

const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `90s`, `15m`, `1h`, `7d` ago, or a date: milliseconds since 1970. */
export function timeAgo(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([smhdw])$/.exec(text.trim()) ?? [];
  if (number && unit) return Date.now() - Number(number) * UNITS[unit]!;
  const date = Date.parse(text);
  if (!Number.isNaN(date) && date <= Date.now() && /^\d{4}-/.test(text)) return date;
  throw new InvalidArgumentError(
    'It takes a time back from now, such as 30m, 1h or 7d, or a past date such as 2026-11-01.',
  );
}

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`);
  };
}
