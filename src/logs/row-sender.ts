import type { Sent } from '../diagnosis/exchange/exchange.js';
import type { LogRow } from '../gateway/management/log-responses.js';
import { type Access, describeSent } from '../gateway/requests/access.js';
import { isOwn } from '../gateway/requests/own-requests.js';

/** How OpenClaw asks for a model. */
interface Way {
  access?: Access;
  modelId?: string;
}

/** What the request behind a row carried; undefined: another client may have sent it. */
export type SentOf = (row: LogRow) => Sent | undefined;

/**
 * The log keeps no request headers, but a block says what OpenClaw sends for each of its models. `ways`: one for each
 * listed model. `usual`: what cf-aig itself sends for a model that is not listed.
 */
export function rowSender(ways: readonly Way[], usual: Way | undefined): SentOf {
  const known = new Map<string, Sent | undefined>();
  for (const { access, modelId } of ways) {
    if (!access || !modelId) continue;
    const sent = describeSent(access, modelId);
    const key = keyOf(sent.provider, modelId);
    const isClear = !known.has(key) || sameCredentials(known.get(key), sent);
    known.set(key, isClear ? sent : undefined);
  }
  return ({ provider, model, metadata }) => {
    const listed = known.get(keyOf(provider, model));
    if (listed || !usual?.access || !isOwn(metadata)) return listed;
    return { ...describeSent(usual.access, model), provider };
  };
}

/** Rows name the model without or with its provider, and its version with hyphens or dots. */
function keyOf(provider: string | undefined, model: string): string {
  const name = model.slice(model.lastIndexOf('/') + 1).toLowerCase();
  return `${provider} ${name.replaceAll('.', '-')}`;
}

function sameCredentials(one: Sent | undefined, other: Sent): boolean {
  const credentials = ({ gatewayTokenIn, providerKeyIn, providerKeyIs }: Sent) =>
    JSON.stringify([gatewayTokenIn, providerKeyIn, providerKeyIs]);
  return one !== undefined && credentials(one) === credentials(other);
}
