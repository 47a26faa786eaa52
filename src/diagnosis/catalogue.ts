import { BAD_TOKEN } from './causes/bad-token.js';
import { BAD_URL } from './causes/bad-url.js';
import type { Cause } from './causes/cause.js';
import { CONFIG_BLOCK } from './causes/config-block.js';
import { CONFIG_CREDENTIALS } from './causes/config-credentials.js';
import { CONFIG_FILES } from './causes/config-files.js';
import { FEATURES } from './causes/features.js';
import { GATEWAY_POLICY } from './causes/gateway-policy.js';
import { MACHINE } from './causes/machine.js';
import { NETWORK } from './causes/network.js';
import { UPSTREAM_ERROR } from './causes/upstream-error.js';

export type { Cause } from './causes/cause.js';

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
