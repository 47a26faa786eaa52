import { normaliseModel } from '../../../../openclaw/blocks/recipe-model-ids.js';
import { recipeOfRoute } from '../../../../openclaw/blocks/recipes.js';
import { paymentOf, TOKEN_VARIABLE } from '../../../../openclaw/secrets/credential-roles.js';
import type { Snapshot } from '../../../../openclaw/snapshot.js';
import { targetOf } from '../../../../openclaw/target.js';
import { DEFAULT_CONFIG } from '../../../../sandbox/config/defaults.js';
import { UsageError } from '../../../shared/errors.js';
import type { Io } from '../../../shared/io.js';
import type { Given } from './answers.js';
import type { InitOptions } from './init-options.js';

/** What flags and variables say, unchecked. */
export async function fromFlags(io: Io, options: InitOptions): Promise<Given> {
  const { env } = io;
  return compact<Given>({
    accountId: options.accountId ?? env.CLOUDFLARE_ACCOUNT_ID,
    gateway: options.gateway ?? env.CLOUDFLARE_AI_GATEWAY_ID,
    token: await tokenFrom(io, options),
    pay: options.pay,
    recipe: options.recipe,
    provider: options.provider,
    providerKey: options.providerKeyEnv && variable(io, options.providerKeyEnv, '--provider-key-env'),
    ...modelsFrom(options),
  });
}

/** The first `--model` is the primary; without one the first fallback cannot be it. */
function modelsFrom({ model = [], fallback = [] }: InitOptions): Given {
  const [first, ...rest] = model;
  return {
    model: first,
    ...(rest.length && { moreModels: rest }),
    ...(fallback.length && { fallbacks: fallback }),
  };
}

/** Bytes; far more than any token has. */
const LONGEST_TOKEN = 64 * 1024;

async function tokenFrom(io: Io, { token, tokenEnv, tokenStdin }: InitOptions): Promise<string | undefined> {
  if ([token, tokenEnv, tokenStdin].filter(Boolean).length > 1) {
    throw new UsageError(
      'more than one source for the token',
      'Give one of --token-stdin, --token-env and --token.',
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
    const text = await io.readStdin(LONGEST_TOKEN);
    if (text === undefined)
      throw new UsageError(
        '--token-stdin: what came on stdin is too long for a token',
        'Pipe in the token and nothing else.',
      );
    // `echo "$TOKEN" |` adds a newline that is not meant.
    const value = text.replace(/\r?\n$/, '');
    if (!value)
      throw new UsageError(
        '--token-stdin: nothing came on stdin',
        'Pipe the token in: printf %s "$TOKEN" | cf-aig init --token-stdin …',
      );
    return value;
  }
  if (tokenEnv) return variable(io, tokenEnv, '--token-env');
  return io.env[TOKEN_VARIABLE] || undefined;
}

function variable(io: Io, name: string, flag: string): string {
  const value = io.env[name];
  if (value) return value;
  // Does not repeat the value itself, which was given by mistake.
  const shown = /^[A-Z_][A-Z0-9_]*$/.test(name) ? name : '[redacted]';
  throw new UsageError(
    `${flag} ${shown}: the variable is ${value === undefined ? 'not set' : 'empty'}`,
    'Give the name of a variable that holds the value, not the value itself.',
  );
}

/** What an existing setup already says: the same answers need not be given twice. */
export function fromExisting(snapshot: Snapshot, { providerId }: Pick<InitOptions, 'providerId'>): Given {
  const target = targetOf(snapshot, { providerId });
  const token = snapshot.environment.lookup(TOKEN_VARIABLE)?.value;
  if (!target) return { token };
  const { url, modelId, credentials } = target;
  const recipe = recipeOfRoute(url?.route);
  const { gatewayToken, providerKey } = credentials;
  return {
    accountId: url?.accountId,
    gateway: url?.gateway ?? target.block.headers['cf-aig-gateway-id'],
    token: gatewayToken && !gatewayToken.unresolved ? gatewayToken.value : token,
    pay: paymentOf(credentials),
    recipe,
    providerKey: providerKey?.unresolved ? undefined : providerKey?.value,
    provider: recipe && modelId ? normaliseModel(recipe, undefined, modelId).provider : undefined,
    model: modelId,
  };
}

const SANDBOX_ORIGIN = 'http://127.0.0.1:8787';

/** `--sandbox`: the local gateway's own account, gateway and token, and its addresses unless they are set already. */
export function fromSandbox(): Given {
  const [gateway] = DEFAULT_CONFIG.gateways;
  const [token] = DEFAULT_CONFIG.tokens;
  return { accountId: gateway!.accountId, gateway: gateway!.id, token: token!.value };
}

export function sandboxEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const moved = {
    CF_AIG_GATEWAY_ORIGIN: SANDBOX_ORIGIN,
    CLOUDFLARE_API_BASE_URL: `${SANDBOX_ORIGIN}/client/v4`,
  };
  return { ...moved, ...env };
}

function compact<T extends object>(record: T): Partial<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Partial<T>;
}
