import { type Command, InvalidArgumentError, Option, type OptionValues } from '@commander-js/extra-typings';

/** Longest wait for one answer to a free request. */
export const DOCTOR_TIMEOUT_MS = 10_000;
/** Longest wait for a model. */
export const MODEL_TIMEOUT_MS = 60_000;

/** A command on which flags were declared: `A` its arguments, `O` its options, both inferred from the flags. */
type Declared<A extends unknown[], O extends OptionValues> = Command<A, O>;

/** The options that a declaration of flags, or of a whole command, comes to. */
export type OptionsOf<F extends (...of: never[]) => { opts(): unknown }> = ReturnType<ReturnType<F>['opts']>;

export function withCommon<A extends unknown[], O extends OptionValues>(command: Declared<A, O>) {
  return command
    .option('--json', 'print one JSON document on stdout instead of text')
    .option('--verbose', 'show every exchange on stderr, secrets removed')
    .option('--no-color', 'no colours (also: NO_COLOR=1)');
}

export function withPlace<A extends unknown[], O extends OptionValues>(command: Declared<A, O>) {
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
export function withBlock<A extends unknown[], O extends OptionValues>(command: Declared<A, O>) {
  return command.option('--provider-id <id>', 'look at this block (default: that of the primary model)');
}

export function withAsk<A extends unknown[], O extends OptionValues>(command: Declared<A, O>) {
  return command
    .option('--no-input', 'never ask; say what is missing instead')
    .option('-y, --yes', 'answer every question with yes');
}

export function withTimeout<A extends unknown[], O extends OptionValues>(
  command: Declared<A, O>,
  defaultMs: number,
) {
  return command.addOption(
    new Option('--timeout <ms>', 'longest wait for one answer, in milliseconds')
      .default(defaultMs)
      .argParser(milliseconds),
  );
}

/** For commands that read a gateway's log, where the config does not say which. */
export function withGateway<A extends unknown[], O extends OptionValues>(command: Declared<A, O>) {
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

type None = Record<never, never>;
/** Options that every command understands. `color`: false when `--no-color` was given. */
export type CommonOptions = OptionsOf<typeof withCommon<[], None>>;
/** Where OpenClaw's files are. */
export type PlaceOptions = OptionsOf<typeof withPlace<[], None>>;
/** `input`: false when `--no-input` was given. */
export type AskOptions = OptionsOf<typeof withAsk<[], None>>;
export type GatewayOptions = OptionsOf<typeof withGateway<[], None>>;

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
