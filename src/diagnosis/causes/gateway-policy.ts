import { family } from './cause.js';
import { DOCS, INIT, OR, STEP, WAIT } from './sentences.js';

const SETTINGS = 'Settings of your gateway: https://dash.cloudflare.com/{accountId}/ai/ai-gateway';
const OWN_KEY =
  'Use your own provider key: store it at Cloudflare, or run `cf-aig init` and choose to send it.';

/** The gateway knew the request and refused it by its own rules. */
export const GATEWAY_POLICY = family('gateway-policy', {
  'rate-limited': {
    title: "The gateway's own rate limit was reached.",
    why: 'The gateway "{gateway}" allows only so many requests per interval, from all clients together.',
    fix: WAIT.minute,
    steps: ['Wait until the interval has passed (the answer asks for {retryAfter}) and try again.'],
    or: [`If it happens in normal use, raise or remove the limit. ${SETTINGS}`],
    docs: DOCS.rateLimiting,
    transient: true,
  },
  'wholesale-rate-limited': {
    title: 'The rate limit of Unified Billing was reached.',
    why: 'When Cloudflare pays the provider, it allows only so many requests per minute and gateway; the limit is not yours to change.',
    fix: WAIT.minute,
    steps: ['Wait a minute (the answer asks for {retryAfter}) and try again.'],
    or: ['Use a provider key of your own, stored at Cloudflare or sent along: it is not subject to it.'],
    docs: DOCS.billing,
    transient: true,
  },
  'management-rate-limited': {
    title: "Cloudflare's API has had too many requests from this token.",
    why: 'The management API allows 1200 requests in five minutes.',
    fix: [WAIT.minute[0], { what: 'Wait five minutes and try again.' }],
    steps: ['Wait five minutes (the answer asks for {retryAfter}) and try again.'],
    docs: 'https://developers.cloudflare.com/fundamentals/api/reference/limits/',
    severity: 'warn',
    transient: true,
  },
  'credits-exhausted': {
    title: 'Cloudflare did not pay for the request (Unified Billing, account {accountId}).',
    why: 'No provider key was sent or stored, so Cloudflare would pay the provider from your prepaid credits. It answers that they do not suffice.',
    fix: { what: `Add credits, if the balance ({found}) is low: ${DOCS.dashGateways}` },
    steps: [
      `Look at the balance ({found}) and add credits if it is low: ${DOCS.dashGateways}`,
      STEP.afterQuota,
    ],
    or: [OWN_KEY],
    docs: DOCS.billing,
  },
  'unified-billing-refuses-responses': {
    title: 'Cloudflare did not pay for a request on the Responses API (/ai/v1/responses).',
    why: 'Unified Billing is known to refuse this path while credits are left and the same model answers on chat/completions.',
    fix: { what: 'Set api to "openai-completions" in the block.' },
    steps: [
      'Set api to "openai-completions" in the block: OpenClaw then uses /ai/v1/chat/completions.',
      `If chat/completions answers 402 too, look at the balance ({found}) and add credits: ${DOCS.dashGateways}`,
    ],
    or: [OWN_KEY],
    docs: DOCS.billing,
  },
  'not-on-unified-billing': {
    title: 'Unified Billing does not cover the model {model}; it needs your provider key.',
    why: 'No provider key was sent or stored, and Cloudflare does not pay for this model. More credits do not help.',
    fix: INIT.key,
    steps: [STEP.storeKey],
    or: ['Choose another model.'],
    docs: DOCS.billing,
  },
  'spend-limit': {
    title: 'A spend limit of the gateway has been reached.',
    why: 'A rule in the settings caps what may be spent in a period; until it is over, matching requests are refused. The answer names the rule.',
    fix: { what: `Wait for the period to end, or raise the limit: ${DOCS.dashGateways}` },
    steps: [`Wait for the period to end, or raise the rule. ${SETTINGS}`],
    or: ['Use a model that the rule does not cover; `cf-aig test-model --all` shows which still answer.'],
    docs: DOCS.spendLimits,
    transient: true,
  },
  'spend-limit-unpriced-model': {
    title: 'The gateway has a spend limit and does not know the price of {model}.',
    why: 'As soon as one cost rule exists, a model without a known price is refused: custom providers, OpenRouter, and some names of Google and Grok models.',
    fix: { what: `Limit the cost rule to models with a known price: ${DOCS.dashGateways}` },
    steps: [`Remove the cost rule, or limit it to priced models. ${SETTINGS}`],
    or: ['Use a model whose price Cloudflare knows.'],
    docs: DOCS.spendLimits,
  },
  'guardrails-prompt': {
    title: 'Guardrails blocked the prompt.',
    why: 'Cloudflare found a forbidden category in what was sent. The whole prompt is looked at, the system prompt of OpenClaw too, so that even "hi" can be blocked.',
    fix: { what: `See in the logs which category blocked it: ${DOCS.dashGateways}` },
    steps: [
      'Try with a short prompt: `cf-aig test-model`. If that passes, it is the system prompt.',
      `See the category in the gateway's logs, and set it to Flag instead of Block. ${SETTINGS}`,
    ],
    docs: DOCS.guardrails,
  },
  'guardrails-response': {
    title: "Guardrails blocked the model's answer.",
    why: 'The provider answered, and Cloudflare found a forbidden category in the answer.',
    fix: { what: `See in the logs which category blocked it: ${DOCS.dashGateways}` },
    steps: [`See the category in the gateway's logs, and set it to Flag instead of Block. ${SETTINGS}`],
    docs: DOCS.guardrails,
  },
  'guardrails-unavailable': {
    title: 'Guardrails could not check the request, so it was refused.',
    why: "A Block rule is set, and Cloudflare's scanner was not available or has no credits. Without a check nothing passes.",
    fix: { what: 'Wait a few minutes and try again.' },
    steps: ['Try again in a few minutes.', `Check that the account has credits: ${DOCS.dashGateways}`],
    or: ['To be independent of it, set the rules to Flag.'],
    docs: DOCS.guardrails,
    transient: true,
  },
  'dlp-request': {
    title: 'Data Loss Prevention blocked the request.',
    why: 'Something in the prompt matches a profile (card numbers, keys, names) whose rule says Block. OpenClaw sends files and its system prompt along.',
    fix: { what: `See in the logs which profile matched: ${DOCS.dashGateways}` },
    steps: [
      "See which profile matched: the header cf-aig-dlp in the evidence, or the gateway's logs.",
      `Change the profile or set it to Flag. ${SETTINGS}`,
    ],
    docs: DOCS.dlp,
  },
  'dlp-response': {
    title: "Data Loss Prevention blocked the model's answer.",
    why: 'The provider answered, and something in the answer matches a profile whose rule says Block.',
    fix: { what: `See in the logs which profile matched: ${DOCS.dashGateways}` },
    steps: [
      "See which profile matched: the header cf-aig-dlp in the evidence, or the gateway's logs.",
      `Change the profile or set it to Flag. ${SETTINGS}`,
    ],
    docs: DOCS.dlp,
  },
  'policy-denied': {
    title: 'An access policy of the gateway refuses this request.',
    why: 'As soon as one policy exists, everything that none allows is refused: this user, model or provider is not allowed.',
    fix: { what: `Add a policy that allows this user and model ({model}): ${DOCS.dashGateways}` },
    steps: [`Look at the policies. ${SETTINGS}`, 'Add one that allows this user and model ({model}).'],
    docs: DOCS.policies,
  },
  'access-login': {
    title: "The gateway's custom domain asks for a login with Cloudflare Access.",
    why: 'The domain is protected by Access. It stops every request without an Access token before the gateway sees it; a gateway token alone does not count there.',
    fix: { command: 'cf-aig init', what: 'writes the address of Cloudflare, which needs no login' },
    steps: [
      'Use the address without Access: https://gateway.ai.cloudflare.com/v1/{accountId}/{gateway}/compat',
    ],
    or: [
      'Allow a service token in the Access policy, and send its headers CF-Access-Client-Id and CF-Access-Client-Secret from the block (or a login in cf-access-token).',
    ],
    docs: DOCS.access,
  },
  'byok-alias-unknown': {
    title: 'No provider key is stored at Cloudflare under the alias that was asked for.',
    why: 'Keys are stored for this provider, but under other aliases; the answer lists them. Without the header cf-aig-byok-alias the alias is "default".',
    fix: { what: `Give one of the stored keys the alias "default": ${DOCS.dashGateways}` },
    steps: [`Give one of the stored keys the alias "default" (Provider Keys): ${DOCS.dashGateways}`],
    or: ['Name an existing alias: headers: { "cf-aig-byok-alias": "..." } in the block.'],
    docs: DOCS.byok,
  },
  'stored-keys-required': {
    title: 'Cloudflare requires a provider key for this request, and found none.',
    why: 'No key for {providerName} was sent, none is stored under the alias "default", and Unified Billing may not pay here: the gateway ("require provider credentials") or the request (cf-aig-no-wholesale) forbids it, or it does not cover this provider.',
    fix: [{ what: `Store the key for {customSlug}, without "custom-": ${DOCS.dashGateways}` }, INIT.key],
    steps: [
      'For a custom provider, store the key for {customSlug}, without "custom-"; the model id and the path keep "custom-".',
      STEP.storeKey,
    ],
    or: [
      OR.sendOwnKey,
      "If the gateway's settings require provider credentials and you want Cloudflare to pay, switch that off.",
    ],
    docs: DOCS.byok,
  },
  'gateway-fault': {
    title: 'Cloudflare refuses on the route {route} what it accepts elsewhere: a fault at Cloudflare.',
    why: 'The same token passed on another route of the same gateway in this run, so neither the token nor its permissions are the reason.',
    fix: { what: `Try again in a few minutes; your setup is in order. ${DOCS.status}` },
    steps: [
      `Look at Cloudflare's status page: ${DOCS.status}`,
      'Try again in a few minutes. There is nothing to change in your setup.',
    ],
    or: ['Until then use another route or provider.'],
    docs: DOCS.status,
    transient: true,
  },
  'gateway-request-refused': {
    title: 'Cloudflare could read the request but not use it.',
    why: 'A check at Cloudflare found a field missing or wrong, before any provider was asked. The answer says which. Forms with files (multipart) cannot go through a gateway.',
    fix: { what: 'Check that api ({api}) fits the route ({route}); the answer names the field.' },
    steps: [
      'Read the message in the evidence: it names the field.',
      'Check that api ({api}) fits the route ({route}) and the model ({model}).',
    ],
    docs: DOCS.rest,
    inTheMessage: true,
  },
  'not-in-sandbox': {
    title: 'The sandbox of cf-aig does not have what this request needs ({found}).',
    why: 'The answer came from the sandbox, not from Cloudflare. The request may be in order: whether it works at Cloudflare the sandbox cannot tell.',
    fix: { what: 'Send this request to a gateway at Cloudflare, or do without it in the sandbox.' },
    steps: [
      'Try it against a gateway at Cloudflare: without CF_AIG_GATEWAY_ORIGIN and CLOUDFLARE_API_BASE_URL, and with a token of your account.',
      'To go on with the sandbox, leave out what it does not have: {found}.',
      'docs/sandbox.md lists what the sandbox has of AI Gateway, and what it does not have.',
    ],
    or: [
      'A path of a provider that the built-in one does not have can go to the real provider: the option --upstream of `cf-aig sandbox`.',
    ],
  },
  'gateway-error-other': {
    title: 'The gateway refused the request with code {code}, which this version of cf-aig does not know.',
    why: 'It is an answer of Cloudflare AI Gateway, not of the provider. What it says: {message}',
    fix: { what: `Read what the answer says, and look the request up in the logs: ${DOCS.dashGateways}` },
    steps: [
      'Read the message: it often says what to do.',
      `Look for the request in the gateway's logs: ${DOCS.dashGateways}`,
    ],
    or: ['Try a newer version: `npx cf-aig@latest doctor`.'],
    docs: DOCS.troubleshooting,
  },
});
