import type { GatewayCall } from '../../../gateway/management/management.js';
import type { Lab } from '../../../lab/lab.js';
import { type LogReader, LogsRefused } from '../../../logs/log-pages.js';
import { rowSender, type SentOf } from '../../../logs/row-sender.js';
import { gatewayOfTarget } from '../../../openclaw/gateway-of-target.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { type Target, targetOf } from '../../../openclaw/target.js';
import type { Progress } from '../../render/progress.js';
import type { Deadline } from '../../shared/deadline.js';
import { CauseError, KnownError } from '../../shared/errors.js';
import { exchangeText } from '../../shared/exchange-text.js';
import type { Io } from '../../shared/io.js';
import type { CommonOptions, GatewayOptions } from '../../shared/options.js';
import { resolveGateway } from './resolve-gateway.js';

type OpenOptions = CommonOptions &
  GatewayOptions & {
    providerId?: string;
    /** Milliseconds. */
    timeout: number;
    deadline: Deadline;
    progress: Progress;
  };

/** `lab` should not keep exchanges, because a long log would not fit into memory. */
export async function openLog(
  io: Io,
  { deadline, progress, ...options }: OpenOptions,
  snapshot: Snapshot,
  lab: Lab,
  signal?: AbortSignal,
): Promise<LogReader> {
  const gateway = resolveGateway(io, options, snapshot, {
    problem: 'there is no gateway whose log to read',
    gateway: 'the gateway whose log to read',
    token: 'a token that can read the log',
  });
  io.redactor.add(gateway.token);
  progress.show(`Reading the log of ${gateway.gateway}`);
  const combine = (other?: AbortSignal) =>
    AbortSignal.any([signal, deadline.signal, other].flatMap((one) => one ?? []));
  return {
    gateway,
    limits: { timeoutMs: options.timeout, leftMs: () => deadline.leftMs(), now: io.now },
    async send(request, { signal: pageSignal, timeoutMs } = {}) {
      const exchange = await lab.ask(request, { signal: combine(pageSignal), timeoutMs });
      if (options.verbose) io.err(exchangeText(exchange));
      return exchange;
    },
    onWait: (ms, status) => progress.show(waitText(ms, status)),
    sleep: (ms, pageSignal) => io.sleep(ms, combine(pageSignal)),
    sentOf: senderOf(gateway, options, snapshot),
  };
}

/** Describes what the blocks of this gateway send. */
function senderOf(
  { accountId, gateway }: GatewayCall,
  { providerId }: { providerId?: string },
  snapshot: Snapshot,
): SentOf {
  const targets = snapshot.blocks.flatMap(({ id, models }) =>
    models.flatMap((model) => targetOf(snapshot, { providerId: id, modelId: model.id }) ?? []),
  );
  const isHere = (target: Target) => {
    const call = gatewayOfTarget(target);
    return call?.accountId === accountId && call.gateway === gateway;
  };
  const fallback = targetOf(snapshot, { providerId });
  return rowSender(targets.filter(isHere), fallback && isHere(fallback) ? fallback : undefined);
}

/** Why the log is asked for again, and when. `ms` in milliseconds. */
export function waitText(ms: number, status: number | undefined): string {
  const reason =
    status === 429
      ? 'Rate-limited by Cloudflare'
      : status === undefined
        ? 'No answer from Cloudflare'
        : `Cloudflare answered ${status}`;
  return `${reason}, trying again in ${Math.ceil(ms / 1000)} s`;
}

/** The deadline passed before the log was read to its end. */
export function deadlineError(deadline: Deadline, rows: number): KnownError {
  return new KnownError(`the log was not read to its end within ${deadline.text}: ${rows} rows`, {
    cause: 'response-timeout',
    hint: 'Read less of it with --since, or give it more time with --deadline.',
    details: { cause: 'response-timeout', category: 'network' },
  });
}

/** To doctor a token without the permission to read is only a warning; here it is an error. */
export function asReadError(error: unknown): unknown {
  if (!(error instanceof LogsRefused)) return error;
  const { diagnosis } = error;
  if (diagnosis.cause !== 'token-lacks-read') return new CauseError(diagnosis);
  const { cause, category, evidence } = diagnosis;
  return new KnownError(`the token cannot read the gateway’s log (${evidence.join('; ')})`, {
    cause,
    hint: 'Requests to models do not need that permission, but reading the log does: add Account > AI Gateway > Read to the token, or name the variable of another token with --token-env. https://dash.cloudflare.com/profile/api-tokens',
    details: { cause, category },
  });
}

/** For entries of the log that are no rows. */
export function unreadableText(entries: number): string {
  return `${entries} ${entries === 1 ? 'entry' : 'entries'} of the log could not be read and ${entries === 1 ? 'is' : 'are'} left out.`;
}
