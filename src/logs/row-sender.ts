import type { Sent } from '../diagnosis/exchange/exchange.js';
import type { LogRow } from '../gateway/management/log-responses.js';
import { type Access, describeSent } from '../gateway/requests/access.js';
import { isOwn } from '../gateway/requests/own-requests.js';
import { modelKey } from './logged-model.js';

/** A model and how OpenClaw accesses it. */
interface ModelAccess {
  access?: Access;
  modelId?: string;
}

/** Describes the request of a row; undefined if another client may have sent it. */
export type SentOf = (row: LogRow) => Sent | undefined;

/**
 * The log has no request headers, but a block says what OpenClaw sends for each of its models. `models` are the listed
 * ones; `fallback` is what cf-aig itself sends for a model that is not listed.
 */
export function rowSender(models: readonly ModelAccess[], fallback: ModelAccess | undefined): SentOf {
  const known = new Map<string, Sent | undefined>();
  for (const { access, modelId } of models) {
    if (!access || !modelId) continue;
    const sent = describeSent(access, modelId);
    const key = keyOf(sent.provider, modelId);
    const isClear = !known.has(key) || sameCredentials(known.get(key), sent);
    known.set(key, isClear ? sent : undefined);
  }
  return ({ provider, model, metadata }) => {
    const listed = known.get(keyOf(provider, model));
    if (listed || !fallback?.access || !isOwn(metadata)) return listed;
    return { ...describeSent(fallback.access, model), provider };
  };
}

function keyOf(provider: string | undefined, model: string): string {
  return `${provider} ${modelKey(provider ?? '', model)}`;
}

function sameCredentials(one: Sent | undefined, other: Sent): boolean {
  const credentials = ({ gatewayTokenIn, providerKeyIn, providerKeyIs }: Sent) =>
    JSON.stringify([gatewayTokenIn, providerKeyIn, providerKeyIs]);
  return one !== undefined && credentials(one) === credentials(other);
}
