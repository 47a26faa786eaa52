import type { Exchange } from '../../../../diagnosis/exchange/exchange.js';
import { diagnoseExchange } from '../../../../diagnosis/reading/diagnose.js';
import { type Diagnosis, makeDiagnosis } from '../../../../diagnosis/reading/diagnosis.js';
import type { Origins } from '../../../../gateway/address/origins.js';
import { management } from '../../../../gateway/management/management.js';
import {
  readApiErrors,
  readGateway,
  readGateways,
} from '../../../../gateway/management/management-responses.js';
import { type NewGateway, newGateway } from '../../../../gateway/management/new-gateway.js';
import type { Send } from '../../../../lab/experiments/token-powers.js';
import type { InitOptions } from './init-options.js';

export interface Creation {
  origins: Origins;
  token: string;
  accountId: string;
  settings: NewGateway;
}

export type CreationResult =
  | { outcome: 'created' | 'existed' }
  /** Cloudflare's message, and its diagnosis. */
  | { outcome: 'refused'; words: string; diagnosis: Diagnosis };

/** The settings of a new gateway, from flags. */
export function settingsFromFlags(gateway: string, options: InitOptions): NewGateway {
  const { cacheTtl, rateLimit, logs, authentication } = options;
  return {
    ...newGateway(gateway),
    ...(cacheTtl !== undefined && { cacheTtl }),
    ...rateLimit,
    ...(logs === false && { collectLogs: false }),
    ...(authentication === false && { authentication: false }),
  };
}

/** Creates the gateway unless it exists. */
export async function ensureGateway(send: Send, creation: Creation): Promise<CreationResult> {
  const { origins, token, accountId, settings } = creation;
  const existing = readGateway(
    await send(management.getGateway({ origins, token, accountId, gateway: settings.id })),
  );
  return existing ? { outcome: 'existed' } : createGateway(send, creation);
}

export async function createGateway(send: Send, creation: Creation): Promise<CreationResult> {
  const exchange = await send(management.createGateway(creation));
  if (readGateway(exchange)) return { outcome: 'created' };
  const { origins, token, accountId, settings } = creation;
  // Another run may have created it, or the token may not be able to read single gateways.
  const listed = readGateways(await send(management.listGateways({ origins, token, accountId })));
  if (listed?.some(({ id }) => id === settings.id)) return { outcome: 'existed' };
  const words = apiMessage(exchange);
  const values = { accountId, gateway: settings.id };
  const diagnosis =
    diagnoseExchange(exchange, values) ??
    makeDiagnosis('gateway-error-other', { ...values, detail: words }, [words]);
  return { outcome: 'refused', words, diagnosis };
}

/** The API's errors, verbatim. */
export function apiMessage(exchange: Exchange): string {
  const { response } = exchange;
  if (!response) return 'Cloudflare’s API could not be reached';
  const errors = readApiErrors(exchange).map(({ code, message }) => `${message} (code ${code})`);
  return `HTTP ${response.status}${errors.length ? `: ${errors.join('; ')}` : ''}`;
}
