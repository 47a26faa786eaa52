import type { Sentence } from './candidates.js';

const NETWORK = [
  'connection-failed',
  'cloudflare-name-unresolved',
  'dns-failed',
  'connection-refused',
  'connection-reset',
  'tls-untrusted',
  'proxy-failed',
] as const;

/** What clients other than OpenClaw say in their own name: SDKs, coding agents, runtimes. */
export const CLIENT_SENTENCES: readonly Sentence[] = [
  // A variable that is not there.
  {
    says: /(?:missing|set|setting|export|define) (?:the )?(?:env(?:ironment)?[ _]var(?:iable)?s?:?) [`"']?(?<variable>[A-Z][A-Z0-9_]{3,})/i,
    candidates: ['variable-missing', 'variable-empty'],
  },
  {
    says: /(?<![\w$])(?<variable>[A-Z][A-Z0-9]*_[A-Z0-9_]{2,})[`"']?(?: (?:env(?:ironment)? )?var(?:iable)?)?(?: is| was| must be)? (?:missing|not set|unset|not defined|undefined|empty|required|set)\b/,
    candidates: ['variable-missing', 'variable-empty'],
  },
  {
    says: /(?:client option must be set|pass it using).*?(?<![\w$])(?<variable>[A-Z][A-Z0-9]*_[A-Z0-9_]{2,}) env(?:ironment)? var/i,
    candidates: ['variable-missing', 'variable-empty'],
  },
  {
    says: /(?:api key is missing|missing api key|no api key|api_key client option must be set|missing credentials)\b.*?\b(?:the )?[`"']?(?<variable>[A-Z][A-Z0-9]*_[A-Z0-9_]{2,})[`"']? env(?:ironment)? var/i,
    candidates: ['variable-missing', 'variable-empty'],
  },
  { says: /could not resolve authentication method/i, candidates: ['header-malformed', 'variable-missing'] },

  // An address without https://, as clients object to it before they send anything.
  {
    says: /(?:invalid url|failed to parse url from)[:\s]*["'`(]?(?!https?:)(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?\/|^(?:[\w.]*error(?: \[ERR_INVALID_URL\])?: )invalid url$|no scheme supplied|missing an 'http:\/\/' or 'https:\/\/' protocol|unsupported protocol scheme/i,
    candidates: ['base-url-not-a-url'],
  },

  // The model, as Claude Code and opencode say it.
  {
    says: /issue with the selected model \((?<model>[^)\s]+)\)/i,
    candidates: ['provider-model-not-found', 'model-not-in-catalogue', 'model-prefix-superfluous'],
  },
  { says: /^model: (?<model>[\w@./:-]+)$/, candidates: ['provider-model-not-found'] },
  {
    says: /ProviderModelNotFoundError|AI_NoSuchModelError/,
    candidates: ['provider-model-not-found', 'model-not-in-catalogue', 'model-not-listed'],
  },

  // Access in front of a custom domain.
  { says: /\.cloudflareaccess\.com\b|\/cdn-cgi\/access\//, candidates: ['access-login'] },

  // Pages of Cloudflare's network, as text.
  {
    says: /sorry, you have been blocked|just a moment\.\.\.|enable javascript and cookies to continue|attention required! \| cloudflare|checking your browser/i,
    candidates: ['cloudflare-edge'],
  },
  { says: /worker threw exception|worker exceeded resource limits/i, candidates: ['cloudflare-edge-fault'] },

  // The browser.
  {
    says: /blocked by CORS policy|No 'Access-Control-Allow-Origin' header/i,
    candidates: ['cloudflare-edge', 'foreign-server', 'redirected'],
  },

  // No answer at all, and nothing said about why.
  {
    says: /^(?:type)?(?:error: ?)?(?:fetch failed|failed to fetch|load failed|network ?error(?: when attempting to fetch resource)?|connection error|network connection lost|unable to connect(?:\. is the computer able to access the url\?| to api.*)?|error sending request.*|could not connect.*|request failed|network request failed)\.?$/i,
    candidates: NETWORK,
  },
  {
    says: /\berror sending request for url\b|\bAPIConnectionError\b|\bAPI Error \(Connection error/i,
    candidates: NETWORK,
  },
  {
    says: /^(?:the )?(?:request|operation|connection|api request)?(?: was aborted due to| has)? ?time(?:d ?)?[ -]?out(?: error)?\.?$|\bAPITimeoutError\b|\bAPIConnectionTimeoutError\b|context deadline exceeded|\bReadTimeout\b|read timed out|request timed out|timeout of \d+ ?ms exceeded|\bTimeoutError\b|(?:operation|request) was aborted|user aborted a request/i,
    candidates: ['response-timeout', 'connect-timeout', 'provider-timeout'],
  },
  {
    says: /^terminated\.?$|stream (?:disconnected|closed|ended) before completion|unexpected end of (?:json input|stream|file)|incomplete chunked read|IncompleteRead|peer closed connection/i,
    candidates: ['body-truncated', 'response-stalled', 'provider-outage'],
  },
  {
    says: /unexpected token '?<'?.{0,40}(?:json|<!doctype)|invalid json response|is not valid json/i,
    candidates: ['captive-portal', 'cloudflare-edge', 'foreign-server', 'provider-path-wrong'],
  },
];
