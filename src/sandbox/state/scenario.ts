import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { TokenStanding } from '../config/config-types.js';
import type { Answer } from '../http/answer.js';
import type { Interventions } from './call.js';

/** Where the sandbox is, when it cannot be reached in the usual way. */
export type Listening =
  /** the port is closed */
  | 'refused'
  /** the host name does not exist */
  | 'unresolvable'
  /** an address that no machine has a route to */
  | 'unreachable'
  /** an address at which nobody answers */
  | 'no-answer'
  /** TLS with a certificate that nobody vouches for */
  | 'tls-untrusted'
  /** TLS with a certificate that is good but for its dates */
  | 'tls-expired'
  /** TLS with a certificate that is good for another name */
  | 'tls-hostname'
  /** plain HTTP behind an https: address */
  | 'tls-failed'
  /** something that is not HTTP */
  | 'not-http'
  /** as usual, but CONNECT is refused: for a client that takes the sandbox for its proxy */
  | 'proxy';

/** What the client has to do for the cause to show; without it any completion will do. */
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
  'bare-model': 'leave the provider’s prefix off the model id on /compat',
  management: 'look at the gateway’s settings by the management API',
  trust: 'trust the sandbox’s certificate (NODE_EXTRA_CA_CERTS)',
  proxy: 'take the sandbox for your HTTPS_PROXY',
  route: 'have a network with a route to everywhere',
} as const;

type ClientCondition = keyof typeof CLIENT_CONDITIONS;

export interface Scenario {
  /** What `--scenario` takes. */
  name: string;
  /** What the sandbox does. */
  title: string;
  /** What `doctor` or `test-model` must say to it. */
  cause: CauseId;
  /** Every request gets this, on both hosts. */
  everything?(): Answer;
  /** The gateway's and the AI REST API's requests get this when they come to the stage. */
  answers?: Interventions;
  /** Requests of the management plane get this in its place; the path is what follows `/client/v4`. */
  management?(path: string): Answer | undefined;
  tokens?: TokenStanding;
  listening?: Listening;
  needs?: ClientCondition;
}
