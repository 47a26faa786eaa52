import { CLOUDFLARE } from '../../../../gateway/address/origins.js';
import type { Snapshot } from '../../../../openclaw/snapshot.js';
import { targetOf } from '../../../../openclaw/target.js';
import type { Io } from '../../../shared/io.js';
import { fromExisting, fromFlags, fromSandbox, usualKey } from './answer-sources.js';
import type { PartialAnswers } from './answers.js';
import { missingOf, requireRecipe, resolveAnswers, withDefaults, withRoute } from './gather-answers.js';
import type { InitOptions } from './init-options.js';

/** The answers of flags, variables and files. */
export async function collectAnswers(
  io: Io,
  options: InitOptions,
  snapshot: Snapshot,
  isInteractive: boolean,
): Promise<{ known: PartialAnswers; visible: PartialAnswers }> {
  const flags = { ...(options.sandbox ? fromSandbox() : {}), ...(await fromFlags(io, options)) };
  io.redactor.add(flags.token, flags.providerKey);
  const proposed = fromExisting(snapshot, options);
  const given = withRoute(flags, proposed);
  io.redactor.add(proposed.token, proposed.providerKey);
  const keyOf = (provider: string) => {
    const key = usualKey(snapshot, provider);
    io.redactor.add(key);
    return key;
  };
  if (!isInteractive || addsOnly(options)) {
    const known = resolveAnswers({ given, proposed, keyOf });
    const isWhole = missingOf(withDefaults(known)).length === 0;
    if (!isInteractive || (proposed.model !== undefined && isWhole)) return { known, visible: {} };
  }

  // In a terminal the user confirms the answers of an existing setup, except its secrets.
  const { token, providerKey, ...visible } = proposed;
  const provider = given.model === undefined ? undefined : proposed.provider;
  const known = resolveAnswers({ given, proposed: { token, providerKey, provider }, keyOf });
  requireRecipe(known);
  return { known, visible: resolveAnswers({ given: {}, proposed: visible }) };
}

/**
 * A setup on the sandbox, or behind a proxy of its own, stays at that host when it is only changed. In the wizard, or with a
 * token or a place of its own, `init` leads to Cloudflare; a variable may name another host in any case.
 */
export function keepHost(snapshot: Snapshot, options: InitOptions): Snapshot {
  const { token, tokenEnv, tokenStdin, accountId, gateway } = options;
  const isMove = [token, tokenEnv, tokenStdin, accountId, gateway].some((flag) => flag !== undefined);
  const isChange = addsOnly(options) || options.yes || options.input === false;
  const target = isChange && !isMove ? targetOf(snapshot, options) : undefined;
  if (!target) return snapshot;
  const { origins, url, urlProblems } = target;
  const isSound = url?.plane === 'gateway' && !urlProblems.length;
  const keeps = isSound && snapshot.origins.gateway === CLOUDFLARE.gateway;
  return { ...snapshot, origins: keeps ? { ...origins, gateway: url.origin } : origins };
}

/** What these flags add says nothing about models and payment. */
function addsOnly({ header, memorySearch }: InitOptions): boolean {
  return header !== undefined || memorySearch !== undefined;
}
