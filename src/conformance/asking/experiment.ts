/** `conformance/asking/`: what an experiment is, and the requests that it makes. */

import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Plane } from '../../diagnosis/exchange/exchange.js';

/** Where an expectation comes from, the surest first. `guess`: no source says it. */
export type Confidence = 'documented' | 'captured' | 'reported' | 'guess';

/** Other tokens of the user's, which `--other-token` names. */
export const OTHER_TOKENS = [
  'run-only',
  'no-run',
  'no-workers-ai',
  'expired',
  'disabled',
  'other-account',
  'account-owned',
  'oauth',
] as const;
/** Other gateways of the user's, which `--other-gateway` names. */
export const OTHER_GATEWAYS = ['dlp', 'guardrails', 'spend-limit'] as const;

/** What the account must have, as far as reading it tells. */
export type Need = 'authenticated' | 'read' | 'workers-ai' | 'credits' | 'user-token';

/** In texts of a request, `{name}` stands for one of these; an experiment whose values are missing is not run. */
export const PLACEHOLDERS = [
  'account',
  'gateway',
  'token',
  /** A token of the right form that no account has. */
  'fake-token',
  /** A provider key that no provider has issued. */
  'fake-key',
  /** An account ID of the right form that belongs to nobody. */
  'no-account',
  'no-gateway',
  /** Different in each run, for answers that nothing has cached. */
  'nonce',
  /** A small model of Workers AI. */
  'model',
  /** A small model that Unified Billing pays for, with the prefix of its provider. */
  'billed-model',
  /** Path of a request to a provider with a key stored at Cloudflare. */
  'stored-path',
  /** A gateway that exists for this run only. */
  'own',
  /** `cf-aig-log-id` of the answer before. */
  'log-id',
  ...OTHER_TOKENS.map((name) => `token:${name}` as const),
  ...OTHER_GATEWAYS.map((name) => `gateway:${name}` as const),
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** A request, with placeholders in path, headers and body. */
export interface Ask {
  /** `gateway`: paths begin with `/v1`; else they follow `/client/v4`. */
  plane: Plane;
  /** Default: POST, or GET without a body on the management API. */
  method?: string;
  path: string;
  /** Names in lower case. */
  headers?: Readonly<Record<string, string>>;
  /** Text as it is, anything else as JSON. */
  body?: unknown;
  /** The gateway may log it. By default it is asked not to. */
  logged?: true;
  /** Nothing complete on purpose: a provider that complains has been reached. */
  empty?: true;
  /** The provider does not exist on purpose. */
  junkProvider?: true;
  /** Milliseconds to wait first. */
  afterMs?: number;
  /** Asked again while it gets this status, for what Cloudflare shows late. */
  whileStatus?: number;
  /** How often it is sent; the last answer counts. */
  times?: number;
}

/** What is compared; what is left out may be anything. */
export interface Expectation {
  status: number;
  /** Cloudflare's codes that the body must have, chains included. Empty: none. */
  codes?: readonly number[];
  /** Found in the words of the error. */
  says?: RegExp;
  /** By name in lower case: `present`, `absent`, or a pattern of the value. */
  headers?: Readonly<Record<string, 'present' | 'absent' | RegExp>>;
  /** Paths and types that the body must have: `error[].code: number`. */
  shape?: readonly string[];
  /** What the diagnosis must make of it; null: healthy. */
  cause: CauseId | null;
}

export interface Experiment {
  /** Never renamed: recordings refer to it. */
  id: string;
  /** One sentence. */
  question: string;
  source: string;
  confidence: Confidence;
  needs?: readonly Need[];
  /** US dollars that all its requests cost at most; absent: they are free. */
  costUsd?: number;
  /** Sent first; their answers are not compared. */
  before?: readonly Ask[];
  ask: Ask;
  expect: Expectation;
}
