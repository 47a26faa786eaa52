import { normaliseModel } from '../../../../openclaw/blocks/recipe-model-ids.js';
import { keyVariableOf, type Payment, recipeOfRoute } from '../../../../openclaw/blocks/recipes.js';
import { paymentOf, TOKEN_VARIABLE } from '../../../../openclaw/secrets/credential-roles.js';
import type { Snapshot } from '../../../../openclaw/snapshot.js';
import { targetOf } from '../../../../openclaw/target.js';
import { DEFAULT_CONFIG, DEFAULT_ORIGIN, originAt } from '../../../../sandbox/config/defaults.js';
import { UsageError } from '../../../shared/errors.js';
import type { Io } from '../../../shared/io.js';
import type { RawAnswers } from './answers.js';
import type { InitOptions } from './init-options.js';
import { takePasted } from './pasted-flags.js';

/** Unchecked answers from flags and variables. */
export async function fromFlags(io: Io, options: InitOptions): Promise<RawAnswers> {
  const { env } = io;
  const given = compact<RawAnswers>({
    accountId: options.accountId ?? env.CLOUDFLARE_ACCOUNT_ID,
    gateway: options.gateway ?? env.CLOUDFLARE_AI_GATEWAY_ID,
    token: await tokenFrom(io, options),
    pay: options.pay,
    recipe: options.recipe,
    provider: options.provider,
    providerKey: options.providerKeyEnv && variable(io, options.providerKeyEnv, '--provider-key-env'),
    ...modelsFrom(options),
  });
  return takePasted(io, options, given);
}

/** The first `--model` becomes the primary; a fallback never does. */
function modelsFrom({ model = [], fallback = [] }: InitOptions): RawAnswers {
  const [first, ...rest] = model;
  return {
    model: first,
    ...(rest.length && { moreModels: rest }),
    ...(fallback.length && { fallbacks: fallback }),
  };
}

/** Bytes, far more than any token. */
const MAX_TOKEN_BYTES = 64 * 1024;

async function tokenFrom(io: Io, { token, tokenEnv, tokenStdin }: InitOptions): Promise<string | undefined> {
  if ([token, tokenEnv, tokenStdin].filter(Boolean).length > 1) {
    throw new UsageError(
      'more than one source for the token',
      'Use only one of --token-stdin, --token-env and --token.',
    );
  }
  if (token) {
    io.redactor.add(token);
    io.err(
      'Warning: a token on the command line is visible to other users of this machine (ps, shell history). Prefer --token-stdin.\n',
    );
    return token;
  }
  if (tokenStdin) {
    const text = await io.readStdin(MAX_TOKEN_BYTES);
    if (text === undefined)
      throw new UsageError('--token-stdin: stdin is too long for a token', 'Pipe in only the token.');
    // `echo "$TOKEN" |` adds a newline.
    const value = text.replace(/\r?\n$/, '');
    if (!value)
      throw new UsageError(
        '--token-stdin: stdin is empty',
        'Pipe in the token: printf %s "$TOKEN" | cf-aig init --token-stdin …',
      );
    return value;
  }
  if (tokenEnv) return variable(io, tokenEnv, '--token-env');
  return io.env[TOKEN_VARIABLE] || undefined;
}

export function variable(io: Io, name: string, flag: string): string {
  const value = io.env[name];
  if (value) return value;
  // The user may have passed the value itself.
  const redacted = /^[A-Z_][A-Z0-9_]*$/.test(name) ? name : '[redacted]';
  throw new UsageError(
    `${flag} ${redacted}: the variable is ${value === undefined ? 'not set' : 'empty'}`,
    'Pass the name of a variable, not the value itself.',
  );
}

type ExistingOptions = Pick<InitOptions, 'providerId' | 'token' | 'tokenEnv' | 'tokenStdin'>;

/** The answers of an existing setup. */
export function fromExisting(snapshot: Snapshot, options: ExistingOptions): RawAnswers {
  const target = targetOf(snapshot, options);
  const token = snapshot.environment.lookup(TOKEN_VARIABLE)?.value;
  if (!target) return { token };
  const { url, modelId, credentials } = target;
  const recipe = recipeOfRoute(url?.route);
  const { gatewayToken, providerKey } = credentials;
  return {
    accountId: url?.accountId,
    gateway: url?.gateway ?? target.block.headers['cf-aig-gateway-id'],
    token: gatewayToken && !gatewayToken.unresolved ? gatewayToken.value : token,
    // A key that only OpenClaw can read may be the provider's or the token: such a block is not taken over.
    ...(credentials.held === undefined && { pay: withGivenToken(paymentOf(credentials), options), recipe }),
    providerKey: providerKey?.unresolved ? undefined : providerKey?.value,
    provider: recipe && modelId ? normaliseModel(recipe, undefined, modelId).provider : undefined,
    model: modelId,
  };
}

/** The key under the usual name of a provider's variable, as OpenClaw has it. */
export function usualKey(
  { environment }: Pick<Snapshot, 'environment'>,
  provider: string,
): string | undefined {
  return environment.lookup(keyVariableOf(provider))?.value || undefined;
}

/** A token that the flags give is to be sent, even if the block has sent none so far. */
function withGivenToken(payment: Payment, { token, tokenEnv, tokenStdin }: ExistingOptions): Payment {
  return payment === 'own-key-open' && (token || tokenEnv || tokenStdin) ? 'own-key' : payment;
}

/** `--sandbox`: the account, gateway and token of the local gateway. */
export function fromSandbox(): RawAnswers {
  const [gateway] = DEFAULT_CONFIG.gateways;
  const [token] = DEFAULT_CONFIG.tokens;
  return { accountId: gateway!.accountId, gateway: gateway!.id, token: token!.value };
}

/** `--sandbox` leaves the addresses to the variables; `--sandbox 8899` does not. */
export function sandboxEnv(env: NodeJS.ProcessEnv, port: number | true): NodeJS.ProcessEnv {
  const origin = port === true ? DEFAULT_ORIGIN : originAt(port);
  const addresses = { CF_AIG_GATEWAY_ORIGIN: origin, CLOUDFLARE_API_BASE_URL: `${origin}/client/v4` };
  return port === true ? { ...addresses, ...env } : { ...env, ...addresses };
}

/** What starts a sandbox at this origin. */
export function sandboxCommand(origin: string): string {
  return `cf-aig sandbox${origin === DEFAULT_ORIGIN ? '' : ` --port ${new URL(origin).port}`}`;
}

function compact<T extends object>(record: T): Partial<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Partial<T>;
}
