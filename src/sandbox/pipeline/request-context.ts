import type { CredentialHeader } from '../../diagnosis/exchange/exchange.js';
import type { SandboxGateway } from '../config/config-types.js';
import { uuidv7 } from '../http/ids.js';
import { header, type SandboxRequest } from '../http/request.js';
import type { SandboxResponse } from '../http/response.js';
import type { Endpoint } from '../provider/endpoints/endpoint.js';
import type { RetryPolicy } from '../state/retry-policy.js';
import type { State } from '../state/state.js';

/** The stages that a scenario can override, on each plane that has one of that name. */
export type StageName =
  | 'request-ids'
  | 'token'
  | 'lookup'
  | 'authentication'
  | 'missing-endpoint'
  | 'steps'
  | 'step-headers'
  | 'log'
  | 'route'
  | 'provider'
  | 'rest-request'
  | 'credential-errors'
  | 'schema'
  | 'alias'
  | 'rate-limit'
  | 'cache'
  | 'rate-limit-count'
  | 'spend-limits'
  | 'content-filters'
  | 'credential'
  | 'upstream';

/** Responses of a scenario in place of a stage. */
export type StageOverrides = Partial<
  Record<StageName, (context: RequestContext) => SandboxResponse | undefined>
>;

/** The provider and the model that a request is for. */
export interface Destination {
  slug: string;
  /** Absent when the provider has no such path. */
  endpoint?: Endpoint;
  /** As the provider knows it; absent when the request names none. */
  model?: string;
  /** As the provider sees it, with a leading slash. */
  path: string;
  /** The request is for the gateway's own list of models, not for a provider. */
  gatewayModels?: boolean;
}

export interface Credential {
  state: 'accepted' | 'rejected' | 'missing';
  key?: string;
}

/** A request on its way through the stages, and what they found out. Each attempt at a provider has its own copy. */
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
  /** Overrides of the retry policy for this provider. */
  retryPolicy: Partial<RetryPolicy>;
  /** Longest wait for the provider's first byte, in milliseconds. */
  timeoutMs?: number;
  /** A dynamic route chose provider and model. */
  chosen?: boolean;
  /** Id of the log row of this attempt. */
  logId: string;
  /** Shared by all attempts of a request. */
  readonly tally: {
    /** The rate limit has counted the request. */
    counted: boolean;
  };
  /** The stage that answered. */
  answeredBy?: StageName;
  /** The header that held the gateway token. */
  tokenIn?: CredentialHeader;
  /** The request has a valid token for this gateway. */
  authorized: boolean;
  gateway?: SandboxGateway;
  destination?: Destination;
  credential?: Credential;
  /** Whose key pays the provider. */
  paidBy?: 'own-key' | 'stored-key' | 'credits';
  cache?: 'HIT' | 'MISS';
}

/** The context of an attempt at a provider: the gateway is known. */
export type GatewayContext = RequestContext & { gateway: SandboxGateway };

/** The context behind the route stage: the provider is known too. */
export type ProviderContext = GatewayContext & { destination: Destination };

export function newContext(
  start: Pick<
    RequestContext,
    'state' | 'request' | 'overrides' | 'plane' | 'accountId' | 'gatewayId' | 'rest'
  >,
): RequestContext {
  const now = start.state.now();
  // Every field, also those of later stages: objects of one shape are copied faster.
  return {
    state: start.state,
    request: start.request,
    overrides: start.overrides,
    startedAt: now,
    plane: start.plane,
    accountId: start.accountId,
    gatewayId: start.gatewayId,
    rest: start.rest,
    requestId: uuidv7(now),
    eventId: header(start.request, 'cf-aig-event-id') ?? uuidv7(now),
    step: 0,
    retryPolicy: {},
    timeoutMs: undefined,
    chosen: undefined,
    logId: '',
    tally: { counted: false },
    answeredBy: undefined,
    tokenIn: undefined,
    authorized: false,
    gateway: undefined,
    destination: undefined,
    credential: undefined,
    paidBy: undefined,
    cache: undefined,
  };
}
