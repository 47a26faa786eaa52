/** `diagnosis/explain/sentences/`: sentences of clients, of OpenClaw and of systems, and what they mean. */

import { NOT_IN_SANDBOX } from '../../exchange/sandbox-mark.js';

/** Cloudflare's own messages, which clients quote without the code, and the code that each comes with. */
export const CLOUDFLARE_MESSAGES: readonly [says: RegExp, code: number, status: number][] = [
  [/please configure AI Gateway in the Cloudflare|^please configure AI Gateway/i, 2001, 400],
  [/failed to parse model output/i, 2002, 0],
  [/^rate limited\.?$/i, 2003, 429],
  [/failed to get response from provider/i, 2005, 400],
  [/^invalid provider\.?$/i, 2008, 400],
  [/prompt blocked due to security configurations/i, 2016, 424],
  [/response blocked due to security configurations/i, 2017, 424],
  [/wholesale rate limited/i, 2018, 429],
  [/chat completion bad format/i, 2019, 400],
  [
    /insufficient (wholesale|unified billing|AI Gateway) credits|not available via unified billing|insufficient balance; add money to your gateway|wholesale rate limit exceeded/i,
    2021,
    402,
  ],
  [/request content blocked due to DLP/i, 2029, 400],
  [/response content blocked due to DLP/i, 2030, 400],
  [/no BYOK credential named/i, 2040, 400],
  [/could not be resolved for spend-limit enforcement/i, 2040, 403],
  [/provider credentials (are )?required/i, 2044, 400],
  [/spend limit exceeded: rule/i, 2045, 429],
  [/^invalid user credentials\.?$/i, 2047, 400],
  [/^invalid API token\.?$/i, 1000, 401],
  [/^invalid access token\.?$/i, 9109, 403],
  [/unauthorized to access requested resource/i, 9109, 403],
  [/^invalid request headers\.?$|invalid format for authorization header/i, 6003, 400],
  [/could not route to \/\S*.*(object identifier|$)/i, 7003, 404],
  [/no route for that URI/i, 7000, 404],
  [/\b(GET|PUT|POST|DELETE|PATCH|HEAD) not supported for requested URI/i, 7001, 405],
  [/^input validation error\.?$/i, 7001, 400],
  [/^upstream service unavailable\.?$/i, 7009, 503],
  [/model is deprecated, use /i, 7010, 410],
  [/model execution failed \(|^user input error/i, 7003, 400],
  [/^authentication error\.?$/i, 10000, 401],
];

/** What the gateway says without a code. */
export const GATEWAY_WORDS: readonly [says: RegExp, status: number][] = [
  [/^access denied by policy\.?$/i, 403],
  [/^spending limit exceeded\.?$/i, 429],
  [new RegExp(NOT_IN_SANDBOX, 'i'), 501],
];

/** What providers say, in sentences that are about nothing else: recognised in the middle of any log. */
export const PROVIDER_SENTENCE =
  /incorrect api key provided|didn't provide an API key|missing bearer or basic authentication|you exceeded your current quota|insufficient_quota|invalid x-api-key|x-api-key header is required|invalid bearer token|no auth credentials found|missing authentication header|api key not valid\. please pass|API_KEY_INVALID|expected OAuth 2 access token|method doesn't allow unregistered callers|missing authorization header\.?$|an? invalid authentication header was provided|authentication fails|credit balance is too low|(?<!an )insufficient balance\.?$|use '?max_completion_tokens'?|maximum context length is|prompt is too long|overloaded_error|model_not_found|does not exist or you do not have access|no endpoints found (for|matching)|is not a valid model id|model is overloaded|resource has been exhausted|resource_exhausted|rate_limit_exceeded|rate_limit_error|thought_signature|unrecognized request argument supplied|unknown name "\w+"|user location is not supported|\bAiError: /i;

/** The whole of what a client shows, and the status that it stands for. */
export const STATUS_OF_PHRASE: Readonly<Record<string, number>> = {
  unauthorized: 401,
  unauthenticated: 401,
  'authentication failed': 401,
  'authentication required': 401,
  'access denied': 403,
  forbidden: 403,
  'permission denied': 403,
  'not found': 404,
  'bad request': 400,
  'invalid request': 400,
  'too many requests': 429,
  'rate limit': 429,
  'rate limit exceeded': 429,
  'rate limit reached': 429,
  'payment required': 402,
  'internal server error': 500,
  'internal error': 500,
  'server error': 500,
  'bad gateway': 502,
  'service unavailable': 503,
  'service temporarily unavailable': 503,
  'gateway timeout': 504,
  overloaded: 529,
};
