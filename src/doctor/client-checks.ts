import type { AnyCheck } from './check/check.js';
import type { CheckId } from './check/check-ids.js';
import { ALL_CHECKS } from './checks.js';
import { clientCredentials } from './clients/client-credentials.js';
import { clientModel } from './clients/client-model.js';

/** Those that need no file of OpenClaw's. */
const SHARED: readonly CheckId[] = [
  'base-url',
  'headers',
  'proxy',
  'connection',
  'clock',
  'gateway',
  'token',
  'provider',
  'models-offered',
  'gateway-settings',
];

/** In the place of those that read OpenClaw's config. */
const OWN = new Map<CheckId, AnyCheck>([clientCredentials, clientModel].map((check) => [check.id, check]));

/** In the order of output. */
export const CLIENT_CHECKS: readonly AnyCheck[] = ALL_CHECKS.flatMap((check) => {
  const own = OWN.get(check.id);
  return own ? [own] : SHARED.includes(check.id) ? [check] : [];
});
