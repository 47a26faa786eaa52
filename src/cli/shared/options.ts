import { type Command, InvalidArgumentError, Option, type OptionValues } from '@commander-js/extra-typings';

/** Default timeout of a free request. */
export const DOCTOR_TIMEOUT_MS = 10_000;
/** Default timeout of a request to a model. */
export const MODEL_TIMEOUT_MS = 60_000;

/** Default time for a whole command. */
const DEADLINE_MS = 300_000;

/** Headings of the help. A command's own options come first. */
export const OPTIONS = 'Options:';
export const MORE_OPTIONS = 'More options:';
/** Of commands that take another client than OpenClaw too. */
export const CLIENT_OPTIONS = 'Another client than OpenClaw (docs/other-clients.md):';
/** Of several commands. */
export const COMMON_OPTIONS = 'Common options:';

/** A command with arguments `A` and options `O`, both inferred from its flags. */
export type Declared<A extends unknown[], O extends OptionValues> = Command<A, O>;

/** The options of a function that declares flags or a whole command. */
export type OptionsOf<F extends (...of: never[]) => { opts(): unknown }> = ReturnType<ReturnType<F>['opts']>;

export function withCommon<A extends unknown[], O extends OptionValues>(
  command: Declared<A, O>,
  verbose = 'print every exchange on stderr, without secrets',
) {
  return command
    .optionsGroup(COMMON_OPTIONS)
    .helpOption('-h, --help', 'show help')
    .option('--json', 'print one JSON document on stdout instead of text')
    .option('--verbose', verbose)
    .option('--no-color', 'disable colours (also: NO_COLOR=1)')
    .optionsGroup(OPTIONS);
}

/** `--env-file` is a flag of Node too, which takes it wherever it stands, and ends at once if there is no such file. */
export function withPlace<A extends unknown[], O extends OptionValues>(command: Declared<A, O>) {
  return command
    .optionsGroup(COMMON_OPTIONS)
    .option('--config <file>', 'OpenClaw’s config (default: where OpenClaw looks)')
    .option('--env-file <file>', 'the .env file, which must exist (default: next to the config)')
    .option('--profile <name>', 'OpenClaw profile, as in `openclaw --profile`', profileName)
    .optionsGroup(OPTIONS);
}

/** OpenClaw's rule (2026.9.6): the name becomes part of a folder name. */
function profileName(text: string): string {
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/i.test(text.trim())) {
    throw new InvalidArgumentError(
      'A profile name has 1 to 64 letters, digits, hyphens and underscores, and begins with a letter or a digit.',
    );
  }
  return text.trim();
}

/** For commands that use one block. */
export function withBlock<A extends unknown[], O extends OptionValues>(command: Declared<A, O>) {
  return command
    .optionsGroup(MORE_OPTIONS)
    .option('--provider-id <id>', 'use this entry of models.providers (default: that of the primary model)')
    .optionsGroup(OPTIONS);
}

export function withAsk<A extends unknown[], O extends OptionValues>(
  command: Declared<A, O>,
  yes = 'answer every question with yes',
) {
  return command
    .optionsGroup(COMMON_OPTIONS)
    .option('--no-input', 'never prompt; list what is missing instead')
    .option('-y, --yes', yes)
    .optionsGroup(OPTIONS);
}

export function withTimeout<A extends unknown[], O extends OptionValues>(
  command: Declared<A, O>,
  defaultMs: number,
) {
  return command.addOption(
    new Option('--timeout <ms>', 'timeout of each request, in milliseconds')
      .default(defaultMs)
      .argParser(milliseconds)
      .helpGroup(COMMON_OPTIONS),
  );
}

/** For commands with many requests: within `--timeout` there has to be an answer, within `--deadline` the result. */
export function withDeadline<A extends unknown[], O extends OptionValues>(
  command: Declared<A, O>,
  defaultMs = DEADLINE_MS,
) {
  return command.addOption(
    new Option('--deadline <ms>', 'give up after this time in all, in milliseconds')
      .default(defaultMs)
      .argParser(milliseconds)
      .helpGroup(COMMON_OPTIONS),
  );
}

/** For commands that read a gateway's log. */
export function withGateway<A extends unknown[], O extends OptionValues>(command: Declared<A, O>) {
  return command
    .optionsGroup(MORE_OPTIONS)
    .option(
      '--account-id <id>',
      'Cloudflare account ID (default: that of the config, or CLOUDFLARE_ACCOUNT_ID)',
    )
    .option(
      '--gateway <name>',
      'name of the gateway (default: that of the config, or CLOUDFLARE_AI_GATEWAY_ID)',
    )
    .option('--token-env <name>', 'variable with a token that can read (AI Gateway: Read)')
    .optionsGroup(OPTIONS);
}

type None = Record<never, never>;
/** Options of every command. `color` is false with `--no-color`. */
export type CommonOptions = OptionsOf<typeof withCommon<[], None>>;
/** The location of OpenClaw's files. */
export type PlaceOptions = OptionsOf<typeof withPlace<[], None>>;
/** `input` is false with `--no-input`. */
export type AskOptions = OptionsOf<typeof withAsk<[], None>>;
export type GatewayOptions = OptionsOf<typeof withGateway<[], None>>;

const MAX_TIMEOUT_MS = 3_600_000;

function milliseconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > MAX_TIMEOUT_MS) {
    throw new InvalidArgumentError(
      `It takes a whole number of milliseconds from 1 to ${MAX_TIMEOUT_MS}, such as 10000.`,
    );
  }
  return value;
}

const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Collects the values of an option that may be given several times. */
export function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}

/** Parses `90s`, `15m`, `1h`, `7d` (ago) or a date. Milliseconds since the epoch. */
export function timeAgo(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([smhdw])$/.exec(text.trim()) ?? [];
  if (number && unit) return Math.max(0, Date.now() - Number(number) * UNITS[unit]!);
  const date = Date.parse(text);
  if (!Number.isNaN(date) && date <= Date.now() && /^\d{4}-/.test(text)) return date;
  throw new InvalidArgumentError(
    'It takes how long ago, such as 30m, 1h or 7d, or a past date such as 2026-11-01.',
  );
}

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`);
  };
}
