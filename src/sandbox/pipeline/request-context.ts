import type { CredentialHeader } from '../../diagnosis/exchange/exchange.js';
import type { SandboxGateway } from '../config/config-types.js';
import { uuidv7 } from '../http/ids.js';
import { header, type SandboxRequest } from '../http/request.js';
import type { SandboxResponse } from '../http/response.js';
import type { Endpoint } from '../provider/endpoints.js';
import type { RetryPolicy } from '../state/retry-policy.js';
import type { State } from '../state/state.js';

/** The stages by which a scenario can step in, on whichever plane has one of that name. */
export type StageName =
  | 'request-ids'
  | 'token'
  | 'lookup'
  | 'authentication'
  | 'steps'
  | 'step-headers'
  | 'log'
  | 'route'
  | 'provider'
  | 'schema'
  | 'alias'
  | 'rate-limit'
  | 'cache'
  | 'rate-limit-count'
  | 'spend-limits'
  | 'content-filters'
  | 'credential'
  | 'upstream';

/** Responses that a scenario gives in the place of a stage. */
export type StageOverrides = Partial<
  Record<StageName, (context: RequestContext) => SandboxResponse | undefined>
>;

/** The provider and the model that a request means. */
export interface Destination {
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
export interface RequestContext {
  readonly state: State;
  request: SandboxRequest;
  readonly overrides: StageOverrides;
  /** Milliseconds since 1970. */
  startedAt: number;
  readonly plane: 'gateway' | 'rest';
  readonly accountId: string;
  readonly gatewayId: string;
  /** What follows account and gateway in the path, without a leading slash. */
  rest: string;
  requestId: string;
  eventId: string;
  /** Which of the request's providers this is, from 0. */
  step: number;
  /** What the provider named for this step wants, over the request's headers. */
  retryPolicy: Partial<RetryPolicy>;
  /** Longest wait for the provider's first byte, in milliseconds. */
  timeoutMs?: number;
  /** A dynamic route chose provider and model. */
  chosen?: boolean;
  /** Id of the log row of this try. */
  logId: string;
  /** Shared by all tries of one request. */
  readonly tally: {
    /** The rate limit has counted it. */
    counted: boolean;
  };
  /** The stage that answered. */
  answeredBy?: StageName;
  /** The header that held the gateway token. */
  tokenIn?: CredentialHeader;
  /** A token was presented and is good for this gateway. */
  authorized: boolean;
  gateway?: SandboxGateway;
  destination?: Destination;
  credential?: Credential;
  /** Whose key pays the provider. */
  paidBy?: 'own-key' | 'stored-key' | 'credits';
  cache?: 'HIT' | 'MISS';
}

/** From the first try at a provider on the gateway is known. */
export type GatewayContext = RequestContext & { gateway: SandboxGateway };

/** Behind the route stage the provider is known too. */
export type ProviderContext = GatewayContext & { destination: Destination };

export function newContext(
  start: Pick<
    RequestContext,
    'state' | 'request' | 'overrides' | 'plane' | 'accountId' | 'gatewayId' | 'rest'
  >,
): RequestContext {
  const now = start.state.now();
  return {
    ...start,
    startedAt: now,
    requestId: uuidv7(now),
    eventId: header(start.request, 'cf-aig-event-id') ?? uuidv7(now),
    authorized: false,
    step: 0,
    retryPolicy: {},
    logId: '',
    tally: { counted: false },
  };
}
