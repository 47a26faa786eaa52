import { family } from './cause.js';
import { PROVIDER_CREDENTIALS } from './provider-credentials.js';
import { DOCS, INIT, OR, STEP, WAIT } from './sentences.js';

/** The provider behind the gateway answered with an error; the gateway itself is in order. */
export const UPSTREAM_ERROR = {
  ...PROVIDER_CREDENTIALS,
  ...family('upstream-error', {
    'provider-model-not-found': {
      title: '{providerName} does not have the model "{model}", or not for this key.',
      why: 'The gateway passed the request on. The model id is misspelt, withdrawn, has a prefix that the provider does not know, or the account has no access to it.',
      fix: [{ what: 'Use {nearest} instead of {model}.' }, INIT.model],
      steps: [
        'If you mean {nearest}, write that.',
        "Look the exact id up in the provider's list of models.",
        'Change it in models and in agents.defaults.model.primary.',
        STEP.testModel,
      ],
      docs: DOCS.providers,
    },
    'provider-path-wrong': {
      title: '{providerName} has no such path.',
      why: 'The gateway passed the request on, and the provider does not know the path: /v1 is doubled or missing in baseUrl, or api does not fit the route.',
      fix: INIT.address,
      steps: [
        "Compare the URL in the evidence with the provider's page: https://developers.cloudflare.com/ai-gateway/usage/providers/",
        'For /openai leave out /v1; for /google-ai-studio end with /v1beta; for /workers-ai end with /v1; for /anthropic add nothing.',
      ],
      docs: DOCS.providers,
    },
    'model-api-unsupported': {
      title: 'The model {model} does not support the API that it was asked with (api: {api}).',
      why: 'The path exists and the model too, but not together: some models answer only on the Responses API, and on /ai/v1/messages no @cf/ model answers.',
      fix: [
        { what: 'Set api to {expected} for this model.' },
        { command: 'cf-aig init', what: 'asks for the model, and writes the route and the api that it has' },
      ],
      steps: [
        'Set api for this model ({expected}): usually openai-completions (chat/completions); models that answer only on the Responses API need openai-responses on the route openai.',
        STEP.testModel,
      ],
      docs: DOCS.openclawProviders,
    },
    'provider-quota': {
      title: 'The quota of the account at {providerName} is used up.',
      why: 'What the account may use (per day, per month, on the free plan) has been used. Waiting a minute does not help.',
      fix: { what: "Raise the limit or the plan in the provider's console: {billingUrl}" },
      steps: [
        "Look at usage and limits in the provider's console: {billingUrl}",
        'Raise the limit or the plan, or use another model.',
        STEP.afterQuota,
      ],
      or: [OR.otherModel],
      docs: DOCS.billingPage,
    },
    'provider-credits': {
      title: 'The account at {providerName} cannot pay for the request.',
      why: 'Its balance does not suffice, or a bill is not paid.',
      fix: { what: "Add credits or pay the bill in the provider's console: {billingUrl}" },
      steps: ["Look at the balance in the provider's console: {billingUrl}", STEP.afterQuota],
      or: [OR.otherModel],
      docs: DOCS.billingPage,
    },
    'provider-rate-limited': {
      title: '{providerName} allows fewer requests or tokens per minute than were sent.',
      why: "It is the provider's limit, not the gateway's. OpenClaw's long prompts use up token limits quickly.",
      fix: WAIT.minute,
      steps: [
        'Wait a minute (the answer asks for {retryAfter}) and try again.',
        "If it stays, raise the limit in the provider's console or use another model.",
      ],
      docs: DOCS.billingPage,
      transient: true,
    },
    'provider-overloaded': {
      title: '{providerName} is overloaded.',
      why: 'The provider has no capacity for this model at the moment. It is not your setup.',
      fix: WAIT.minutes,
      steps: ['Try again in a few minutes (the answer asks for {retryAfter}).'],
      or: [OR.otherModel],
      transient: true,
    },
    'provider-timeout': {
      title: '{providerName} took too long to answer.',
      why: 'Cloudflare waited for the provider and gave up: the provider is slow or in trouble, or the limit is short (cf-aig-request-timeout).',
      fix: { what: 'Try again; if it stays, use another model.' },
      steps: ['Try again.', 'Raise the time limit of the gateway, if you set one.'],
      or: [OR.otherModel],
      docs: DOCS.requestHandling,
      transient: true,
    },
    'provider-outage': {
      title: '{providerName} has a fault of its own (HTTP {status}).',
      why: 'The gateway passed the request on, and the provider failed. It is not your setup.',
      fix: WAIT.minutes,
      steps: [
        "Try again in a few minutes (the answer asks for {retryAfter}), and look at the provider's status page.",
      ],
      or: [OR.otherModel],
      transient: true,
    },
    'provider-failed-masked': {
      title: 'The gateway got no usable answer from the provider.',
      why: 'Cloudflare answers "Failed to get response from provider" and does not pass on what the provider said. It is a fault at the provider, or a model id that could not be routed ({model}): on /compat every id starts with its provider as a prefix.',
      fix: { what: `Try again; if it stays, see in the logs what the provider said: ${DOCS.dashGateways}` },
      steps: [
        'Try again; if it works now, it was the provider.',
        'On /compat check the prefix of the model id: openai/gpt-4o, workers-ai/@cf/meta/llama-3.1-8b-instruct.',
        `See what the provider said in the gateway's logs: ${DOCS.dashGateways}`,
      ],
      or: ["Use the provider's own route (/openai, /anthropic), which passes errors on as they are."],
      docs: DOCS.troubleshooting,
      transient: true,
    },
    'provider-output-unreadable': {
      title: 'The model answered something that Cloudflare could not read.',
      why: 'The gateway translates answers into one form and failed at this one: an empty answer, or a model of a dynamic route in another format.',
      fix: { what: `Try again; if it stays, see the answer in the logs: ${DOCS.dashGateways}` },
      steps: ['Try again.', `See the answer in the gateway's logs: ${DOCS.dashGateways}`],
      or: ["Use the provider's own route instead of /compat or the dynamic route."],
      docs: DOCS.dynamicRouting,
      transient: true,
    },
    'provider-max-tokens-field': {
      title: 'The model {model} does not accept max_tokens.',
      why: "OpenAI's gpt-5 and o-series require max_completion_tokens on chat/completions, and OpenClaw sends max_tokens through the gateway unless told otherwise.",
      fix: { what: 'Add compat: { maxTokensField: "max_completion_tokens" } to the entry of the model.' },
      steps: [
        'Add compat: { maxTokensField: "max_completion_tokens" } to the model\'s entry in openclaw.json.',
      ],
      or: ['Use the route openai with api "openai-responses".'],
      docs: DOCS.openclawProviders,
      fixable: true,
    },
    'provider-tools-with-effort': {
      title: 'The model {model} does not take tools together with reasoning on chat completions.',
      why: "From gpt-5.4 on, OpenAI's chat/completions rejects tools if reasoning_effort is set, and for gpt-5.6 even if it is not: only 'none' is accepted. OpenClaw always sends tools.",
      fix: {
        command: 'cf-aig init --recipe openai',
        what: "uses OpenAI's own route, where the model can do both",
      },
      steps: ["Use OpenAI's own route, where the model can do both: `cf-aig init --recipe openai`."],
      or: ["To stay on this route, remove supportsReasoningEffort from compat of the model's entry."],
      docs: DOCS.openclawProviders,
      fixable: true,
    },
    'provider-field-unknown': {
      title: '{providerName} does not accept a field that the client sends: {found}.',
      why: 'Providers imitate the OpenAI API more or less completely. OpenClaw leaves such a field out when the model entry says so.',
      fix: [
        { what: "Add compat: { {expected} } to the model's entry in openclaw.json." },
        { what: "Use the provider's own route and api instead of /compat." },
      ],
      steps: ["Add compat: { {expected} } to the model's entry in openclaw.json."],
      or: ["Use the provider's own route and api instead of /compat."],
      docs: DOCS.openclawProviders,
    },
    'provider-history-rejected': {
      title: '{providerName} does not accept the history of the conversation.',
      why: "An earlier turn is incomplete: a tool call without its result, or without the signature that the model gave it. It happens when a conversation changes from one model to another, and when /compat drops what only the provider's own API can carry.",
      fix: { what: 'Start a new conversation: /new in the chat.' },
      steps: [
        'Start a new conversation: /new in the chat.',
        "If it comes back with tools, use the provider's own route and api, or another model.",
      ],
      docs: DOCS.openclawModels,
    },
    'provider-context-too-long': {
      title: 'The request is longer than the model {model} can take.',
      why: 'Prompt, history and tools together exceed its context. OpenClaw alone sends some 10,000 tokens of instructions and tools, more than small models can hold.',
      fix: { what: 'Use a model with a larger context, or start a new conversation: /new in the chat.' },
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
      fix: { what: 'Change the prompt, or use another model.' },
      steps: ["Change the prompt, or relax the filter in the provider's console if it has one."],
      or: [OR.otherModel],
    },
    'provider-region': {
      title: '{providerName} does not serve the region that the request came from.',
      why: 'The provider refuses countries or regions. Through the gateway it may see the location of a Cloudflare data centre, not yours.',
      fix: { what: 'Try again later: the request may leave from another data centre.' },
      steps: ['Try again later: the request may leave from another data centre.'],
      or: [
        'Use another provider, or the same models through one that serves your region (Vertex, Bedrock, OpenRouter).',
      ],
      docs: DOCS.troubleshooting,
    },
    'provider-bad-request': {
      title: '{providerName} did not accept the form of the request.',
      why: 'A field in it is unknown, missing, or has a wrong value. The message names it.',
      fix: { command: 'cf-aig test-model --all', what: 'shows whether only this model refuses the request' },
      steps: [
        'Read the message in the evidence.',
        'Check that api ({api}) is the one this provider speaks on the route {route}.',
        'If only one model refuses tools, images or a setting, try the others: `cf-aig test-model --all`.',
      ],
      docs: DOCS.providers,
      inTheMessage: true,
    },
    'provider-error-in-200': {
      title: '{providerName} reported an error inside an answer that says 200 OK.',
      why: 'The answer had already begun when it failed, so the status could not be changed any more. OpenRouter and streams do that.',
      fix: { what: 'Try again; the answer says what failed.' },
      steps: ['Read the message in the evidence.', 'Try again.'],
      or: [OR.otherModel],
      transient: true,
      inTheMessage: true,
    },
    'reply-empty': {
      title: 'The model {model} ended its reply without a word in it.',
      why: 'HTTP {status}, and the answer is whole, but there is no text, no call and no reason for that in it. In OpenClaw the agent would say nothing. Models do that now and then; one that always does, or a mock of a model, is of no use.',
      fix: {
        command: 'cf-aig test-model --repeat 3',
        what: 'tries again: most models reply the next time',
      },
      steps: [
        'Try again: most models reply the next time (`cf-aig test-model --repeat 3`).',
        'Check that api ({api}) is the one this provider speaks on the route {route}.',
      ],
      or: [OR.otherModel],
      docs: DOCS.providers,
    },
    'provider-error-other': {
      title:
        '{providerName} answered with an error (HTTP {status}) that this version of cf-aig does not know.',
      why: "It is not one of Cloudflare's own errors, so it comes from the provider. Its words are in the evidence.",
      fix: { what: `Read what the answer says, and look the request up in the logs: ${DOCS.dashGateways}` },
      steps: [
        "Read the message in the evidence and look it up in the provider's documentation.",
        `Look for the request in the gateway's logs: ${DOCS.dashGateways}`,
      ],
      docs: DOCS.providers,
      inTheMessage: true,
    },
    'tool-call-missing': {
      title: 'The model {model} answered, but did not use the tool it was told to use.',
      why: 'OpenClaw works through tools: a model that never calls one can only talk. Small models, and some providers behind an imitation of another API, ignore them.',
      fix: {
        command: 'cf-aig test-model --tools --repeat 3',
        what: 'tries again: a small model may call it then',
      },
      steps: ['Try again: a small model may call it the next time (`cf-aig test-model --tools --repeat 3`).'],
      or: ['Choose a model that is made for tools. Many models of Workers AI are not.'],
      docs: DOCS.openclawModels,
    },
    'image-not-recognised': {
      title: 'The model {model} answered, but did not recognise the picture that it was sent.',
      why: 'It was shown a red square and asked for its colour. A model that only reads text, or a provider that drops pictures on the way, answers all the same.',
      fix: {
        command: 'cf-aig test-model --image --repeat 3',
        what: 'tries again: a small model may see it then',
      },
      steps: ['Try again: a small model may see it the next time (`cf-aig test-model --image --repeat 3`).'],
      or: [
        'Choose a model that takes pictures.',
        'If agents need no pictures, leave "image" out of the model’s "input" in {file}.',
      ],
      docs: DOCS.openclawModels,
    },
  }),
};
