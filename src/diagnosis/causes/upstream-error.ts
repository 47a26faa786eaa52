import { family } from './cause.js';
import { DOCS, STEP } from './sentences.js';

/** The provider behind the gateway answered with an error; the gateway itself is in order. */
export const UPSTREAM_ERROR = family('upstream-error', {
  'provider-key-missing': {
    title: 'The request reached {providerName} without a key.',
    why: 'The gateway let it through, but no provider key was sent, none is stored at Cloudflare under the alias "default", and Unified Billing did not supply one. It does so only for models it knows, so a misspelt model id ends here too.',
    steps: [
      'Check the model id first: {model}.',
      `Store your key at Cloudflare (Provider Keys, alias "default"): ${DOCS.dashGateways}`,
      'Or run `cf-aig init` and choose to send your own key.',
    ],
    docs: DOCS.byok,
  },
  'provider-key-rejected': {
    title: '{providerName} does not accept the provider key.',
    why: "The gateway passed the request on, and the provider says that the key is wrong: mistyped, revoked, of another provider, or not a key at all. A gateway token in the provider's header has the same effect.",
    steps: [
      "Make or copy a key in the provider's console: {keysUrl}",
      STEP.putKey,
      `If the key is stored at Cloudflare, replace it there: ${DOCS.dashGateways}`,
      STEP.restart,
      STEP.afterKey,
    ],
    docs: DOCS.keysPage,
  },
  'provider-key-forbidden': {
    title: '{providerName} knows the key, but does not allow it this request.',
    why: 'The key, its project or the plan has no right to this model or this kind of request, or terms have to be accepted first.',
    steps: [
      'Read the message in the evidence: it usually names the right that is missing.',
      "Check the rights of the key and the plan in the provider's console: {keysUrl}",
      'Try another model: `cf-aig test-model <model>`.',
    ],
    docs: DOCS.keysPage,
  },
  'stored-key-rejected': {
    title: 'The key stored at Cloudflare for {providerName} was rejected by the provider.',
    why: 'Cloudflare found a key for this provider, sent it, and the provider did not accept it.',
    steps: [
      `Replace it (Provider Keys): ${DOCS.dashGateways}`,
      "Make a new key in the provider's console: {keysUrl}",
      STEP.testModel,
    ],
    docs: DOCS.byok,
  },
  'workers-ai-token-rejected': {
    title: 'Workers AI does not accept the token.',
    why: 'The gateway let the request through. Workers AI, which is the provider here, wants a Cloudflare token with the permission Workers AI > Read in Authorization, besides the gateway token.',
    steps: [
      `Edit the token and add Account > Workers AI > Read: ${DOCS.dashUserTokens}`,
      'One token can have both permissions, AI Gateway > Run and Workers AI > Read.',
      'Check that it was made in the account {accountId}.',
      STEP.afterKey,
    ],
    docs: DOCS.workersAi,
  },
  'provider-model-not-found': {
    title: '{providerName} has no model "{model}", or not for this key.',
    why: 'The gateway passed the request on. The model id is misspelt, withdrawn, has a prefix that the provider does not know, or the account has no access to it.',
    steps: [
      'Did you mean {nearest}?',
      "Look the exact id up in the provider's list of models.",
      'Change it in models and in agents.defaults.model.primary.',
      STEP.testModel,
    ],
    docs: DOCS.providers,
  },
  'provider-path-wrong': {
    title: '{providerName} has no such path.',
    why: 'The gateway passed the request on, and the provider does not know the path: /v1 is doubled or missing in baseUrl, or api does not fit the route.',
    steps: [
      "Compare the URL in the evidence with the provider's page: https://developers.cloudflare.com/ai-gateway/usage/providers/",
      'For /openai leave out /v1; for /google-ai-studio end with /v1beta; for /workers-ai end with /v1; for /anthropic add nothing.',
    ],
    docs: DOCS.providers,
  },
  'provider-quota': {
    title: 'The quota of your account at {providerName} is used up.',
    why: 'The key is good, but what the account may use (per day, per month, on the free plan) has been used. Waiting a minute does not help.',
    steps: [
      "Look at usage and limits in the provider's console: {keysUrl}",
      'Raise the limit or the plan, or use another model.',
      STEP.afterQuota,
    ],
    docs: DOCS.keysPage,
  },
  'provider-credits': {
    title: 'Your account at {providerName} has no credit left.',
    why: 'The key is good, but the balance does not suffice, or a bill is not paid.',
    steps: ["Add credit in the provider's console: {keysUrl}", STEP.afterQuota],
    docs: DOCS.keysPage,
  },
  'provider-rate-limited': {
    title: '{providerName} allows fewer requests or tokens per minute than were sent.',
    why: "It is the provider's limit for your key, not the gateway's. OpenClaw's long prompts use up token limits quickly.",
    steps: [
      STEP.retryAfter,
      'Wait a minute and try again.',
      "If it stays, raise the limit in the provider's console or use another model.",
    ],
    docs: DOCS.keysPage,
    transient: true,
  },
  'provider-overloaded': {
    title: '{providerName} is overloaded.',
    why: 'The provider has no capacity for this model at the moment. Nothing is wrong with your setup.',
    steps: [
      STEP.retryAfter,
      'Try again in a few minutes.',
      'Meanwhile use another model: `cf-aig test-model <model>`.',
    ],
    transient: true,
  },
  'provider-timeout': {
    title: '{providerName} took too long to answer.',
    why: 'Cloudflare waited for the provider and gave up: a slow model, a provider in trouble, or a short limit (cf-aig-request-timeout).',
    steps: [
      'Try again.',
      'Try a faster model: `cf-aig test-model <model>`.',
      'Raise the time limit of the gateway, if you set one.',
    ],
    docs: DOCS.requestHandling,
    transient: true,
  },
  'provider-outage': {
    title: '{providerName} has a fault of its own (HTTP {status}).',
    why: 'The gateway passed the request on, and the provider failed. Nothing is wrong with your setup.',
    steps: [
      STEP.retryAfter,
      "Try again in a few minutes, and look at the provider's status page.",
      'Meanwhile use another model: `cf-aig test-model <model>`.',
    ],
    transient: true,
  },
  'provider-failed-masked': {
    title: 'The gateway got no usable answer from the provider.',
    why: 'Cloudflare answers "Failed to get response from provider" and does not pass on what the provider said. It may be an outage, a model id without its provider ({model}), or a dynamic route that leads nowhere.',
    steps: [
      'Try again; if it works now, it was the provider.',
      'On /compat check that the model is written as provider/model.',
      `See what the provider said in the gateway's logs: ${DOCS.dashGateways}`,
      "Or ask the provider's own route (/openai, /anthropic), which passes errors on as they are.",
    ],
    docs: DOCS.troubleshooting,
    transient: true,
  },
  'provider-output-unreadable': {
    title: 'The model answered something that Cloudflare could not read.',
    why: 'The gateway translates answers into one form and failed at this one: an empty answer, or a model of a dynamic route in another format.',
    steps: [
      'Try again.',
      "Use the provider's own route instead of /compat or the dynamic route.",
      `See the answer in the gateway's logs: ${DOCS.dashGateways}`,
    ],
    docs: DOCS.dynamicRouting,
    transient: true,
  },
  'provider-max-tokens-field': {
    title: 'The model {model} does not accept max_tokens.',
    why: "OpenAI's gpt-5 and o-series want max_completion_tokens on chat/completions, and OpenClaw sends max_tokens through the gateway unless told otherwise.",
    steps: [
      'Add compat: { maxTokensField: "max_completion_tokens" } to the model\'s entry in openclaw.json, or use the route openai with api "openai-responses".',
      STEP.fix,
    ],
    docs: DOCS.openclawProviders,
    fixable: true,
  },
  'provider-context-too-long': {
    title: 'The request is longer than the model {model} can take.',
    why: 'Prompt, history and tools together exceed its context. OpenClaw alone sends some 10,000 tokens of instructions and tools, which small models do not hold.',
    steps: [
      'Use a model with a larger context.',
      'Set contextWindow of the model in openclaw.json to its true size, so that OpenClaw shortens in time.',
      'Lower maxTokens, if it is set high.',
    ],
    docs: DOCS.openclawModels,
  },
  'provider-content-filter': {
    title: '{providerName} refused the request because of its content.',
    why: "The provider's own filter objected to the prompt or to the answer. It is not a rule of your gateway.",
    steps: [
      "Change the prompt, or relax the filter in the provider's console if it has one.",
      'Try another model: `cf-aig test-model <model>`.',
    ],
  },
  'provider-region': {
    title: '{providerName} does not serve the place the request came from.',
    why: 'The provider refuses countries or regions. Through the gateway it may see the place of a Cloudflare data centre, not yours.',
    steps: [
      'Try again later: the request may leave from another data centre.',
      'Use another provider, or the same models through one that serves your region (Vertex, Bedrock, OpenRouter).',
    ],
    docs: DOCS.troubleshooting,
  },
  'provider-bad-request': {
    title: '{providerName} did not accept the form of the request.',
    why: 'The gateway passed the request on, and a field in it is unknown to the provider, missing, or has a wrong value. The message names it.',
    steps: [
      'Read the message in the evidence.',
      'Check that api ({api}) is the one this provider speaks on the route {route}.',
      'If a single model refuses tools, images or a setting, try another: `cf-aig test-model <model>`.',
    ],
    docs: DOCS.providers,
  },
  'provider-error-in-200': {
    title: '{providerName} reported an error inside an answer that says 200 OK.',
    why: 'The request had already begun when it failed, so that the status could not be changed any more. OpenRouter and streams do that.',
    steps: [
      'Read the message in the evidence.',
      'Try again, or try another model: `cf-aig test-model <model>`.',
    ],
    transient: true,
  },
  'provider-error-other': {
    title: '{providerName} answered with an error (HTTP {status}) that this version of cf-aig does not know.',
    why: "It is not one of Cloudflare's own errors, so it comes from the provider. Its words stand in the evidence.",
    steps: [
      "Read the message in the evidence and look it up in the provider's documentation.",
      `Look for the request in the gateway's logs: ${DOCS.dashGateways}`,
    ],
    docs: DOCS.providers,
  },
  'tool-call-missing': {
    title: 'The model {model} answered, but did not use the tool it was told to use.',
    why: 'OpenClaw works through tools: a model that never calls one can only talk. Small models, and some providers behind an imitation of another API, ignore them.',
    steps: [
      'Try again: a small model may call it the next time (`cf-aig test-model --tools --repeat 3`).',
      'Choose a model that is made for tools. Many models of Workers AI are not.',
    ],
    docs: DOCS.openclawModels,
  },
});
