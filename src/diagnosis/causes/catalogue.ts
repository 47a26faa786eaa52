/** `diagnosis/causes/`: everything that can be wrong, one file per category. */

import { BAD_TOKEN } from './bad-token.js';
import { BAD_URL } from './bad-url.js';
import type { Cause } from './cause.js';
import { CONFIG_BLOCK } from './config-block.js';
import { CONFIG_CREDENTIALS } from './config-credentials.js';
import { CONFIG_FILES } from './config-files.js';
import { FEATURES } from './features.js';
import { GATEWAY_POLICY } from './gateway-policy.js';
import { MACHINE } from './machine.js';
import { NETWORK } from './network.js';
import { UPSTREAM_ERROR } from './upstream-error.js';

/** Everything that can be wrong, in the order in which one category hides the next. Ids are never renamed. */
export const CATALOGUE = {
  ...CONFIG_FILES,
  ...CONFIG_BLOCK,
  ...CONFIG_CREDENTIALS,
  ...MACHINE,
  ...NETWORK,
  ...BAD_URL,
  ...BAD_TOKEN,
  ...GATEWAY_POLICY,
  ...FEATURES,
  ...UPSTREAM_ERROR,
} satisfies Record<string, Cause>;

export type CauseId = keyof typeof CATALOGUE;

export const CAUSE_IDS: readonly CauseId[] = Object.keys(CATALOGUE).filter(isCauseId);

export function isCauseId(text: string): text is CauseId {
  return Object.hasOwn(CATALOGUE, text);
}
