import type { CauseId } from '../../../src/diagnosis/causes/catalogue.js';

/** What people see: an error, word for word, whose causes `explain` knows, or something without an error. */
export type Symptom = { note?: string } & (
  | { says: string }
  | { seen: string; causes: readonly [CauseId, ...CauseId[]]; ask?: string }
);

export interface Topic {
  title: string;
  intro?: string;
  symptoms: readonly Symptom[];
}

const HIDDEN =
  'OpenClaw shows the same sentence for each of them; the gateway’s own words are only in its log: `openclaw logs --json | cf-aig explain -`.';

export const TOPICS: readonly Topic[] = [
  {
    title: 'OpenClaw says',
    intro:
      'Measured with OpenClaw 2026.9.6. It shortens what the gateway answered, so that one sentence can have many causes.',
    symptoms: [
      { says: 'LLM request failed: provider rejected the request schema or tool payload.', note: HIDDEN },
      { says: 'Authentication failed (provider returned HTTP 401).', note: HIDDEN },
      { says: 'request failed (authentication failed, HTTP 403)' },
      { says: 'The selected model was not found by the provider.' },
      {
        says: 'returned a billing error — your API key has run out of credits or has an insufficient balance.',
      },
      { says: 'request failed (provider internal error, HTTP 500)' },
      { says: 'LLM request failed: network connection error.' },
      { says: 'LLM request failed: connection refused by the provider endpoint.' },
      { says: 'LLM request timed out.' },
      {
        says: 'Inline API key for provider "cloudflare-ai-gateway" is temporarily disabled after a provider auth/billing failure.',
        note: 'No request is sent, also after the key was corrected: for about a minute after a 401, about ten after an exhausted quota. `cf-aig test-model` has no such pause.',
      },
      { says: 'No API key found for provider "cloudflare-ai-gateway".' },
      { says: 'failed to resolve secrets from the active gateway snapshot' },
      {
        says: 'missing env var "CLOUDFLARE_AI_GATEWAY_API_KEY" at models.providers.cloudflare-ai-gateway.apiKey',
      },
      {
        says: 'Secret owner provider:cloudflare-ai-gateway is configured but unavailable (secret reference was not found)',
      },
      { says: 'Unknown model: cloudflare-ai-gateway/openai/gpt-4o-mini' },
      { says: 'Unknown model: openai/gpt-4o-mini' },
      {
        says: 'Model override "cloudflare-ai-gateway/openai/gpt-4o-mini" is not allowed for agent "main" by agents.defaults.models',
      },
      { says: 'OpenClaw config is invalid' },
      { says: 'Unrecognized key: "baseURL"' },
      {
        says: 'models.providers.cloudflare-ai-gateway.apiKey: Invalid input: expected string, received object',
      },
      { says: 'Auth profile credentials (api_key) take precedence for provider "cloudflare-ai-gateway"' },
      { says: 'Failed to install missing configured plugin "cloudflare-ai-gateway"' },
      { says: 'Unknown --auth-choice "cloudflare-ai-gateway-api-key"' },
      { says: 'SsrFBlockedError: Blocked: resolves to private/internal/special-use IP address' },
    ],
  },
  {
    title: 'Cloudflare answers',
    intro: 'It is in the body of the answer: in `error` or `errors`, or as `internalCode` and `message`.',
    symptoms: [
      { says: '{"code":2001,"message":"Please configure AI Gateway in the Cloudflare dashboard"}' },
      { says: '{"code":2002,"message":"Failed to parse model output"}' },
      { says: '{"code":2003,"message":"Rate limited"}' },
      { says: '{"code":2005,"message":"Failed to get response from provider"}' },
      { says: '{"code":2008,"message":"Invalid provider"}' },
      { says: '{"code":2009,"message":"Unauthorized"}' },
      { says: '{"code":2016,"message":"Prompt blocked due to security configurations"}' },
      { says: '{"code":2017,"message":"Response blocked due to security configurations"}' },
      { says: '{"code":2018,"message":"Wholesale Rate limited"}' },
      { says: '{"code":2019,"message":"Chat completion bad format"}' },
      {
        says: '{"code":2021,"message":"Insufficient wholesale credits. Please add additional credits on the AI Gateway Cloudflare dashboard"}',
      },
      { says: '{"code":2021,"message":"Insufficient balance; add money to your gateway or use BYOK"}' },
      { says: '{"code":2029,"message":"Request content blocked due to DLP policy violations"}' },
      { says: '{"code":2030,"message":"Response content blocked due to DLP policy violations"}' },
      {
        says: '{"code":2040,"message":"Model or provider could not be resolved for spend-limit enforcement"}',
      },
      {
        says: `{"code":2040,"message":"Provider 'openai' has no BYOK credential named 'work'. Configured aliases: 'default'"}`,
      },
      {
        says: '{"code":2041,"message":"Spend limit exceeded: rule 7f (cost limit 100 per 604800s, sliding) for anthropic"}',
      },
      { says: '{"code":2044,"message":"Provider credentials required"}' },
      { says: '{"code":2047,"message":"Invalid User Credentials"}' },
      { says: '{"code":2049,"message":"Insufficient balance; add money to your gateway"}' },
      { says: '{"code":1000,"message":"Invalid API Token"}' },
      { says: '{"code":6003,"message":"Invalid request headers"}' },
      { says: '{"code":7000,"message":"No route for that URI"}' },
      {
        says: '{"code":7003,"message":"Could not route to /accounts/.../ai/v1, perhaps your object identifier is invalid?"}',
      },
      { says: '{"code":9109,"message":"Invalid access token"}' },
      { says: '{"code":9109,"message":"Unauthorized to access requested resource"}' },
      { says: '{"code":10000,"message":"Authentication error"}' },
      { says: '{"code":7001,"message":"GET not supported for requested URI."}' },
      { says: 'Access denied by policy' },
      { says: 'error code: 1020' },
      { says: '2045', note: 'A code without its words.' },
      { says: '7010', note: 'A code without its words.' },
    ],
  },
  {
    title: 'The provider answers',
    intro: 'These come through the gateway: its own part of the setup is in order.',
    symptoms: [
      { says: 'Incorrect API key provided' },
      { says: 'invalid x-api-key' },
      { says: 'API key not valid. Please pass a valid API key.' },
      { says: "You didn't provide an API key." },
      { says: 'x-api-key header is required' },
      { says: 'Missing Authorization header.' },
      { says: 'Authentication Fails, Your api key: ****0001 is invalid' },
      { says: 'Unknown request URL: POST /v1/v1/chat/completions. Please check the URL for typos' },
      { says: 'You exceeded your current quota, please check your plan and billing details.' },
      { says: 'Your credit balance is too low to access the Anthropic API.' },
      { says: 'The model `gpt-5x` does not exist or you do not have access to it.' },
      {
        says: "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      },
      { says: "This model's maximum context length is 128000 tokens." },
      { says: 'Unknown name "store": Cannot find field.' },
      { says: 'Function call is missing a thought_signature in functionCall parts.' },
      { says: 'Country, region, or territory not supported' },
      { says: 'Overloaded' },
    ],
  },
  {
    title: 'Only a status',
    intro:
      'Without the body a status says little. The body is in the log of the gateway: `cf-aig logs --errors`.',
    symptoms: ['400', '401', '402', '403', '404', '429', '500', '502', '503', '524'].map((says) => ({
      says,
    })),
  },
  {
    title: 'Node, curl or an SDK says',
    symptoms: [
      { says: 'fetch failed' },
      { says: 'APIConnectionError: Connection error.' },
      { says: 'APITimeoutError: Request timed out.' },
      { says: 'getaddrinfo ENOTFOUND gateway.ai.cloudflare.com' },
      { says: 'getaddrinfo EAI_AGAIN gateway.ai.cloudflare.com' },
      { says: 'curl: (6) Could not resolve host: gateway.ai.cloudflare.com' },
      { says: 'connect ECONNREFUSED 127.0.0.1:8787' },
      {
        says: "curl: (7) Failed to connect to gateway.ai.cloudflare.com port 443: Couldn't connect to server",
      },
      { says: 'read ECONNRESET' },
      { says: 'curl: (52) Empty reply from server' },
      { says: 'UND_ERR_CONNECT_TIMEOUT' },
      { says: 'connect ETIMEDOUT 104.18.0.1:443' },
      { says: 'connect ENETUNREACH 104.18.0.1:443' },
      { says: 'HeadersTimeoutError: Headers Timeout Error' },
      { says: 'curl: (28) Operation timed out after 10001 milliseconds with 0 bytes received' },
      { says: 'terminated' },
      { says: 'unable to get local issuer certificate' },
      { says: 'self-signed certificate in certificate chain' },
      { says: 'certificate has expired' },
      { says: 'curl: (60) SSL certificate problem: unable to get local issuer certificate' },
      { says: 'curl: (35) error:0A00010B:SSL routines::wrong version number' },
      { says: 'curl: (56) Received HTTP code 407 from proxy after CONNECT' },
      { says: `Unexpected token '<', "<!DOCTYPE "... is not valid JSON` },
      { says: 'TypeError: Invalid URL' },
      { says: 'Could not resolve authentication method. Expected either apiKey or authToken to be set.' },
      { says: 'The OPENAI_API_KEY environment variable is missing or empty' },
      { says: 'AI_APICallError: Unauthorized' },
    ],
  },
  {
    title: 'No error, and yet',
    symptoms: [
      {
        seen: 'The new token works in `cf-aig test-model`, but OpenClaw still says that it is wrong',
        note: 'OpenClaw reads `.env` only when its gateway starts.',
        causes: [
          'daemon-has-other-value',
          'daemon-older-than-env',
          'variable-shadowed',
          'auth-profile-shadows',
          'openclaw-cooldown',
        ],
      },
      {
        seen: 'Requests do not show up in the gateway’s log',
        causes: [
          'model-primary-elsewhere',
          'model-roles-elsewhere',
          'agent-model-elsewhere',
          'logs-off',
          'logs-off-by-header',
        ],
        ask: '`cf-aig doctor` for what goes past the gateway, `cf-aig verify logs` for the log',
      },
      {
        seen: 'The cache is never used',
        causes: ['cache-off', 'cache-skipped', 'cache-not-used'],
        ask: '`cf-aig verify caching`',
      },
      {
        seen: 'OpenClaw shows no tokens and no cost',
        causes: ['usage-not-reported'],
      },
      {
        seen: 'The fallback is not asked',
        causes: ['fallback-shares-key', 'fallback-not-taken'],
        ask: '`cf-aig doctor` for OpenClaw’s fallbacks, `cf-aig verify fallback` for the gateway’s',
      },
      {
        seen: 'Chats work, but `openclaw infer` and titles do not',
        causes: ['transport-split'],
      },
    ],
  },
];
