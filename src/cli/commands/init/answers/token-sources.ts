import { describeOrigin } from '../../../../openclaw/secrets/credential-problems.js';
import { TOKEN_VARIABLE } from '../../../../openclaw/secrets/credential-roles.js';
import type { Snapshot } from '../../../../openclaw/snapshot.js';
import { targetOf } from '../../../../openclaw/target.js';
import type { Io } from '../../../shared/io.js';
import { fromSandbox } from './answer-sources.js';
import type { InitOptions } from './init-options.js';

/** A token that was not typed. */
export interface TokenSource {
  token: string;
  /** For people, without the token: `CLOUDFLARE_API_TOKEN in the environment`. */
  place: string;
  /** Of other programs: it is OpenClaw's only if the user says so. */
  isForeign?: boolean;
  /** Exported: it wins against the `.env` that init writes. */
  isExported?: boolean;
}

/** Where wrangler and Cloudflare's own tools have their token. */
const FOREIGN_VARIABLES = ['CLOUDFLARE_API_TOKEN', 'CF_API_TOKEN'];

/** The tokens that can be used without typing one: what flags give, what OpenClaw has, and those of other tools. */
export function tokenSources(
  { env }: Pick<Io, 'env'>,
  options: Pick<InitOptions, 'token' | 'tokenEnv' | 'providerId' | 'sandbox'>,
  snapshot: Snapshot,
): TokenSource[] {
  const foreign = FOREIGN_VARIABLES.filter((name) => name !== options.tokenEnv).flatMap((name) =>
    env[name] ? [{ token: env[name], place: `${name} in the environment`, isForeign: true }] : [],
  );
  const sandbox = options.sandbox ? fromSandbox().token : undefined;
  const found = [
    ...(sandbox ? [{ token: sandbox, place: 'The sandbox’s token' }] : []),
    ...givenToken(env, options),
    ...storedTokens(snapshot, options),
    ...foreign,
  ];
  return found.filter(({ token }, index) => found.findIndex((other) => other.token === token) === index);
}

/** How a script uses a token of another tool. */
export function foreignTokenHint({ env }: Pick<Io, 'env'>): string | undefined {
  const name = FOREIGN_VARIABLES.find((variable) => env[variable]);
  return name && `${name} is set; to use it: --token-env ${name}`;
}

function givenToken(
  env: NodeJS.ProcessEnv,
  { token, tokenEnv }: Pick<InitOptions, 'token' | 'tokenEnv'>,
): TokenSource[] {
  if (token) return [{ token, place: '--token' }];
  const value = tokenEnv && env[tokenEnv];
  return value ? [{ token: value, place: `${tokenEnv} in the environment` }] : [];
}

function storedTokens(snapshot: Snapshot, options: Pick<InitOptions, 'providerId'>): TokenSource[] {
  const inBlock = targetOf(snapshot, options)?.credentials.gatewayToken;
  const variable = inBlock?.variable ?? TOKEN_VARIABLE;
  const held = snapshot.environment.lookup(variable);
  if (held?.value) {
    const isExported = held.from.kind === 'process';
    return [
      {
        token: held.value,
        place: `${variable} in ${describeOrigin({ ...held.from, line: undefined })}`,
        isExported,
      },
    ];
  }
  if (!inBlock || inBlock.unresolved) return [];
  return [{ token: inBlock.value, place: `the token in ${snapshot.place.configPath}` }];
}
