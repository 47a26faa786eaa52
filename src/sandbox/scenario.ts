import type { CauseId } from '../diagnosis/catalogue.js';
import type { Answer } from './answer.js';
import type { Call } from './call.js';
import type { SandboxToken } from './config.js';

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
  | 'headers'
  | 'log'
  | 'count';

/** How every token is taken, whatever the config says of it. */
export type TokenStanding = 'unknown' | Partial<Omit<SandboxToken, 'value'>>;

/** Where the sandbox is, when it cannot be reached in the usual way. */
export type Listening =
  /** the port is closed */
  | 'refused'
  /** the host name does not exist */
  | 'unresolvable'
  /** TLS with a certificate that has this fault */
  | 'tls-untrusted'
  | 'tls-expired'
  | 'tls-hostname'
  /** plain HTTP behind an https: address */
  | 'tls-failed'
  /** speaks something that is not HTTP */
  | 'not-http'
  /** refuses to be a proxy */
  | 'proxy';

/** What the client has to do for the cause to show; without it any request will do. */
export type ClientCondition =
  /** send no token at all */
  | 'no-token'
  /** send the token where only a provider key is looked for */
  | 'token-in-wrong-header'
  /** send a provider key where the token belongs */
  | 'provider-key-as-token'
  /** send a token that is cut, quoted or doubled */
  | 'malformed-token'
  /** pay with the own provider key */
  | 'own-key'
  /** ask for a stream */
  | 'stream'
  /** use the AI REST API */
  | 'rest'
  /** use Workers AI */
  | 'workers-ai'
  /** name an alias of a stored key */
  | 'alias'
  /** use the sandbox as a proxy */
  | 'proxy'
  /** spend a real request: the free ones do not come so far */
  | 'real-request';

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
  answers?: Partial<Record<Point, (call: Call) => Answer>>;
  /** Answers every request of the management plane in its place; the path is what follows `/client/v4`. */
  management?(path: string): Answer | undefined;
  tokens?: TokenStanding;
  listening?: Listening;
  needs?: ClientCondition;
}
