/** `conformance/experiments/`: what cf-aig assumes about Cloudflare: a row for each experiment, a file for each topic. */

import type { Experiment } from '../asking/experiment.js';
import { ADDRESSES } from './addresses.js';
import { ANSWERS } from './answers.js';
import { COMPAT } from './compat.js';
import { COMPLETIONS } from './completions.js';
import { MANAGEMENT } from './management.js';
import { OWN_GATEWAY } from './own-gateway.js';
import { POLICIES } from './policies.js';
import { PROVIDER_KEYS } from './provider-keys.js';
import { REST_API } from './rest.js';
import { TOKENS } from './tokens.js';
import { UNIVERSAL } from './universal.js';
import { WHO_PAYS } from './who-pays.js';
import { WORKERS_AI } from './workers-ai.js';

/** By topic, in the order in which they are run: what changes settings comes last. */
export const TOPICS = {
  addresses: ADDRESSES,
  tokens: TOKENS,
  compat: COMPAT,
  universal: UNIVERSAL,
  'provider-keys': PROVIDER_KEYS,
  'who-pays': WHO_PAYS,
  'workers-ai': WORKERS_AI,
  answers: ANSWERS,
  rest: REST_API,
  management: MANAGEMENT,
  policies: POLICIES,
  completions: COMPLETIONS,
  'own-gateway': OWN_GATEWAY,
} as const satisfies Record<string, readonly Experiment[]>;

export type Topic = keyof typeof TOPICS;

export const EXPERIMENTS: readonly (Experiment & { topic: Topic })[] = Object.entries(TOPICS).flatMap(
  ([topic, rows]) => rows.map((row: Experiment) => ({ ...row, topic: topic as Topic })),
);
