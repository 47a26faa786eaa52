import { CREDENTIAL_HEADERS } from '../../diagnosis/exchange/exchange.js';
import { type ClientSetup, keyHeaderOf, usualTokenHeader } from '../../openclaw/client-setup.js';
import { type Missing, UsageError } from '../shared/errors.js';
import type { Io } from '../shared/io.js';
import type { PlaceOptions } from '../shared/options.js';
import type { ClientOptions } from './client-options.js';

/** The options of a command that takes both kinds of setups. */
export type SetupOptions = ClientOptions &
  PlaceOptions & { providerId?: string; fix?: boolean; all?: boolean };

type Flags<K extends string> = readonly (readonly [option: K, flag: string])[];

const CLIENT: Flags<keyof ClientOptions> = [
  ['baseUrl', '--base-url'],
  ['api', '--api'],
  ['model', '--model'],
  ['tokenEnv', '--token-env'],
  ['keyEnv', '--key-env'],
  ['tokenHeader', '--token-header'],
  ['header', '--header'],
];

const OPENCLAW: Flags<keyof SetupOptions> = [
  ['config', '--config'],
  ['envFile', '--env-file'],
  ['profile', '--profile'],
  ['providerId', '--provider-id'],
  ['fix', '--fix'],
  ['all', '--all'],
];

/** The client that the flags describe; undefined if none of them is there. `named`: models without a flag. Throws UsageError. */
export function readClient(
  { env }: Pick<Io, 'env'>,
  options: SetupOptions,
  named: readonly string[] = [],
): ClientSetup | undefined {
  const given = CLIENT.filter(([option]) => options[option] !== undefined).map(([, flag]) => flag);
  if (!given.length) return undefined;
  refuseOpenClawFlags(options);
  const { baseUrl, api, tokenEnv, keyEnv, tokenHeader } = options;
  const [model] = [...(options.model ?? []), ...named];
  const sent = (options.header ?? []).map((text) => readHeader(env, text));
  const missing = [
    ...missingParts(options, model),
    ...unsetVariables(env, options),
    ...sent.flatMap((header) => header.missing),
  ];
  if (missing.length || !baseUrl || !api || !model) {
    throw new UsageError(
      'this does not describe a client completely',
      given.includes('--base-url')
        ? 'docs/other-clients.md says which setting of a client is which flag.'
        : `${given.join(' and ')} ${given.length > 1 ? 'are' : 'is'} for another client than OpenClaw, which has a --base-url.`,
      missing,
    );
  }
  for (const name of [tokenEnv, keyEnv]) refuseUnsendable(env, name);
  const client = {
    ...{ baseUrl, api, model, tokenVariable: tokenEnv, keyVariable: keyEnv },
    headers: Object.fromEntries(sent.map(({ name, value }) => [name, value])),
    headerVariables: sent.flatMap(({ variables }) => variables),
  };
  const header = tokenHeader ?? usualTokenHeader(baseUrl);
  if (tokenEnv && keyEnv && header === keyHeaderOf(client))
    throw new UsageError(
      `the token and the key would both be in the header ${header}`,
      'A client sends one of them there. Leave out --token-header, or --key-env.',
    );
  return { ...client, tokenHeader: header };
}

function refuseOpenClawFlags(options: SetupOptions): void {
  const flags = OPENCLAW.filter(([option]) => options[option] !== undefined).map(([, flag]) => flag);
  if (!flags.length) return;
  throw new UsageError(
    `${flags.join(', ')} ${flags.length > 1 ? 'have' : 'has'} no meaning for another client than OpenClaw`,
    'With --base-url no file of OpenClaw is read or changed. Leave out one or the other.',
  );
}

function missingParts(
  { baseUrl, api, tokenEnv, keyEnv, tokenHeader }: ClientOptions,
  model: string | undefined,
): Missing[] {
  const lacksToken = tokenEnv === undefined && (keyEnv === undefined || tokenHeader !== undefined);
  const parts: [isMissing: boolean, part: Missing][] = [
    [!baseUrl, { flag: '--base-url', why: 'the base URL in the settings of the client' }],
    [!api, { flag: '--api', why: 'what it speaks, such as openai-completions or anthropic-messages' }],
    [!model?.trim(), { flag: '--model', why: 'the model that it asks for' }],
    [lacksToken, { flag: '--token-env', why: 'the variable with the gateway token' }],
  ];
  return parts.flatMap(([isMissing, part]) => (isMissing ? [part] : []));
}

function unsetVariables(env: NodeJS.ProcessEnv, { tokenEnv, keyEnv }: ClientOptions): Missing[] {
  return [
    ...(tokenEnv === undefined ? [] : unset(env, tokenEnv, '--token-env')),
    ...(keyEnv === undefined ? [] : unset(env, keyEnv, '--key-env')),
  ];
}

/** The variable, if it has no value. What has not the form of one may be the secret itself. */
function unset(env: NodeJS.ProcessEnv, name: string, flag: string): Missing[] {
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  if (value?.trim()) return [];
  if (!/^[A-Z_][A-Z0-9_]*$/.test(name))
    return [{ flag, why: 'there is no such variable; pass the name of one, not the value itself' }];
  return [{ flag, env: name, why: `that variable is ${value === undefined ? 'not set' : 'empty'}` }];
}

/** What HTTP does not allow in the value of a header would look like a fault of the connection. */
function refuseUnsendable(env: NodeJS.ProcessEnv, name: string | undefined): void {
  if (name === undefined || !/[^\t\x20-\x7e\x80-\xff]/.test(env[name]?.trim() ?? '')) return;
  throw new UsageError(
    `the value of ${name} cannot be sent in a header`,
    'There is a line break or another character in it that no credential has. Copy it anew.',
  );
}

/** What HTTP allows as a name. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
/** What belongs to the connection, which cf-aig makes itself. */
const OF_THE_CONNECTION =
  /^(connection|content-length|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/;
const VARIABLE = /\$\{(\w+)\}/g;

function readHeader(env: NodeJS.ProcessEnv, text: string) {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(equals, 0)).trim().toLowerCase();
  const written = text.slice(equals + 1).trim();
  if (!HEADER_NAME.test(name) || !written)
    throw new UsageError('--header needs a name and a value', 'Such as --header cf-aig-cache-ttl=3600.');
  if (CREDENTIAL_HEADERS.some((header) => header === name))
    throw new UsageError(
      `--header ${name}: a credential has flags of its own`,
      'Name the variable of the gateway token with --token-env and its header with --token-header, and the variable of the provider’s key with --key-env.',
    );
  if (OF_THE_CONNECTION.test(name))
    throw new UsageError(
      `--header ${name}: it belongs to the connection, not to the settings of a client`,
      'Leave it out: cf-aig makes the connection itself.',
    );
  const variables = [...written.matchAll(VARIABLE)].map(([, variable = '']) => variable);
  const value = written.replace(VARIABLE, (_, variable: string) => env[variable] ?? '');
  if (/[^\t\x20-\x7e]/.test(value))
    throw new UsageError(`--header ${name}: the value cannot be sent`, 'It takes ASCII in one line.');
  const missing = variables.flatMap((variable) => unset(env, variable, `--header ${name}`));
  return { name, value, variables, missing };
}
