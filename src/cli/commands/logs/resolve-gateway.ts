import type { GatewayCall } from '../../../gateway/management/management.js';
import { redactSecretWords } from '../../../lib/redact/looks-secret.js';
import { gatewayOfTarget } from '../../../openclaw/gateway-of-target.js';
import { TOKEN_VARIABLE } from '../../../openclaw/secrets/credential-roles.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { targetOf } from '../../../openclaw/target.js';
import { type Missing, UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { refuseBrokenConfig } from '../../shared/open-setup.js';
import type { GatewayOptions } from '../../shared/options.js';

/** Flags, then the config, then variables. Throws UsageError, in the words of the command. */
export function resolveGateway(
  io: Io,
  options: GatewayOptions & { providerId?: string },
  snapshot: Snapshot,
  words: { problem: string; gateway: string; token: string },
): GatewayCall {
  const { env } = io;
  const { environment } = snapshot;
  const target = targetOf(snapshot, { providerId: options.providerId });
  const configured = target && gatewayOfTarget(target);
  const accountId = options.accountId ?? configured?.accountId ?? env.CLOUDFLARE_ACCOUNT_ID;
  const gateway = options.gateway ?? configured?.gateway ?? env.CLOUDFLARE_AI_GATEWAY_ID;
  const token = options.tokenEnv
    ? env[options.tokenEnv]
    : (configured?.token ?? environment.lookup(TOKEN_VARIABLE)?.value);
  if (accountId && gateway && token) {
    const origins = configured?.origins ?? snapshot.origins;
    return { origins, accountId, gateway, token };
  }

  refuseBrokenConfig(snapshot);
  const missing: Missing[] = [];
  if (!accountId)
    missing.push({ flag: '--account-id', env: 'CLOUDFLARE_ACCOUNT_ID', why: 'the account of the gateway' });
  if (!gateway) missing.push({ flag: '--gateway', env: 'CLOUDFLARE_AI_GATEWAY_ID', why: words.gateway });
  if (!token)
    missing.push({
      flag: options.tokenEnv ? `--token-env ${redactSecretWords(options.tokenEnv)}` : '--token-env',
      env: TOKEN_VARIABLE,
      why: words.token,
    });
  throw new UsageError(
    words.problem,
    'Run `cf-aig init` to set one up, or name one with these options.',
    missing,
  );
}
