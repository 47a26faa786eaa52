import { family } from './cause.js';
import { DOCS, INIT, OR, STEP } from './sentences.js';

const SET_URL = [{ what: 'Set baseUrl to {expected}' }, INIT.address];
const ALLOW = [
  { what: 'Add to the list: {expected}.' },
  { what: 'Add the models of the gateway to the list.' },
];

/** The provider block and the models, seen without the network. */
export const CONFIG_BLOCK = family('config', {
  'provider-block-missing': {
    title: '{file} has no provider that points at Cloudflare AI Gateway.',
    why: 'OpenClaw finds the gateway through models.providers["cloudflare-ai-gateway"]. Without it every model of that name is an "Unknown model".',
    fix: INIT.setup,
    steps: [STEP.init],
    docs: DOCS.openclawProviders,
  },
  'base-url-missing': {
    title: 'The provider block has no baseUrl.',
    why: 'OpenClaw does not know the address of your gateway; it has to be in the block.',
    fix: INIT.address,
    steps: [
      'Set baseUrl to https://gateway.ai.cloudflare.com/v1/{accountId}/{gateway}/compat, or to the route you use.',
    ],
    docs: DOCS.gateway,
  },
  'base-url-placeholder': {
    title: 'baseUrl still contains a placeholder: {baseUrl}',
    why: 'An example was copied and a part of it not replaced. OpenClaw does not notice, and Cloudflare answers that there is no such gateway.',
    fix: INIT.address,
    steps: [
      `Put in your own account ID and gateway (not replaced yet: {found}); both are in the dashboard: ${DOCS.dashGateways}`,
    ],
    docs: DOCS.dashGateways,
  },
  'base-url-not-a-url': {
    title: 'baseUrl is not a URL: {baseUrl}',
    why: 'OpenClaw takes any text here and fails only when it sends the first request.',
    fix: SET_URL,
    steps: [
      'Correct what is wrong with it: {detail}.',
      'Set baseUrl to {expected}.',
      'Compare it with the usual form: https://gateway.ai.cloudflare.com/v1/{accountId}/{gateway}/compat.',
    ],
    docs: DOCS.gateway,
    fixable: true,
  },
  'base-url-with-credentials': {
    title: 'There is a user name or a password in baseUrl: {baseUrl}',
    why: 'The gateway takes its token in a header, never in the address. What is before the @ does not reach it, and is copied along with the address into logs and reports.',
    fix: SET_URL,
    steps: [
      'Set baseUrl to {expected}.',
      'If it was a real password or token, create a new one and revoke the old.',
    ],
    docs: DOCS.authentication,
    fixable: true,
  },
  'base-url-private-host': {
    title: 'OpenClaw refuses {host}, because the name leads to a private address.',
    why: 'As a protection OpenClaw does not call a host name that resolves to an internal IP address; it shows only "network connection error". The gateway of Cloudflare is public, so a DNS filter, a VPN or the hosts file has redirected the name.',
    fix: [
      {
        command: 'nslookup {hostName}',
        what: 'shows where the name leads; have a DNS filter, VPN or hosts file leave it alone',
      },
      { what: 'Have the DNS filter, VPN or hosts file leave the name alone.' },
    ],
    steps: [
      'See what the name resolves to: `nslookup {hostName}`.',
      'Remove the redirection, or allow the host in the filter.',
    ],
    docs: DOCS.openclawConfig,
  },
  'api-mismatch': {
    title: 'api "{api}" does not fit the route "{route}".',
    why: 'api decides which path OpenClaw appends to baseUrl and in which form it speaks; the route expects another one, so every request ends at a path that does not exist.',
    fix: [
      { what: 'Set api to {expected} in the block.' },
      { command: 'cf-aig init', what: 'writes the api that fits the route' },
    ],
    steps: [
      'Set api to {expected}.',
      'Compare it with the route: openai-completions goes with /compat, /openai and /workers-ai/v1; openai-responses with /openai; anthropic-messages with /anthropic; google-generative-ai with /google-ai-studio/v1beta.',
    ],
    docs: DOCS.openclawProviders,
    fixable: true,
  },
  'model-primary-missing': {
    title: 'No default model is set.',
    why: 'agents.defaults.model.primary is empty, so OpenClaw uses a default model of its own instead of the gateway.',
    fix: { command: 'cf-aig init', what: 'asks for the model' },
    steps: ['Set agents.defaults.model.primary to a model of the gateway ({expected}).'],
    docs: DOCS.openclawModels,
    severity: 'warn',
  },
  'model-primary-elsewhere': {
    title: 'The default model {found} does not go through the gateway.',
    why: 'agents.defaults.model.primary names another provider. The gateway is set up, but agents use it only when a model of the gateway is chosen.',
    fix: { command: 'cf-aig init', what: 'asks for the model, and makes it the default' },
    steps: ["Set agents.defaults.model.primary to one of the gateway's, for example {expected}."],
    or: [OR.leave],
    docs: DOCS.openclawModels,
    severity: 'warn',
  },
  'model-ref-prefix-missing': {
    title: 'The default model {found} lacks the name of the provider block in front.',
    why: 'OpenClaw reads what is before the first slash as the provider. Without "cloudflare-ai-gateway/" it asks another provider, or reports "Unknown model".',
    fix: [{ what: 'Write the default model as {expected}.' }, INIT.model],
    steps: [
      'Write it as {expected}.',
      'In agents.defaults.model.primary write "cloudflare-ai-gateway/" and then the model id as the route wants it.',
    ],
    docs: DOCS.openclawModels,
    fixable: true,
  },
  'model-not-listed': {
    title: "The model {model} is not in the block's models.",
    why: 'OpenClaw still sends it, but knows nothing about it: no images, a guessed context size, missing in the pickers. Often it is a typo.',
    fix: [
      { what: 'Write {nearest} instead of {model}.' },
      { command: 'cf-aig init --add-model {model}', what: 'adds it to the block, if it is no typo' },
      { what: 'Correct the name, or add it to models in the block.' },
    ],
    steps: [
      'If you mean {nearest}, write that instead, where openclaw.json names the model.',
      'If it is right as it is, add { id: "{model}", name: "{model}" } to models in the block.',
    ],
    docs: DOCS.openclawModels,
    fixable: true,
  },
  'models-empty': {
    title: 'The block lists no models.',
    why: 'It works, but `openclaw models list` shows nothing, images are off and the context size is guessed.',
    fix: { command: 'cf-aig init', what: 'asks for the models and lists them' },
    steps: ['List the models you use; `cf-aig init` does it for the one you choose.'],
    docs: DOCS.openclawModels,
    severity: 'warn',
    fixable: true,
  },
  'model-prefix-superfluous': {
    title: 'The model id {model} has a prefix that the route "{route}" does not want.',
    why: 'OpenClaw sends the id exactly as it is written. Only /compat and the REST API want "provider/model"; the routes of one provider want the bare id, and no route wants "cloudflare-ai-gateway/" inside models.',
    fix: [{ what: 'Write {expected} instead of {model}.' }, INIT.model],
    steps: ['Write it as {expected}.'],
    docs: DOCS.providers,
    fixable: true,
  },
  'model-listed-unfit': {
    title: 'The model {model} cannot work on the route "{route}".',
    why: 'A route serves the models of its provider, under the ids that it wants. This one seems to be left over from another route: OpenClaw offers it, and the request fails.',
    fix: [
      { what: 'Write {expected} instead of {model} in models of the block.' },
      { what: 'Take {model} out of models in the block (it belongs to {found}).' },
    ],
    steps: [
      'If you use it on this route, write it as {expected}.',
      'Otherwise take it out of models in the block (it belongs to {found}).',
    ],
    or: ['Run `cf-aig init` and choose a route that serves it.'],
    docs: DOCS.providers,
    severity: 'warn',
    fixable: true,
  },
  'agent-model-elsewhere': {
    title: 'The agent {agent} uses {found}, which does not go through the gateway.',
    why: "An agent's own model outranks agents.defaults.model, so this agent asks the provider directly.",
    fix: [
      { what: 'Set the model of this agent to one of the gateway, such as {expected}.' },
      { what: 'Remove the model of the agent {agent}.' },
    ],
    steps: ['Remove the model of this agent (or set it to one of the gateway’s, for example {expected}).'],
    or: [OR.leave],
    docs: DOCS.openclawModels,
    severity: 'warn',
  },
  'model-roles-elsewhere': {
    title: 'Some of OpenClaw’s models do not go through the gateway: {found}.',
    why: 'The default model uses the gateway, and these settings name models of other providers: their requests do not appear in its log, and its limits do not apply.',
    fix: [
      { what: 'Set them to models of the gateway, such as {expected}.' },
      { what: 'Set them to models of the gateway.' },
    ],
    steps: ["Set them to one of the gateway's models, for example {expected}."],
    or: [OR.leave],
    docs: DOCS.openclawModels,
    severity: 'warn',
  },
  'model-not-allowed': {
    title: 'The list {found} does not allow models of the gateway.',
    why: 'OpenClaw refuses to switch to a model that is not on it ("Model override ... is not allowed"). Scheduled jobs and hooks that name one fail, and heartbeats and channels silently get another model. The default model and its fallbacks still work.',
    fix: ALLOW,
    steps: ['Add what is missing: {expected}.'],
    docs: DOCS.openclawModels,
    severity: 'warn',
    fixable: true,
  },
  'model-primary-not-allowed': {
    title: 'OpenClaw does not use the default model {model}: the list {found} does not allow it.',
    why: 'With an entry such as "anthropic/*" in the list, a default model that is not on it is silently replaced by the first model that is.',
    fix: ALLOW,
    steps: ['Add what is missing: {expected}.'],
    docs: DOCS.openclawModels,
    severity: 'warn',
    fixable: true,
  },
  'fallback-shares-key': {
    title: 'The fallback {found} is in the same provider block as the model that it replaces.',
    why: 'After a 401 or a quota error OpenClaw sets the key of the whole block aside, so such a fallback is not asked. It helps only after other errors, such as a 500.',
    fix: { command: 'cf-aig init', what: 'asks for fallbacks: one of another provider gets its own block' },
    steps: [
      'Give the fallback a block of its own: `cf-aig init --fallback` writes one for a model of another provider.',
    ],
    or: [`Let the gateway itself fall back, with a dynamic route as the model: ${DOCS.dynamicRouting}`],
    docs: DOCS.openclawFailover,
    severity: 'warn',
  },
  'memory-search-address': {
    title: 'Memory search cannot work at {baseUrl}.',
    why: 'OpenClaw appends /embeddings to the baseUrl of memory search. The gateway serves embeddings on the route of a provider, such as /openai, and not on /compat.',
    fix: { command: 'cf-aig init --memory-search', what: 'writes address, model and key' },
    steps: [
      'Set {found} to {expected}.',
      'See that a base URL for OpenAI ends in /openai, and that the model is written without "openai/".',
    ],
    docs: DOCS.providers,
    severity: 'warn',
  },
  'memory-search-model': {
    title: 'The embedding model {model} does not have the form of the route "{route}".',
    why: 'OpenClaw sends the model of memory search exactly as it is written.',
    fix: [
      { what: 'Set {found} to {expected}.' },
      { command: 'cf-aig init --memory-search', what: 'writes address, model and key' },
    ],
    steps: [
      'Set {found} to {expected}.',
      'Use the bare id on the route of one provider, such as text-embedding-3-small on /openai.',
    ],
    docs: DOCS.providers,
    severity: 'warn',
  },
  'max-tokens-field': {
    title: 'The model {model} does not accept max_tokens, which OpenClaw sends on this route.',
    why: "OpenAI's gpt-5 and o-series require max_completion_tokens on chat/completions. For the gateway OpenClaw sends max_tokens unless the model entry says otherwise.",
    fix: { what: 'Add compat: { maxTokensField: "max_completion_tokens" } to the entry of the model.' },
    steps: ['Add compat: { maxTokensField: "max_completion_tokens" } to the model\'s entry.'],
    or: ['Use the route openai with api "openai-responses".'],
    docs: DOCS.openclawProviders,
    severity: 'warn',
    fixable: true,
  },
  'tools-with-effort': {
    title:
      'The model {model} takes tools on this route only without reasoning, which its entry does not say.',
    why: "For gpt-5.6 OpenAI's chat/completions rejects tools, which OpenClaw always sends, unless reasoning_effort is 'none'.",
    fix: {
      command: 'cf-aig init --recipe openai',
      what: "uses OpenAI's own route, where the model can do both",
    },
    steps: ["Use OpenAI's own route, where the model can do both: `cf-aig init --recipe openai`."],
    or: ['Stay on this route, with an entry of the model that makes OpenClaw send "none".'],
    docs: DOCS.openclawProviders,
    severity: 'warn',
    fixable: true,
  },
  'usage-not-reported': {
    title: 'OpenClaw shows no token counts and no cost for this block.',
    why: 'On the address of a gateway OpenClaw asks a stream for its usage only where the entry of the model allows it. Without it every turn counts as no tokens and no dollars.',
    fix: { what: 'Add compat: { supportsUsageInStreaming: true } to the entries of its models.' },
    steps: ['Add compat: { supportsUsageInStreaming: true } to the entries of its models.'],
    docs: DOCS.openclawProviders,
    severity: 'warn',
    fixable: true,
  },
  'reasoning-not-used': {
    title: 'OpenClaw does not let the model {model} think.',
    why: 'Its entry in models does not say that it can. OpenClaw then refuses every level of thinking for it, or leaves the level out of the requests.',
    fix: [
      { what: 'Add to its entry in models: {expected}.' },
      { what: 'Add to its entry in models that it can think.' },
    ],
    steps: ['Add to its entry: {expected}.'],
    docs: DOCS.openclawProviders,
    severity: 'warn',
    fixable: true,
  },
});
