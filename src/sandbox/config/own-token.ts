import { randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { SANDBOX_TOKEN_MARK } from '../../gateway/address/origins.js';
import type { SandboxConfig } from './config-types.js';
import { DEFAULT_CONFIG, SANDBOX_TOKENS } from './defaults.js';

/** Fewer can be guessed. */
const MIN_LENGTH = 16;
/** As Cloudflare's own. */
const TOKEN_LENGTH = 53;
const CHARACTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** The user's own token cannot be used; the message says why, without it. */
export class BadToken extends Error {
  override name = 'BadToken';
}

/**
 * The config with an own token first, and without the tokens that everyone can read in the documentation. When other
 * machines can reach the sandbox, there is always an own token: the given one, one of the config, or a new one; and the
 * built-in gateway without authentication is left out. Throws BadToken.
 */
export function withOwnToken(
  config: SandboxConfig,
  { token, isExposed }: { token?: string; isExposed: boolean },
): SandboxConfig {
  if (token === undefined && !isExposed) return config;
  const own = config.tokens.filter(({ value }) => !isPublic(value) && value !== token);
  const added = token !== undefined ? checkToken(token) : own.length === 0 ? newToken() : undefined;
  const accountId = config.gateways[0]?.accountId ?? config.accounts[0]?.id ?? '';
  const isBuiltIn = isDeepStrictEqual(plain(config.gateways), plain(DEFAULT_CONFIG.gateways));
  return {
    ...config,
    tokens: added === undefined ? own : [{ ...SANDBOX_TOKENS.good, accountId, value: added }, ...own],
    gateways:
      isExposed && isBuiltIn
        ? config.gateways.filter(({ authentication }) => authentication)
        : config.gateways,
  };
}

function checkToken(token: string): string {
  if (isPublic(token)) throw new BadToken('it is a token of the documentation, which everyone knows');
  if (token.length < MIN_LENGTH) throw new BadToken(`it has fewer than ${MIN_LENGTH} characters`);
  if (!/^[\w.~+/=-]+$/.test(token)) throw new BadToken('it has characters that a Bearer token cannot have');
  return token;
}

function newToken(): string {
  const start = `cfut_${SANDBOX_TOKEN_MARK}`;
  const rest = Array.from(
    { length: TOKEN_LENGTH - start.length },
    () => CHARACTERS[randomInt(CHARACTERS.length)],
  );
  return start + rest.join('');
}

function isPublic(value: string): boolean {
  return Object.values(SANDBOX_TOKENS).some((token) => token.value === value);
}

/** A copy; those of `structuredClone` may have prototypes that are never equal to others. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
