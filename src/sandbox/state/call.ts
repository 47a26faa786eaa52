import type { CredentialHeader } from '../../diagnosis/exchange/exchange.js';
import type { SandboxGateway } from '../config/config-types.js';
import type { Answer } from '../http/answer.js';
import type { SandboxIncoming } from '../http/request.js';
import type { Endpoint } from '../provider/endpoints.js';
import type { Handling } from './handling.js';
import type { State } from './state.js';

/** Where a scenario steps in: before a stage of that name, on whichever plane has one. */
export type Point =
  | 'token'
  | 'lookup'
  | 'authentication'
  | 'route'
  | 'schema'
  | 'alias'
  | 'rate-limit'
  | 'cache'
  | 'spend-limits'
  | 'words'
  | 'credits'
  | 'upstream'
  | 'steps'
  | 'step-headers'
  | 'headers'
  | 'log'
  | 'count';

/** Answers that a scenario gives in the place of a stage. */
export type Interventions = Partial<Record<Point, (call: Call) => Answer | undefined>>;

/** Which provider is to do what. */
export interface Target {
  slug: string;
  /** Absent: the provider has no such path. */
  endpoint?: Endpoint;
  /** As the provider knows it; absent where no model is meant. */
  model?: string;
  /** As the provider sees it, with a leading slash. */
  path: string;
  /** The gateway's own list of models, no provider at all. */
  gatewayModels?: boolean;
}

export interface Credential {
  state: 'accepted' | 'rejected' | 'missing';
  key?: string;
}

/** A request on its way through the stages, and what they found out about it. Each try at a provider has its own. */
export interface Call {
  state: State;
  request: SandboxIncoming;
  interventions: Interventions;
  /** milliseconds */
  startedAt: number;
  plane: 'gateway' | 'rest';
  accountId: string;
  gatewayId: string;
  /** What follows account and gateway, without a leading slash. */
  rest: string;
  requestId: string;
  eventId: string;
  /** Ends when the client has gone. */
  signal: AbortSignal;
  /** Which of the request's providers this is, from 0. */
  step: number;
  /** What the provider named for this step wants, over the request's headers. */
  handling: Partial<Handling>;
  /** Longest wait for the provider's first byte, in milliseconds. */
  timeoutMs?: number;
  /** The gateway itself chose provider and model. */
  chosen?: boolean;
  /** Id of the log row of this try. */
  logId: string;
  /** Shared by all tries of one request. */
  tally: {
    /** The rate limit has counted it. */
    counted: boolean;
  };
  /** The stage that answered. */
  answeredBy?: Point;
  /** The header that held the gateway token. */
  tokenIn?: CredentialHeader;
  /** A token was presented and is good for this gateway. */
  authorized: boolean;
  gateway?: SandboxGateway;
  target?: Target;
  credential?: Credential;
  /** Whose key pays the provider. */
  paidBy?: 'own-key' | 'stored-key' | 'credits';
  cache?: 'HIT' | 'MISS';
}

/** One step that every request passes. `before` may answer; `after` sees every later answer on its way out. */
export interface Stage {
  name: Point;
  before?(call: Call): Answer | undefined | Promise<Answer | undefined>;
  after?(call: Call, answer: Answer): Answer | Promise<Answer>;
}

/** Runs the stages in order until one answers, then lets the passed ones see the answer, last first. */
export async function runStages(stages: readonly Stage[], call: Call): Promise<Answer> {
  const passed: Stage[] = [];
  for (const stage of stages) {
    const answer = call.interventions[stage.name]?.(call) ?? (await stage.before?.(call));
    if (answer) {
      call.answeredBy = stage.name;
      return wayOut(passed, call, answer);
    }
    passed.push(stage);
  }
  throw new Error('no stage answered');
}

async function wayOut(passed: readonly Stage[], call: Call, answer: Answer): Promise<Answer> {
  let seen = answer;
  for (const stage of [...passed].reverse()) seen = (await stage.after?.(call, seen)) ?? seen;
  return seen;
}

export function gatewayOf(call: Call): SandboxGateway {
  if (!call.gateway) throw new Error('the lookup stage comes first');
  return call.gateway;
}

export function targetOf(call: Call): Target {
  if (!call.target) throw new Error('the route stage comes first');
  return call.target;
}
