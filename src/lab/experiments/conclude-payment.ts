import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import { diagnoseExchange, gatewayError, isInconclusive } from '../../diagnosis/reading/diagnose.js';
import type { Diagnosis } from '../../diagnosis/reading/diagnosis.js';
import type { Values } from '../../diagnosis/reading/values.js';
import type { Origins } from '../../gateway/address/origins.js';
import { providerValues } from '../../gateway/providers/provider-values.js';
import { providerBySlug } from '../../gateway/providers/providers.js';
import { aliasRequest } from '../../gateway/requests/probe-requests.js';
import { emptyRequest } from '../../gateway/requests/requests.js';
import type { Payment, Setup } from '../../openclaw/blocks/recipes.js';
import { plannedTarget } from '../../openclaw/planned-target.js';
import type { Target } from '../../openclaw/target.js';
import { probeOpenness, type Send } from './token-powers.js';

/** The result of a free request with one payment. `unclear`: the provider’s answer proves neither. */
export type Attempt = 'works' | 'unclear' | Diagnosis;

export interface PaymentEvidence {
  /** The gateway accepts requests without a token. */
  open?: boolean;
  /** With the gateway token as the only credential. */
  stored: Attempt;
  /** A key for this provider is stored at Cloudflare. */
  hasStoredKey?: boolean;
}

export interface PaymentOption {
  payment: Payment;
  recommended: boolean;
  /** Why it works or is recommended. */
  because: string;
}

/** Sends one free request as OpenClaw would with this setup. */
export async function trySetup(send: Send, setup: Setup, origins: Origins): Promise<Attempt> {
  const target = plannedTarget(setup, origins);
  const { access } = target;
  if (!access) return 'unclear';
  const exchange = await send(emptyRequest(access, target.modelId ?? ''));
  if (isInconclusive(exchange)) return 'unclear';
  return diagnoseExchange(exchange, valuesFor(setup, target)) ?? 'works';
}

function valuesFor({ accountId, gateway, provider }: Setup, { modelId }: Target): Values {
  return { accountId, gateway, provider, ...providerValues(providerBySlug(provider)), model: modelId };
}

/** Runs all experiments concurrently, at no cost. `setup` has the gateway token as its only credential. */
export async function tryPayments(send: Send, setup: Setup, origins: Origins): Promise<PaymentEvidence> {
  const { access } = plannedTarget(setup, origins);
  if (!access) return { stored: 'unclear' };
  const [open, stored, alias] = await Promise.all([
    probeOpenness(send, access),
    trySetup(send, setup, origins),
    send(aliasRequest(access, setup.provider)),
  ]);
  return { open, stored, hasStoredKey: hasStoredKey(gatewayError(alias)) };
}

/**
 * For an alias that does not exist the gateway responds 2040, unless no keys are stored: then it ignores the alias, and
 * refuses with 2044 (2021 until September 2026) or asks the provider without a key, since the request forbids credits.
 */
function hasStoredKey(error: { code: number; message: string } | undefined): boolean | undefined {
  if (error?.code === 2040) return true;
  return error && ![2021, 2044].includes(error.code) ? undefined : false;
}

/** Causes that rule stored keys out. Other causes, such as network errors, say nothing about payment. */
const EXCLUDES_STORED: readonly CauseId[] = [
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
  // A gateway that asks for no token passes it on as the provider's key.
  'token-wrong-header',
];

/** Why the gateway token alone does not work; undefined if it does, or if that is unknown. */
export function refusalOf(stored: Attempt): Diagnosis | undefined {
  return typeof stored === 'object' && EXCLUDES_STORED.includes(stored.cause) ? stored : undefined;
}

/** The payments that can work, the recommended one first. */
export function concludePayments({ open, stored, hasStoredKey }: PaymentEvidence): PaymentOption[] {
  const withOwnKey: PaymentOption[] = [
    ...(open === false
      ? []
      : [
          {
            payment: 'own-key-open',
            because: 'this gateway asks for no token, so only your key is sent',
          } as const,
        ]),
    ...(open === true
      ? []
      : [{ payment: 'own-key', because: 'OpenClaw sends your key with the gateway token' } as const]),
  ].map((option) => ({ ...option, recommended: false }));
  if (refusalOf(stored)) return withOwnKey.map((option, index) => ({ ...option, recommended: index === 0 }));
  const because = hasStoredKey ? 'with your key, which is stored there' : 'from your Cloudflare credits';
  return [
    {
      payment: 'stored',
      recommended: true,
      because:
        stored === 'works'
          ? `tested: Cloudflare pays ${because}`
          : 'not tested yet: it pays with a key that you store there, or from your Cloudflare credits',
    },
    ...withOwnKey,
  ];
}
