import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import { diagnoseExchange, gatewayError, isInconclusive } from '../../diagnosis/reading/diagnose.js';
import type { Diagnosis } from '../../diagnosis/reading/diagnosis.js';
import type { Values } from '../../diagnosis/reading/values.js';
import type { Origins } from '../../gateway/address/origins.js';
import { providerBySlug } from '../../gateway/providers/providers.js';
import { aliasRequest } from '../../gateway/requests/probe-requests.js';
import { emptyRequest } from '../../gateway/requests/requests.js';
import type { Payment, Setup } from '../../openclaw/blocks/recipes.js';
import { plannedTarget } from '../../openclaw/planned-target.js';
import type { Target } from '../../openclaw/target.js';
import { lookAtOpenness, type Send } from './token-powers.js';

/** What one free request with a way of paying came to. `unclear`: the gateway answered it itself, or nothing did. */
export type Attempt = 'works' | 'unclear' | Diagnosis;

export interface PaymentEvidence {
  /** Does the gateway let requests pass without a token? */
  open?: boolean;
  /** With nothing but the gateway token. */
  stored: Attempt;
  /** A key for this provider is stored at Cloudflare. */
  hasStoredKey?: boolean;
}

export interface PaymentWay {
  payment: Payment;
  recommended: boolean;
  /** Why it works, or is worth taking. */
  because: string;
}

/** Sends one free request the way OpenClaw would if the setup were written. */
export async function tryOut(send: Send, setup: Setup, origins: Origins): Promise<Attempt> {
  const target = plannedTarget(setup, origins);
  const { access } = target;
  if (!access) return 'unclear';
  const exchange = await send(emptyRequest(access, target.modelId ?? ''));
  if (!exchange.response || isInconclusive(exchange)) return 'unclear';
  return diagnoseExchange(exchange, valuesFor(setup, target)) ?? 'works';
}

function valuesFor({ accountId, gateway, provider }: Setup, { modelId }: Target): Values {
  const { name, keysUrl } = providerBySlug(provider) ?? {};
  return { accountId, gateway, provider, providerName: name, keysUrl, model: modelId };
}

/** The experiments side by side, free of cost. `setup` pays with nothing but the gateway token. */
export async function tryPayments(send: Send, setup: Setup, origins: Origins): Promise<PaymentEvidence> {
  const { access } = plannedTarget(setup, origins);
  if (!access) return { stored: 'unclear' };
  const [open, stored, alias] = await Promise.all([
    lookAtOpenness(send, access),
    tryOut(send, setup, origins),
    send(aliasRequest(access, setup.provider)),
  ]);
  return { open, stored, hasStoredKey: hasStoredKey(gatewayError(alias)) };
}

/** Asked for an alias that does not exist, the gateway names those that do; with none stored it lets the request pass. */
function hasStoredKey(error: { code: number; message: string } | undefined): boolean | undefined {
  if (error?.code === 2040) return true;
  return error ? undefined : false;
}

/** Causes that say who cannot pay. Others, of the address or the wire, say nothing about it. */
const AGAINST_STORED: readonly CauseId[] = [
  'provider-key-missing',
  'provider-key-rejected',
  'provider-key-forbidden',
  'stored-key-rejected',
  'provider-credits',
  'credits-exhausted',
  'not-on-unified-billing',
  'stored-keys-required',
  'byok-alias-unknown',
  'workers-ai-token-rejected',
];

/** Why nothing but the gateway token does not do; undefined: it does, or that could not be seen. */
export function refusalOf(stored: Attempt): Diagnosis | undefined {
  return typeof stored === 'object' && AGAINST_STORED.includes(stored.cause) ? stored : undefined;
}

/** The ways that can work, the recommended one first. */
export function concludePayments({ open, stored, hasStoredKey }: PaymentEvidence): PaymentWay[] {
  const own: PaymentWay[] = [
    ...(open === false
      ? []
      : [
          { payment: 'own-key-open', because: 'the gateway lets everybody in, so no token is sent' } as const,
        ]),
    ...(open === true
      ? []
      : [{ payment: 'own-key', because: 'OpenClaw sends your key beside the gateway token' } as const]),
  ].map((way) => ({ ...way, recommended: false }));
  if (refusalOf(stored)) return own.map((way, index) => ({ ...way, recommended: index === 0 }));
  const because = hasStoredKey
    ? 'a key for this provider is stored there'
    : 'your Cloudflare credits pay (unified billing)';
  return [
    {
      payment: 'stored',
      recommended: true,
      because:
        stored === 'works'
          ? `tried just now: ${because}`
          : 'keys stored there, or unified billing; not proven yet',
    },
    ...own,
  ];
}
