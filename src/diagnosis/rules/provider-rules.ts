import { type Answer, sentProviderKey } from '../exchange/answer.js';
import { CREDENTIAL_RULES } from './credential-rules.js';
import { REQUEST_RULES } from './request-rules.js';
import { RESPONSES_PATH, type Rule } from './rule.js';

const noKeySent = (answer: Answer) => !sentProviderKey(answer);

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
  {
    cause: 'unified-billing-refuses-responses',
    plane: 'rest',
    path: RESPONSES_PATH,
    says: /add money to your gateway|credits on the AI Gateway/i,
    alternatives: ['credits-exhausted'],
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
    says: /(location|country|countries|region|territory)\b.{0,40}(not supported|unsupported|not available|not allowed|restricted|unavailable)|(unsupported|restricted)[_ ](country|countries|region|location|territory)|not (yet )?available in (your|this) (country|region|location|territory)/i,
  },
  ...REQUEST_RULES,

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

  ...CREDENTIAL_RULES,

  // What the provider cannot do just now. Before the model: "model is overloaded".
  {
    cause: 'provider-overloaded',
    says: /overload|(at|over|no|exceeded|insufficient|exceed\w*)[ _]+(\w+[ _]+){0,4}capacity|capacity[ _](exceeded|temporarily)|\w+_capacity_exceeded|temporarily (unavailable|out of)|(currently|still|is) (loading|busy|starting|cold)|high (demand|load|traffic)|no healthy upstream|ModelNotReady|engine is|server is busy|资源不足|no (available )?(workers?|instances?|servers?)( are)? available/i,
    when: ({ status }) => status !== 401 && status !== 400,
  },

  // OpenAI says it of a model with the code model_not_found.
  {
    cause: 'provider-key-forbidden',
    says: /organi[sz]ation must be verified|verify (your )?organi[sz]ation/i,
    status: [0, 400, 401, 403, 404],
  },

  // The model and the path.
  {
    cause: 'provider-content-filter',
    says: /content[_ -]?(filter|policy|management|moderation|violat)|content_policy_violation|ResponsibleAI|prohibited_content|PROHIBITED|safety (system|filter|setting|polic|reason)|blocked (due to|by|for) (\w+ )?(safety|polic|content|moderation)|(flagged|rejected) (by|as|for|due)|(violat\w*|against) (our |the )?(\w+ )?(usage|content|acceptable|safety) (guideline|polic)|moderation|input_flagged|DataInspectionFailed|sensitive (content|information|word)/i,
  },
  { cause: 'provider-path-wrong', says: /UnknownOperationException/ },
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
    says: /permission|forbidden|organi[sz]ation has been disabled|access[_ ]?denied|not (allowed|permitted|authori[sz]ed|entitled|enabled)|does not have access|must be verified|(accept|agree to) .{0,30}(terms|license|agreement)|gated|insufficient (privileges|scope)|ip.{0,20}(not allowed|whitelist|allowlist)/i,
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

function lastPart(model: string): string {
  return model.slice(model.lastIndexOf('/') + 1);
}
