import { type Answer, sentProviderKey } from '../exchange/answer.js';
import type { CredentialHeader } from '../exchange/exchange.js';
import type { Rule } from './rule.js';

const KEY_IS_WRONG =
  /(invalid|incorrect|wrong|bad|unknown|revoked|expired|disabled|malformed|deactivated)[ _-]*(\w+[ _-]+){0,2}(api[ _-]?key|x-api-key|token|credential|bearer|access[ _-]?key|signature|subscription key|secret|auth)|(api[ _-]?key|x-api-key|token|credentials?|access[ _-]?key|signature|secret)('s)?[ _:-]*("[^"]*" )?(\w+ ){0,8}(is |was |are |has )?(not valid|invalid|incorrect|wrong|expired|revoked|disabled|not found|does not exist|doesn't exist|unknown|not recogni[sz]ed|malformed)|signature .{0,40}does not match|authentication fails|login fail|unrecognizedclient|invalidsignature|API_KEY_INVALID|account.{0,20}(deactivated|suspended|disabled|terminated)/i;

/** Includes what some say of "none or a bad one": a request that brought none got that answer. */
const KEY_IS_MISSING =
  /(missing|no|empty|without|provide an?|provide your|supply an?|include an?|specify an?)[ _-]*(valid |your |an? |or an? |or |invalid |bearer |basic |required )*(api[ _-]?key|x-api-key|authori[sz]ation|authentication|auth |credential|access token|bearer token|token)|(api[ _-]?key|x-api-key|authori[sz]ation|authentication|credentials?|token)('| |"|`)*(header )?(is |was |are |must be )?(missing|not (set|found in|provided|supplied|present)|empty)|(api[ _-]?key|x-api-key|header|credentials?|token)('| |"|`)*(is |are |was )?required|(authori[sz]ation|authentication) (is|was) required|auth header format|unregistered callers|missing subscription key|carry the api|CREDENTIALS_MISSING|MissingAuthenticationToken|not authenticated|login required|please (log|sign) ?in/i;

/** The header that a provider reads its key from on its own route; all others, and /compat, read Authorization. */
const KEY_HEADERS: Readonly<Record<string, CredentialHeader>> = {
  anthropic: 'x-api-key',
  'google-ai-studio': 'x-goog-api-key',
  'azure-openai': 'api-key',
};

function keyHeaderOf({ sent, path, words }: Answer): CredentialHeader | undefined {
  if (!sent) return /oauth 2 access token/i.test(words) ? 'x-goog-api-key' : headerNamed(words);
  const onOpenAiPath = sent.route === 'compat' || path.includes('/openai/');
  return (!onOpenAiPath && sent.provider && KEY_HEADERS[sent.provider]) || 'authorization';
}

function headerNamed(words: string): CredentialHeader | undefined {
  return /bearer token/i.test(words) ? 'x-api-key' : undefined;
}

const noKeySent = (answer: Answer) => !sentProviderKey(answer);

/** A key travelled, but not in the header that this provider reads. */
const keyElsewhere = (answer: Answer) =>
  answer.sent !== undefined &&
  answer.sent.providerKeyIn.length > 0 &&
  !answer.sent.providerKeyIn.includes(keyHeaderOf(answer)!);

/** The gateway token travelled where providers look for their key. */
const tokenInProviderHeader = (answer: Answer) =>
  answer.plane === 'gateway' &&
  noKeySent(answer) &&
  (answer.sent?.gatewayTokenIn.some((header) => header !== 'cf-aig-authorization') ?? false);

const complainsOfKey = (answer: Answer) =>
  isAboutCredentials(answer) && (KEY_IS_MISSING.test(answer.words) || KEY_IS_WRONG.test(answer.words));

const sentAsKey = (what: 'gateway-token' | 'placeholder') => (answer: Answer) =>
  answer.sent?.providerKeyIs === what && (complainsOfKey(answer) || answer.status === 401);

/** The provider's key, in the provider's words. A key that Cloudflare added is not the one that was sent. */
export const CREDENTIAL_RULES: readonly Rule[] = [
  // Something else was sent as the key: as the provider quotes it, or as the request had it.
  {
    cause: 'token-wrong-header',
    says: /\bcf[ua]t_/,
    when: (answer) => tokenInProviderHeader(answer) && complainsOfKey(answer),
    alternatives: ['provider-key-is-gateway-token'],
  },
  {
    cause: 'provider-key-is-gateway-token',
    says: /\bcf[ua]t_/,
    when: complainsOfKey,
  },
  { cause: 'provider-key-is-gateway-token', when: sentAsKey('gateway-token') },
  { cause: 'provider-key-is-placeholder', when: sentAsKey('placeholder') },

  // In the wrong header.
  {
    cause: 'provider-key-wrong-header',
    says: /multiple authentication credentials/i,
    values: (answer) => ({ expected: answer.sent && keyHeaderOf(answer) }),
  },
  {
    cause: 'provider-key-wrong-header',
    says: /expected oauth 2 access token/i,
    when: (answer) => !noKeySent(answer) && answer.sent?.provider !== 'google-vertex-ai',
    alternatives: ['provider-key-rejected'],
    values: (answer) => ({ expected: keyHeaderOf(answer) }),
  },
  {
    cause: 'provider-key-wrong-header',
    says: /invalid bearer token/i,
    when: (answer) => !noKeySent(answer) && (!answer.sent || keyElsewhere(answer)),
    alternatives: ['provider-key-rejected'],
    values: (answer) => ({ expected: keyHeaderOf(answer) }),
  },
  {
    cause: 'provider-key-wrong-header',
    says: KEY_IS_MISSING,
    when: (answer) => isAboutCredentials(answer) && keyElsewhere(answer),
    alternatives: ['provider-key-missing'],
    values: (answer) => ({ expected: keyHeaderOf(answer) }),
  },

  {
    cause: 'provider-key-missing',
    says: KEY_IS_MISSING,
    when: (answer) => noKeySent(answer) && isAboutCredentials(answer),
    alternatives: ['provider-model-not-found', 'stored-key-rejected'],
  },
  {
    cause: 'stored-key-rejected',
    says: KEY_IS_WRONG,
    when: (answer) => tokenInProviderHeader(answer) && isAboutCredentials(answer),
    alternatives: ['provider-key-is-gateway-token', 'token-wrong-header', 'provider-key-missing'],
  },
  {
    cause: 'stored-key-rejected',
    says: KEY_IS_WRONG,
    when: (answer) => noKeySent(answer) && isAboutCredentials(answer),
    alternatives: ['provider-key-missing'],
  },
  {
    cause: 'provider-key-rejected',
    says: KEY_IS_WRONG,
    when: (answer) => isAboutCredentials(answer) && answer.sent !== undefined && !keyElsewhere(answer),
  },
  {
    cause: 'provider-key-missing',
    says: KEY_IS_MISSING,
    when: isAboutCredentials,
    alternatives: ['provider-key-rejected', 'provider-model-not-found'],
  },
  // Whose key it was is not known.
  {
    cause: 'provider-key-rejected',
    says: KEY_IS_WRONG,
    when: isAboutCredentials,
    alternatives: ['stored-key-rejected'],
  },
  {
    cause: 'provider-key-missing',
    status: [401],
    when: noKeySent,
    alternatives: ['provider-model-not-found', 'stored-key-rejected'],
  },
];

/** Words such as "token" also occur in complaints about length or form; those come with other statuses. */
function isAboutCredentials({ status, words }: Answer): boolean {
  if (status === 401 || status === 403 || status === 0 || status === 407) return true;
  return (
    (status === 400 || status === 404 || status === 422 || status >= 500) &&
    /api[ _-]?key|x-api-key|authori[sz]ation|authenticat|credential|access[ _-]?token|\bjwt\b/i.test(words)
  );
}
