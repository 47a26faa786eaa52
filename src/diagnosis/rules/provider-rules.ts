import { type Answer, sentProviderKey } from '../exchange/answer.js';
import type { Rule } from './rule.js';

const noKeySent = (answer: Answer) => !sentProviderKey(answer);

/** The gateway token travelled where providers look for their key. */
const tokenInProviderHeader = (answer: Answer) =>
  answer.plane === 'gateway' &&
  noKeySent(answer) &&
  (answer.sent?.gatewayTokenIn.some((header) => header !== 'cf-aig-authorization') ?? false);

const KEY_IS_WRONG =
  /(invalid|incorrect|wrong|bad|unknown|revoked|expired|disabled|malformed|deactivated)[ _-]*(\w+[ _-]+){0,2}(api[ _-]?key|x-api-key|token|credential|bearer|access[ _-]?key|signature|subscription key|secret|auth)|(api[ _-]?key|x-api-key|token|credentials?|access[ _-]?key|signature|secret)('s)?[ _:-]*("[^"]*" )?(\w+ ){0,8}(is |was |are |has )?(not valid|invalid|incorrect|wrong|expired|revoked|disabled|not found|does not exist|doesn't exist|unknown|not recogni[sz]ed|malformed)|signature .{0,40}does not match|authentication fails|login fail|unrecognizedclient|invalidsignature|API_KEY_INVALID|account.{0,20}(deactivated|suspended|disabled|terminated)/i;

const KEY_IS_MISSING =
  /(missing|no|empty|without|provide an?|provide your|supply an?|include an?|specify an?)[ _-]*(valid |your |an? |or invalid |bearer |basic |required )*(or basic )?(api[ _-]?key|x-api-key|authori[sz]ation|authentication|auth |credential|access token|bearer token|token)|(api[ _-]?key|x-api-key|authori[sz]ation|authentication|credentials?|token)('| |"|`)*(header )?(is |was |are |must be )?(missing|not (set|found in|provided|supplied|present)|empty)|(api[ _-]?key|x-api-key|header|credentials?|token)('| |"|`)*(is |are |was )?required|(authori[sz]ation|authentication) (is|was) required|unregistered callers|CREDENTIALS_MISSING|MissingAuthenticationToken|not authenticated|login required|please (log|sign) ?in/i;

const KEY_WORDS = /authenticat|unauthori[sz]ed|unauthenticated|invalid_api_key|not logged in|login/i;

const MODEL_UNKNOWN =
  /not_found_error[\s\S]{0,20}model:|model[_ ]not[_ ](found|exist|supported|available)|no such model|(unknown|invalid|unsupported|unrecogni[sz]ed|nonexistent|incorrect|inaccessible)[ _]+model|model[_ ]?(id|name|identifier)?[ :=]*['"`(]?[\w@./:-]*['"`)]?,? +(was |is |has been |does |could |you )?(\w+ ){0,3}?(not (found|exist|available|supported|recogni[sz]ed|a valid|valid|deployed|enabled)|unknown|unavailable|invalid|deprecated|decommissioned|retired|discontinued|removed|doesn't exist|specified does not)|is not a valid model|no endpoints found|DeploymentNotFound|no (available )?channel.*model|models\/\S+ is not found|model:? \S+ (not found|does not exist)|try pulling it|inference profile|end of its life|模型不存在|unable to (find|access|load) (the )?model|does not (exist|have access to) .{0,20}model|couldn't find model|cannot find model|could not find model/i;

const PATH_UNKNOWN =
  /invalid url|unknown_url|unknown (request )?(url|path|endpoint|route)|unexpected endpoint|no (such )?(route|endpoint|path)\b(?!s found)|unrecogni[sz]ed request url|cannot (get|post|put)\b|page not found|(route|path|endpoint|resource|url) ('[^']*' |"[^"]*" |\S+ )?(was |is |could )?(not (found|be found|exist|supported)|does not exist)|method not allowed|not supported in the v1\/|only supported in v1\/|not a chat model|requested url/i;

/**
 * Errors of providers, sorted by their own words (kind, code, message) without asking who the provider is: providers
 * that were never seen use the same vocabulary. Google and xAI say 400 for a bad key, Mistral 400 for a model, so the
 * status decides only at the end. What is more specific comes first.
 */
export const PROVIDER_RULES: readonly Rule[] = [
  // Cloudflare's REST API in the clothes of the API it imitates.
  {
    cause: 'model-not-in-catalogue',
    plane: 'rest',
    status: [400, 404],
    says: /^\s*model not found: \S+\/\S+/im,
  },
  { cause: 'credits-exhausted', says: /add money to your gateway|credits on the AI Gateway/i },
  {
    cause: 'token-lacks-workers-ai',
    plane: 'rest',
    status: [401, 403],
    says: /^\s*authentication error\s*$/im,
  },

  {
    cause: 'provider-region',
    says: /(location|country|countries|region|territory)\b.{0,40}(not supported|unsupported|not available|not allowed|restricted|unavailable)|(unsupported|restricted)[_ ](country|region|location|territory)|not (yet )?available in (your|this) (country|region|location|territory)/i,
  },
  {
    cause: 'provider-max-tokens-field',
    says: /max_tokens.{0,80}(not supported|unsupported|not allowed).{0,80}max_completion_tokens|use 'max_completion_tokens'/is,
  },
  {
    cause: 'provider-context-too-long',
    says: /context[_ ](length|window|size|limit)|maximum context|(prompt|input|messages?|request|conversation) (\w+ ){0,3}(is |are |was )?too (long|large|many tokens)|reduce the length|string_above_max|(exceeds?|exceeded|longer than|greater than|over) (\w+ ){0,6}(context|maximum (allowed )?(number of )?(input )?tokens|token limit|max_model_len)|tokens.{0,40} must be <|too many (input )?tokens(?! per)|exceed_context_size|token count .{0,40}exceeds/i,
    when: ({ words }) => !/per[ _-]?minute|\bTPM\b|rate_limit_exceeded/i.test(words),
  },

  // Money: what is used up, and what was never paid.
  { cause: 'provider-credits', says: /suspend.{0,80}(pay|billing|invoice)|failure to pay/i },
  // Google's words for any limit.
  { cause: 'provider-rate-limited', says: /\(e\.g\. check quota\)/i },
  {
    cause: 'provider-rate-limited',
    says: /per[ _-]?(minute|second)|\b(RPM|TPM|RPS|QPS|QPM)\b|PerMinute/,
    when: ({ status }) => status === 429 || status === 413 || status === 0,
  },
  {
    cause: 'provider-quota',
    says: /insufficient_quota|exceeded your (current|monthly|daily|assigned) quota|quota.{0,60}(exceed|exhausted|reached|used up|depleted)|(exceed|exhausted|reached|out of|used up).{0,60}quota|quota_exceeded|(daily|monthly|weekly|free|usage|spend(ing)?|hard) (tier |plan |request |token |usage |free )*(limit|allocation|allowance|cap)|usage_limit|per day|PerDay|\b(RPD|TPD)\b|neurons|characters? (remaining|quota)|ServiceQuotaExceeded/i,
  },
  {
    cause: 'provider-credits',
    says: /insufficient[_ ]*(account )?(balance|credits?|funds?)|insufficient.{0,30}(balance|credit|fund)|(not enough|low|negative|exhausted)[_ ]balance|credit balance|payment[_ -]?(required|method)|billing|(out of|no|not enough|more|add|purchase|buy|exceeded your|run out of|remaining|prepaid) (more |available |remaining |prepayment )*credits?|credits? (are |have been |is )?(depleted|exhausted|required)|arrears|overdue|unpaid|余额|欠费|top.?up|recharge/i,
  },
  { cause: 'provider-credits', status: [402] },

  // The key. A key that Cloudflare added is not the one that was sent.
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
    alternatives: ['token-wrong-header', 'provider-key-missing'],
  },
  {
    cause: 'stored-key-rejected',
    says: KEY_IS_WRONG,
    when: (answer) => noKeySent(answer) && isAboutCredentials(answer),
    alternatives: ['provider-key-missing'],
  },
  {
    cause: 'provider-key-missing',
    says: KEY_IS_MISSING,
    when: isAboutCredentials,
    alternatives: ['provider-key-rejected', 'provider-model-not-found'],
  },
  { cause: 'provider-key-rejected', says: KEY_IS_WRONG, when: isAboutCredentials },
  {
    cause: 'provider-key-missing',
    status: [401],
    when: noKeySent,
    alternatives: ['provider-model-not-found', 'stored-key-rejected'],
  },

  // What the provider cannot do just now. Before the model: "model is overloaded".
  {
    cause: 'provider-overloaded',
    says: /overload|(at|over|no|exceeded|insufficient|exceed\w*)[ _]+(\w+[ _]+){0,4}capacity|capacity[ _](exceeded|temporarily)|\w+_capacity_exceeded|temporarily (unavailable|out of)|(currently|still|is) (loading|busy|starting|cold)|high (demand|load|traffic)|no healthy upstream|ModelNotReady|engine is|server is busy|资源不足|no (available )?(workers?|instances?|servers?)( are)? available/i,
    when: ({ status }) => status !== 401 && status !== 400,
  },

  // The model and the path.
  {
    cause: 'provider-content-filter',
    says: /content[_ -]?(filter|policy|management|moderation|violat)|content_policy_violation|ResponsibleAI|prohibited_content|PROHIBITED|safety (system|filter|setting|polic|reason)|blocked (due to|by|for) (\w+ )?(safety|polic|content|moderation)|(flagged|rejected) (by|as|for|due)|(violat\w*|against) (our |the )?(\w+ )?(usage|content|acceptable|safety) (guideline|polic)|moderation|input_flagged|DataInspectionFailed|sensitive (content|information|word)/i,
  },
  {
    cause: 'provider-path-wrong',
    says: PATH_UNKNOWN,
    status: [0, 400, 404, 405, 501],
    when: ({ words }) => !/model_not_found|DeploymentNotFound/.test(words),
  },
  {
    cause: 'provider-model-not-found',
    says: MODEL_UNKNOWN,
    when: ({ status }) => status !== 429 && status < 500,
  },
  {
    cause: 'provider-model-not-found',
    status: [404, 410],
    when: ({ words, sent }) =>
      /model|deployment/i.test(words) || (!!sent?.model && words.includes(lastPart(sent.model))),
  },

  {
    cause: 'provider-rate-limited',
    says: /rate[_ -]?limit|too[_ ]?many[_ ]?(requests|concurrent|connections)|throttl|resource[_ ]?(has been )?exhausted|requests? limit|concurren(t|cy) (request |limit|connection)|slow[_ ]?down|queue[_ ](is )?(full|exceeded)|请求过于频繁/i,
    when: ({ status }) =>
      status === 0 || status === 429 || status === 413 || status === 403 || status === 503 || status === 400,
  },
  {
    cause: 'provider-timeout',
    says: /timed?[ _-]?out|deadline[_ ]exceeded/i,
    when: ({ status }) => status === 0 || status === 408 || status >= 500,
  },
  {
    cause: 'provider-key-forbidden',
    says: /permission|forbidden|organi[sz]ation has been disabled|access[_ ]?denied|not (allowed|permitted|authori[sz]ed|entitled|enabled)|does not have access|must be verified|verify (your )?organi[sz]ation|(accept|agree to) .{0,30}(terms|license|agreement)|gated|insufficient (privileges|scope)|ip.{0,20}(not allowed|whitelist|allowlist)/i,
    when: ({ status }) => status === 0 || status === 401 || status === 403 || status === 400,
  },
  {
    cause: 'provider-key-rejected',
    says: KEY_WORDS,
    when: ({ status }) => status === 0 || status === 400 || status === 403,
  },
];

/** When the words say nothing. */
export const STATUS_RULES: readonly Rule[] = [
  {
    cause: 'provider-key-missing',
    status: [401],
    when: noKeySent,
    alternatives: ['provider-model-not-found'],
  },
  { cause: 'provider-key-rejected', status: [401] },
  {
    cause: 'provider-key-forbidden',
    status: [403, 451],
    when: noKeySent,
    alternatives: ['provider-key-missing'],
  },
  { cause: 'provider-key-forbidden', status: [403, 451], alternatives: ['provider-key-rejected'] },
  { cause: 'provider-path-wrong', status: [404, 405, 501], alternatives: ['provider-model-not-found'] },
  { cause: 'provider-model-not-found', status: [410] },
  { cause: 'provider-context-too-long', status: [413] },
  { cause: 'provider-rate-limited', status: [429] },
  { cause: 'provider-overloaded', status: [498, 529] },
  { cause: 'provider-timeout', status: [408, 499, 504, 522, 524] },
  { cause: 'provider-error-in-200', when: ({ inSuccess }) => inSuccess },
  { cause: 'provider-outage', when: ({ status }) => status >= 500 && status < 600 },
  {
    cause: 'provider-outage',
    status: [0],
    says: /internal[_ ](server[_ ])?error|server_error|api_error|service[_ ]unavailable|bad gateway|provider_unavailable/i,
  },
  {
    cause: 'provider-bad-request',
    status: [400, 406, 409, 411, 412, 414, 415, 416, 417, 422, 424, 425, 428, 431],
  },
  {
    cause: 'provider-bad-request',
    status: [0],
    says: /invalid_request|validation|bad[_ ]request|invalid_argument/i,
  },
  { cause: 'provider-error-other' },
];

/** Words such as "token" also stand in complaints about length or form; those come with other statuses. */
function isAboutCredentials({ status, words }: Answer): boolean {
  if (status === 401 || status === 403 || status === 0 || status === 407) return true;
  return (
    (status === 400 || status === 404 || status === 422 || status >= 500) &&
    /api[ _-]?key|x-api-key|authori[sz]ation|authenticat|credential|access[ _-]?token|\bjwt\b/i.test(words)
  );
}

function lastPart(model: string): string {
  return model.slice(model.lastIndexOf('/') + 1);
}
