import type { GatewayCall } from '../../../gateway/management/management.js';
import type { Lab } from '../../../lab/lab.js';
import { type LogReader, LogsRefused } from '../../../logs/log-pages.js';
import { rowSender, type SentOf } from '../../../logs/row-sender.js';
import { gatewayOfTarget } from '../../../openclaw/gateway-of-target.js';
import { TOKEN_VARIABLE } from '../../../openclaw/secrets/credential-roles.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { type Target, targetOf } from '../../../openclaw/target.js';
import { CauseError, KnownError, type Missing, UsageError } from '../../shared/errors.js';
import { exchangeText } from '../../shared/exchange-text.js';
import type { Io } from '../../shared/io.js';
import { refuseBrokenConfig } from '../../shared/open-setup.js';
import type { CommonOptions, GatewayOptions } from '../../shared/options.js';

/** Reads the gateway's log. `lab` should keep no exchanges: a long log would not fit into memory. */
export async function openLog(
  io: Io,
  options: CommonOptions & GatewayOptions & { providerId?: string },
  snapshot: Snapshot,
  lab: Lab,
  signal?: AbortSignal,
): Promise<LogReader> {
  const gateway = gatewayMeant(io, options, snapshot);
  io.redactor.add(gateway.token);
  const either = (ended?: AbortSignal) => AbortSignal.any([signal, ended].flatMap((one) => one ?? []));
  return {
    gateway,
    async send(request, ended) {
      const exchange = await lab.ask(request, { signal: either(ended) });
      if (options.verbose) io.err(exchangeText(exchange));
      return exchange;
    },
    sleep: (ms, ended) => io.sleep(ms, either(ended)),
    sentOf: senderOf(gateway, options, snapshot),
  };
}

/** What the blocks of this gateway send. */
function senderOf(
  { accountId, gateway }: GatewayCall,
  { providerId }: { providerId?: string },
  snapshot: Snapshot,
): SentOf {
  const targets = snapshot.blocks.flatMap(({ id, models }) =>
    models.flatMap((model) => targetOf(snapshot, { providerId: id, modelId: model.id }) ?? []),
  );
  const isHere = (target: Target) => {
    const own = gatewayOfTarget(target);
    return own?.accountId === accountId && own.gateway === gateway;
  };
  const usual = targetOf(snapshot, { providerId });
  return rowSender(targets.filter(isHere), usual && isHere(usual) ? usual : undefined);
}

/** Flags, then variables, then the config. */
function gatewayMeant(
  io: Io,
  options: GatewayOptions & { providerId?: string },
  snapshot: Snapshot,
): GatewayCall {
  const { env } = io;
  const { origins, environment } = snapshot;
  const target = targetOf(snapshot, { providerId: options.providerId });
  const ofConfig = target && gatewayOfTarget(target);
  const accountId = options.accountId ?? ofConfig?.accountId ?? env.CLOUDFLARE_ACCOUNT_ID;
  const gateway = options.gateway ?? ofConfig?.gateway ?? env.CLOUDFLARE_AI_GATEWAY_ID;
  const token = options.tokenEnv
    ? env[options.tokenEnv]
    : (ofConfig?.token ?? environment.lookup(TOKEN_VARIABLE)?.value);
  if (accountId && gateway && token) return { origins, accountId, gateway, token };

  refuseBrokenConfig(snapshot);
  const missing: Missing[] = [];
  if (!accountId)
    missing.push({ flag: '--account-id', env: 'CLOUDFLARE_ACCOUNT_ID', why: 'whose gateway it is' });
  if (!gateway) missing.push({ flag: '--gateway', env: 'CLOUDFLARE_AI_GATEWAY_ID', why: 'whose log it is' });
  if (!token)
    missing.push({
      flag: options.tokenEnv ? `--token-env ${options.tokenEnv}` : '--token-env',
      env: TOKEN_VARIABLE,
      why: 'a token that may read the log',
    });
  throw new UsageError(
    'it is not known which gateway’s log to read',
    'Run `cf-aig init` to set one up, or name it.',
    missing,
  );
}

/** Why the log cannot be read, for people: doctor only warns of a token that may not read. */
export function asReadError(error: unknown): unknown {
  if (!(error instanceof LogsRefused)) return error;
  const { diagnosis } = error;
  if (diagnosis.cause !== 'token-lacks-read') return new CauseError(diagnosis);
  const { cause, category, evidence } = diagnosis;
  return new KnownError(`the token may not read the gateway’s log (${evidence.join('; ')})`, {
    cause,
    hint: 'Requests to models do not need that permission, reading the log does: add Account > AI Gateway > Read to the token, or name a variable that holds another one with --token-env. https://dash.cloudflare.com/profile/api-tokens',
    details: { cause, category },
  });
}
