import type { CauseId } from '../causes/catalogue.js';
import type { Cause, Fix } from '../causes/cause.js';
import { DOCS, INIT, OR, STEP } from '../causes/sentences.js';

const ADDRESS =
  'Compare the base URL: https://gateway.ai.cloudflare.com/v1/{accountId}/{gateway}/compat (or another route)';
const PUT_TOKEN = 'Put the token into the variable {tokenVariable}, and into the settings of your client.';
const PUT_KEY = 'Put the key into the variable {keyVariable}, and into the settings of your client.';
const SEND_TOKEN = 'Have your client send the header cf-aig-authorization: Bearer <the token>.';
const OWN_KEY = 'Use your own provider key: store it at Cloudflare, or have your client send it.';
const SEND_NO_KEY = 'Have your client send no provider key: the token in cf-aig-authorization alone.';
const SEND_AUTHORIZATION =
  'Have your client send the header Authorization: Bearer <the token>, and examine it without --token-header.';
const OTHER_ROUTE =
  'Have your client use a model of this route, or a route of the model: /compat serves all providers.';
const CORRECT_MODEL = 'Correct the model id in the settings of your client.';

/** Sentences of several causes that say something else to users of other clients, or (empty) nothing. */
export const CLIENT_SENTENCES: ReadonlyMap<string, string> = new Map([
  [INIT.address.what, ADDRESS],
  [INIT.token.what, 'Put another token into the variable {tokenVariable}.'],
  [INIT.key.what, 'Have your client send a key of {providerName}, or store one at Cloudflare.'],
  [INIT.model.what, CORRECT_MODEL],
  [STEP.putToken, PUT_TOKEN],
  [STEP.putKey, PUT_KEY],
  [STEP.restart, 'If your client is running, start it anew: it may read its settings only then.'],
  [STEP.afterKey, ''],
  [STEP.afterQuota, ''],
  [OR.otherModel, 'Try another model.'],
  [OR.sendOwnKey, 'Have your client send your own key.'],
  ['Use your own provider key: store it at Cloudflare, or run `cf-aig init` and choose to send it.', OWN_KEY],
  [
    'To use another token, run `cf-aig init`: it asks for one.',
    'To use another token, put it into {tokenVariable}.',
  ],
  ['Set api to {expected}.', 'Use a client or a setting that speaks {expected}.'],
  ['Change it in models and in agents.defaults.model.primary.', CORRECT_MODEL],
  ['Start a new conversation: /new in the chat.', 'Start a new conversation.'],
]);

type Texts = Partial<Pick<Cause, 'title' | 'why' | 'steps' | 'or'> & { fix: readonly Fix[] }>;

/** Causes with texts of their own for other clients. What is not here is said in the words of any client. */
export const CLIENT_TEXTS: Partial<Record<CauseId, Texts>> = {
  'base-url-placeholder': {
    why: 'An example was copied and a part of it not replaced. Cloudflare answers that there is no such gateway.',
  },
  'base-url-not-a-url': { why: 'A client fails when it sends its first request to it.' },
  'api-mismatch': {
    why: 'The API form decides which path a client appends to the base URL and how it speaks; the route expects another one, so every request ends at a path that does not exist.',
    fix: [{ what: 'Use a client or a setting that speaks {expected}, or the route of {api}.' }],
  },
  'model-prefix-superfluous': {
    why: 'Only /compat and the REST API want "provider/model"; the routes of one provider want the bare id.',
  },
  'model-listed-unfit': {
    why: 'A route serves the models of its provider, under the ids that it wants. This one belongs to another ({found}), so the request fails.',
    fix: [{ what: OTHER_ROUTE }],
    steps: [OTHER_ROUTE],
  },
  'header-malformed': {
    title: 'Your client does not send the header {header} as it must be.',
    why: 'The REST API reads the token from Authorization alone: the word Bearer, one space, and the token.',
    fix: [{ what: SEND_AUTHORIZATION }],
    steps: [SEND_AUTHORIZATION],
  },
  'provider-key-is-gateway-token': { fix: [{ what: SEND_NO_KEY }], steps: [SEND_NO_KEY], or: [OWN_KEY] },
  'provider-key-is-placeholder': { fix: [{ what: SEND_NO_KEY }], steps: [SEND_NO_KEY], or: [OWN_KEY] },
  'header-unknown': {
    fix: [
      { what: 'Rename {header} to {nearest}.' },
      { what: 'Remove the header {header} from your client.' },
    ],
    steps: ['If you mean {nearest}, rename it.', 'Otherwise remove it.'],
  },
  'header-value-unusable': {
    fix: [
      { what: 'Change or remove {header}: its value should be {expected}.' },
      { what: 'Change or remove {header} in your client.' },
    ],
    steps: ['Correct what is wrong with it: {detail}.', 'Write it as it should be: {expected}.'],
  },
  'ip-unreachable': {
    steps: [
      'Check that you are online.',
      'If only IPv6 fails, make Node prefer IPv4: set NODE_OPTIONS=--dns-result-order=ipv4first for a client that runs on Node.',
    ],
  },
  'response-timeout': {
    or: ['Try a faster model than {askedModel}.'],
  },
  'base-url-account-malformed': {
    fix: [
      { what: 'Set the base URL to {expected}' },
      { what: 'Put the account ID into the base URL: https://gateway.ai.cloudflare.com/v1/<account ID>/...' },
    ],
  },
  'base-url-insecure': {
    why: 'Without encryption everyone on the way can read the keys that your client sends.',
  },
  'base-url-extra-part': {
    why: 'A client appends its own path to the whole text, so that path would end up inside the query (?) or the fragment (#), and Cloudflare would never see it.',
  },
  'base-url-route-missing': {
    why: 'A client appends only the last part (/chat/completions), so Cloudflare reads "chat" as the provider and cannot route the request. A route such as /compat, /openai or /anthropic has to be part of the base URL.',
  },
  'base-url-full-endpoint': {
    title: 'The base URL contains the end of the path that a client of this form appends itself: {baseUrl}',
    why: 'Clients add /chat/completions, /responses, /v1/messages or /models/... to the base URL; the part would be there twice. (If yours adds less, such as /messages, give --base-url without the rest.)',
  },
  'base-url-version-missing': {
    why: "A client of this form adds no version itself: /google-ai-studio needs /v1beta after it, /workers-ai needs /v1, and Cloudflare's own path begins with /v1. (If yours adds it, give --base-url with it.)",
  },
  'base-url-gateway-malformed': { fix: [{ what: 'Write {nearest} as the gateway in the base URL.' }] },
  'base-url-gateway-missing': { fix: [{ what: 'Set the base URL to {expected}' }] },
  'account-id-is-token': {
    fix: [{ what: 'Put the account ID in its place, and revoke the token: it is in logs now.' }],
  },
  'gateway-not-found': {
    fix: [
      { what: 'Write {nearest} as the gateway in the base URL, if you mean that one.' },
      { what: `Compare the gateway in the base URL with your list of gateways: ${DOCS.dashGateways}` },
    ],
  },
  'account-not-found': {
    fix: [
      {
        what: 'Compare the account ID in the base URL with that of the dashboard: https://dash.cloudflare.com/',
      },
    ],
  },
  'url-not-routed': {
    why: 'The host is right, but what follows it is not a path that exists there: a part is missing, doubled or misspelt, or the client appends something that this address does not serve.',
  },
  'dynamic-route-needs-compat': {
    fix: [{ what: 'Set the base URL to https://gateway.ai.cloudflare.com/v1/{accountId}/{gateway}/compat' }],
    steps: ['Set the base URL to https://gateway.ai.cloudflare.com/v1/{accountId}/{gateway}/compat'],
  },
  'model-prefix-missing': { steps: ['Write it as {expected}.', CORRECT_MODEL] },
  'model-not-offered': { steps: ['Use {nearest} in the settings of your client.', STEP.testModel] },
  'completion-format': { steps: ['Write the model as provider/model, for example openai/gpt-4o.'] },
  'model-retired': { steps: ['Use {nearest} instead.', CORRECT_MODEL] },
  'token-missing': {
    fix: [{ what: SEND_TOKEN }],
    steps: [
      `Create a token with the permission Account > {permission}: ${DOCS.dashUserTokens}`,
      SEND_TOKEN,
      'Put the token into a variable, and name that with --token-env.',
    ],
  },
  'token-is-oauth': {
    fix: [{ what: `Create an API token instead, with {permission}: ${DOCS.dashUserTokens}` }],
  },
  'token-other-account': {
    fix: [
      { what: 'Put {nearest} into the base URL, or use a token of the account {accountId}.' },
      { what: 'Use a token of the account {accountId}, or the account ID of the token.' },
    ],
  },
  'token-wrong-header': {
    fix: [{ what: SEND_TOKEN }],
    steps: [SEND_TOKEN, 'Examine it without --token-header: that is the header for it.'],
  },
  'token-is-provider-key': {
    fix: [
      {
        what: 'Put a token of Cloudflare into {tokenVariable}; the key has a variable of its own.',
      },
    ],
    steps: [
      `Create a token with the permission Account > {permission}: ${DOCS.dashUserTokens}`,
      PUT_TOKEN,
      'Name the variable with the key of the provider with --key-env, if your client sends one.',
    ],
  },
  'token-malformed': {
    fix: [
      { what: 'Correct the value of {tokenVariable}: {detail}.' },
      { what: 'Correct the value of {tokenVariable}.' },
    ],
    steps: [
      'Correct what is wrong with it: {detail}.',
      'The variable {tokenVariable} holds the token alone, without quotes.',
    ],
  },
  'unified-billing-refuses-responses': {
    fix: [{ what: 'Have your client use chat completions (openai-completions).' }],
    steps: [
      'Have your client use chat completions (openai-completions): /ai/v1/chat/completions.',
      `If chat/completions answers 402 too, look at the balance ({found}) and add credits: ${DOCS.dashGateways}`,
    ],
  },
  'spend-limit': { or: ['Use a model that the rule does not cover.'] },
  'access-login': {
    fix: [
      {
        what: 'Use the address without Access: https://gateway.ai.cloudflare.com/v1/{accountId}/{gateway}/compat',
      },
    ],
    or: [
      'Allow a service token in the Access policy, and have your client send its headers CF-Access-Client-Id and CF-Access-Client-Secret (or a login in cf-access-token).',
    ],
  },
  'byok-alias-unknown': { or: ['Name an existing alias in the header cf-aig-byok-alias.'] },
  'provider-key-rejected': {
    fix: [{ what: 'Put a key of {providerName} that works into the variable {keyVariable}: {keysUrl}' }],
    steps: [
      "Create or copy a key in the provider's console: {keysUrl}",
      PUT_KEY,
      'If a key is stored at Cloudflare, have your client send none.',
    ],
  },
  'provider-key-wrong-header': {
    why: 'Every provider reads its key from one header: Anthropic from x-api-key, Google AI Studio from x-goog-api-key (on its OpenAI path from Authorization), Azure OpenAI from api-key, most others from Authorization.',
    fix: [{ what: 'Have your client send the key in the header that {providerName} reads.' }],
    steps: ['Send it in the header {expected}.'],
  },
  'workers-ai-token-missing': {
    fix: [{ what: 'Have your client send the token in Authorization too, or there alone.' }],
    steps: [
      'Have your client send the same token in both headers, or alone in Authorization (--token-header authorization).',
      `See that the token has AI Gateway > Run and Workers AI > Read: ${DOCS.dashUserTokens}`,
    ],
  },
  'workers-ai-input-rejected': {
    steps: [
      'If it comes late in a conversation, start a new one.',
      'Use the route workers-ai (the base URL ends in /workers-ai/v1) instead of /compat.',
    ],
  },
  'model-api-unsupported': {
    fix: [
      { what: 'Have your client use {expected} for this model.' },
      { what: 'Use another model, or the other API form.' },
    ],
  },
  'provider-max-tokens-field': {
    why: "OpenAI's gpt-5 and o-series require max_completion_tokens on chat/completions.",
    fix: [
      { what: 'Have your client send max_completion_tokens, or use the Responses API on the route openai.' },
    ],
    steps: ['Have your client send max_completion_tokens, or use the Responses API on the route openai.'],
    or: [],
  },
  'provider-tools-with-effort': {
    why: "From gpt-5.4 on, OpenAI's chat/completions rejects tools if reasoning_effort is set, and for gpt-5.6 even if it is not: only 'none' is accepted.",
    fix: [{ what: "Use the Responses API on OpenAI's own route, where the model can do both." }],
    steps: ["Use the Responses API on OpenAI's own route, where the model can do both."],
    or: [],
  },
  'provider-field-unknown': { why: 'Providers imitate the OpenAI API more or less completely.' },
  'provider-history-rejected': { fix: [{ what: 'Start a new conversation.' }] },
  'provider-context-too-long': {
    why: 'Prompt, history and tools together exceed its context. Agents send thousands of tokens of instructions and tools, more than small models can hold.',
    fix: [{ what: 'Use a model with a larger context, or start a new conversation.' }],
    steps: ['Use a model with a larger context.', 'Lower the limit for the answer, if it is set high.'],
  },
  'provider-rate-limited': {
    why: "It is the provider's limit, not the gateway's. The long prompts of agents use up token limits quickly.",
  },
  'dlp-request': {
    why: 'Something in the prompt matches a profile (card numbers, keys, names) whose rule says Block. Agents send files and their system prompt along.',
  },
  'reply-empty': {
    why: 'HTTP {status}, and the answer is whole, but there is no text, no call and no reason for that in it. Models do that now and then; one that always does, or a mock of a model, is of no use.',
  },
  'tool-call-missing': {
    why: 'Agents work through tools: a model that never calls one can only talk. Small models, and some providers behind an imitation of another API, ignore them.',
  },
  'provider-bad-request': {
    fix: [{ what: 'Read the message: it names the field that the provider refuses.' }],
  },
};
