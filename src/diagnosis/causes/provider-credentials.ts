import { family } from './cause.js';
import { DOCS, INIT, OR, STEP } from './sentences.js';

/** The provider's own credential: missing, wrong, in the wrong place. */
export const PROVIDER_CREDENTIALS = family('upstream-error', {
  'provider-key-missing': {
    title: 'The request reached {providerName} without a key.',
    why: 'The gateway let it through. No provider key came in the header that the provider reads, and Cloudflare added none: no key is stored there under the alias "default", and Unified Billing did not supply one. It does so only for models it knows, so a misspelt model id ends here too.',
    fix: INIT.key,
    steps: [STEP.storeKey],
    or: [
      'Check the model id ({model}): a misspelt one gets the same answer.',
      'If OpenClaw has a key and it worked before an update, the new version of OpenClaw no longer sends it: see `openclaw update`, or store the key at Cloudflare.',
    ],
    docs: DOCS.byok,
  },
  'provider-key-rejected': {
    title: '{providerName} does not accept the provider key.',
    why: 'The provider says that the key is wrong: mistyped, revoked, of another provider, or not a key at all.',
    fix: [
      { command: 'unset {exported}', what: 'lets the key in {shadowedKey} count' },
      { what: 'Remove the key from {keyWinner}: it wins over the one in {shadowedKey}.' },
      { what: 'Have the key in {keyVariable} sent instead: {otherKey}.' },
      INIT.key,
    ],
    steps: [
      'If the key in {shadowedKey} is the right one, remove the other: {keyWinner} wins, so it is never used. From this shell: `unset {keyVariable}`.',
      'Send no key of another provider: {otherKey}. Let the block refer to {keyVariable} instead.',
      "Create or copy a key in the provider's console: {keysUrl}",
      STEP.putKey,
      STEP.restart,
      STEP.afterKey,
    ],
    docs: DOCS.keysPage,
  },
  'provider-key-wrong-header': {
    title: 'The provider key was not sent in the one header that {providerName} reads.',
    why: 'Every provider reads its key from one header: Anthropic from x-api-key, Google AI Studio from x-goog-api-key (on its OpenAI path from Authorization), Azure OpenAI from api-key, most others from Authorization. OpenClaw chooses the header by api.',
    fix: { command: 'cf-aig init', what: 'writes the api, and with it the header that {providerName} reads' },
    steps: [
      'Send it in the header {expected}.',
      'Set api to the one of the route: anthropic-messages sends x-api-key, google-generative-ai sends x-goog-api-key, the openai APIs send Authorization.',
    ],
    or: ['Use /compat, where every provider key goes into Authorization.'],
    docs: DOCS.openclawProviders,
  },
  'provider-key-forbidden': {
    title: '{providerName} knows the key, but does not allow it this request.',
    why: 'The key, its project or the plan has no right to this model or this kind of request, or terms have to be accepted first.',
    fix: { what: 'Give the key the right that the answer names: {keysUrl}' },
    steps: [
      'Read the message in the evidence: it usually names the right that is missing.',
      "Check the rights of the key and the plan in the provider's console: {keysUrl}",
    ],
    or: [OR.otherModel],
    docs: DOCS.keysPage,
    inTheMessage: true,
  },
  'stored-key-rejected': {
    title: 'The credential that Cloudflare supplied for {providerName} was rejected.',
    why: 'The request brought no provider key, so Cloudflare supplied one: a key stored there, or its own under Unified Billing. A model that Unified Billing no longer covers gets the same answer.',
    fix: { what: `Replace the key that is stored at Cloudflare: ${DOCS.dashGateways}` },
    steps: [
      "Create a new key in the provider's console: {keysUrl}",
      `Replace the key for {providerName} that is stored at Cloudflare (Provider Keys): ${DOCS.dashGateways}`,
      STEP.testModel,
    ],
    or: [
      'If none is stored there, Unified Billing does not cover the model {model}: choose another one, or store a key.',
    ],
    docs: DOCS.byok,
  },
  'workers-ai-token-missing': {
    title: 'Workers AI got no token.',
    why: 'The gateway took its own token from cf-aig-authorization and passed the request on. Workers AI, the provider here, requires a Cloudflare token with Workers AI > Read in Authorization.',
    fix: { command: 'cf-aig init', what: 'writes the block for Workers AI, with the token where it looks' },
    steps: [
      'Send the same token in both headers, or alone in Authorization (as apiKey, without cf-aig-authorization).',
      `See that the token has AI Gateway > Run and Workers AI > Read: ${DOCS.dashUserTokens}`,
    ],
    docs: DOCS.workersAi,
  },
  'workers-ai-token-rejected': {
    title: 'Workers AI does not accept the token.',
    why: 'The gateway let the request through. Workers AI, the provider here, requires a Cloudflare token with the permission Workers AI > Read in Authorization, besides the gateway token.',
    fix: { what: `Add the permission Workers AI > Read to the token: ${DOCS.dashUserTokens}` },
    steps: [
      `Edit the token and add Account > Workers AI > Read: ${DOCS.dashUserTokens}`,
      'Keep AI Gateway > Run: one token can have both permissions.',
      'Check that it was created in the account {accountId}.',
      STEP.afterKey,
    ],
    docs: DOCS.workersAi,
  },
  'workers-ai-input-rejected': {
    title: 'Workers AI does not accept the form of the messages for the model {model}.',
    why: 'Its models have schemas of their own. Tool calls, tool results and content in several parts fail there often, mostly where /compat has to translate.',
    fix: { what: 'Use a model that is made for tools, on the route workers-ai instead of /compat.' },
    steps: [
      'If it comes late in a conversation, start a new one: /new in the chat.',
      'Use the route workers-ai (baseUrl ends in /workers-ai/v1) instead of /compat.',
    ],
    or: ['Choose a model that is made for tools; small models of Workers AI are not.'],
    docs: DOCS.workersAi,
  },
});
