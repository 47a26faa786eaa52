/** `sandbox/scenarios/`: failures to ask for by name, one file per category. */

import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { TokenOverride } from '../config/config-types.js';
import type { SandboxResponse } from '../http/response.js';
import type { ListenMode } from '../listening/listen.js';
import { hasProvider } from '../pipeline/pipeline.js';
import type {
  ProviderContext,
  RequestContext,
  StageName,
  StageOverrides,
} from '../pipeline/request-context.js';

/** What the client has to do for the cause to show; otherwise any completion shows it. */
export const CLIENT_CONDITIONS = {
  'no-token': 'send no token at all',
  'token-in-x-api-key': 'send the token in x-api-key only',
  'provider-key-as-token': 'send a provider key where the token belongs',
  'malformed-token': 'send a token with quotes around it',
  'own-key': 'send a provider key besides the token',
  rest: 'use the AI REST API',
  'rest-responses': 'use the Responses API of the AI REST API',
  'dynamic-route': 'use a model dynamic/...',
  'dynamic-route-rest': 'use a model dynamic/... on the AI REST API',
  'key-as-bearer': 'send a key of Anthropic in Authorization',
  'workers-ai': 'use Workers AI, with the token in cf-aig-authorization alone',
  'workers-ai-key': 'use Workers AI, with the token in both headers',
  'bare-model': 'leave out the provider’s prefix of the model id on /compat',
  management: 'look at the gateway’s settings by the management API',
  trust: 'trust the sandbox’s certificate (NODE_EXTRA_CA_CERTS)',
  proxy: 'use the sandbox as your HTTPS_PROXY',
  route: 'have a network with a route to everywhere',
} as const;

export type ClientCondition = keyof typeof CLIENT_CONDITIONS;

export interface Scenario {
  /** What `--scenario` takes. */
  name: string;
  /** What the sandbox does. */
  title: string;
  /** What `doctor` or `test-model` must say to it. */
  cause: CauseId;
  /** Every request gets this, on both hosts. */
  response?(): SandboxResponse;
  /** Requests to the gateway and the AI REST API get this in place of a stage. */
  overrides?: StageOverrides;
  /** Requests to the management API get this; the path is what follows `/client/v4`. */
  management?(path: string): SandboxResponse | undefined;
  tokenOverride?: TokenOverride;
  listenMode?: ListenMode;
  needs?: ClientCondition;
}

/** A scenario whose name is that of its cause, unless it has its own. */
export function scenario(
  cause: CauseId,
  title: string,
  behaviour: Partial<Omit<Scenario, 'cause' | 'title'>> = {},
): Scenario {
  return { name: cause, title, cause, ...behaviour };
}

/** A response in place of a stage to requests for a model; the gateway's own list of models still works. */
export function overrideStage(
  stage: StageName,
  respond: (context: ProviderContext) => SandboxResponse | undefined,
): StageOverrides {
  return {
    [stage]: (context: RequestContext) =>
      hasProvider(context) && !context.destination.gatewayModels ? respond(context) : undefined,
  };
}
