import { family } from './cause.js';
import { DOCS, INIT, STEP } from './sentences.js';

const SET_URL = [{ what: 'Set baseUrl to {expected}' }, INIT.address];
const SET = 'Set baseUrl to its usual form, without anything more or less ({expected}).';
const COPY_ACCOUNT_ID =
  "Copy the account ID from the dashboard (Account home, menu beside the account's name): https://dash.cloudflare.com/";
const FORM =
  'Compare it with the usual form: https://gateway.ai.cloudflare.com/v1/{accountId}/{gateway}/compat (or another route). On the REST API the header cf-aig-gateway-id names the gateway.';

/** The gateway cannot route it. The first half is seen in the config, the second on the wire. */
export const BAD_URL = family('bad-url', {
  'base-url-wrong-host': {
    title: 'baseUrl does not point at Cloudflare AI Gateway: {baseUrl}',
    why: 'Requests, and the keys in them, go to another machine.',
    fix: SET_URL,
    steps: ['Set baseUrl to {expected}.', FORM],
    docs: DOCS.gateway,
    fixable: true,
  },
  'base-url-insecure': {
    title: 'baseUrl begins with http:// instead of https://: {baseUrl}',
    why: 'Without encryption everyone on the way can read the keys that OpenClaw sends.',
    fix: SET_URL,
    steps: [
      'Set baseUrl to {expected}.',
      'If a key was already sent this way, create a new one and revoke the old.',
    ],
    docs: DOCS.gateway,
    fixable: true,
  },
  'base-url-extra-part': {
    title: 'baseUrl has a part after its path that does not belong there: {baseUrl}',
    why: 'OpenClaw appends its own path to the whole text, so that path would end up inside the query (?) or the fragment (#), and Cloudflare would never see it.',
    fix: SET_URL,
    steps: ['Take out the part that is too much: {found}.', SET],
    docs: DOCS.gateway,
    fixable: true,
  },
  'base-url-account-malformed': {
    title: 'The account ID in baseUrl is not one: {accountId}',
    why: 'An account ID is 32 characters, digits and a to f in lower case. Cloudflare would answer that there is no such gateway.',
    fix: SET_URL,
    steps: ['Correct what is wrong with it: {detail}.', 'Set baseUrl to {expected}.', COPY_ACCOUNT_ID],
    docs: DOCS.accountId,
    fixable: true,
  },
  'base-url-gateway-malformed': {
    title: "The gateway in baseUrl cannot be a gateway's name: {gateway}",
    why: "A gateway's name has 1 to 64 lower-case letters, digits and underscores, with single hyphens inside.",
    fix: [
      { what: 'Write {nearest} as the gateway in baseUrl.' },
      { command: 'cf-aig init', what: 'asks for the gateway; with AI Gateway Read it lists yours' },
    ],
    steps: [
      'Correct what is wrong with it: {detail}.',
      'If you mean {nearest}, write that.',
      `Copy the name from your list of gateways: ${DOCS.dashGateways}`,
    ],
    docs: DOCS.dashGateways,
    fixable: true,
  },
  'base-url-gateway-missing': {
    title: 'baseUrl names no gateway: {baseUrl}',
    why: "After the account ID comes the gateway's name. Without it Cloudflare reads the next part of the path as the name.",
    fix: [
      { what: 'Set baseUrl to {expected}' },
      { command: 'cf-aig init', what: 'asks for the gateway, and writes the address' },
    ],
    steps: [`Look up the name in your list of gateways: ${DOCS.dashGateways}`, FORM],
    docs: DOCS.dashGateways,
    fixable: true,
  },
  'base-url-route-missing': {
    title: 'baseUrl ends at the gateway and names no route: {baseUrl}',
    why: 'OpenClaw appends only the last part (/chat/completions), so Cloudflare reads "chat" as the provider and cannot route the request. A route such as /compat, /openai or /anthropic has to be part of baseUrl.',
    fix: SET_URL,
    steps: ['Add the route to baseUrl ({expected}).', FORM],
    docs: DOCS.compat,
    fixable: true,
  },
  'base-url-route-unknown': {
    title: 'The route "{route}" in baseUrl is not one that Cloudflare has.',
    why: "What follows the gateway has to be compat or one of Cloudflare's names for providers; those differ from the usual ones here and there (google-ai-studio, grok, workers-ai).",
    fix: [
      { what: 'Set baseUrl to {expected}' },
      { what: 'Write {nearest} instead of {route} in baseUrl.' },
      INIT.address,
    ],
    steps: [
      'If you mean {nearest}, write that.',
      'Set baseUrl to {expected}.',
      'Look the name up: https://developers.cloudflare.com/ai-gateway/usage/providers/',
    ],
    docs: DOCS.providers,
    fixable: true,
  },
  'base-url-full-endpoint': {
    title: 'baseUrl contains the end of the path that OpenClaw appends itself: {baseUrl}',
    why: 'OpenClaw adds /chat/completions, /responses, /v1/messages or /models/... to baseUrl; the part would be there twice.',
    fix: SET_URL,
    steps: ['Take out the part that is too much: {found}.', SET],
    docs: DOCS.openclawProviders,
    fixable: true,
  },
  'base-url-doubled-part': {
    title: 'A part of baseUrl is there twice: {baseUrl}',
    why: 'Usually two addresses were pasted into one, or /v1 was added where it is already.',
    fix: SET_URL,
    steps: ['Take out the part that is there twice: {found}.', SET],
    docs: DOCS.gateway,
    fixable: true,
  },
  'base-url-version-missing': {
    title: 'baseUrl lacks the version that this route needs: {baseUrl}',
    why: "OpenClaw adds no version itself: /google-ai-studio needs /v1beta after it, /workers-ai needs /v1, and Cloudflare's own path begins with /v1.",
    fix: SET_URL,
    steps: ['Add the version to baseUrl ({expected}).'],
    docs: DOCS.providers,
    fixable: true,
  },
  'model-prefix-missing': {
    title: 'The model id {model} lacks the provider in front.',
    why: 'On this route ({route}) Cloudflare finds the provider by what is before the slash, as in openai/gpt-4o. Without it the request cannot be routed.',
    fix: [{ what: 'Write {expected} instead of {model}.' }, INIT.model],
    steps: ['Write it as {expected}.', 'Change it in openclaw.json both in models and in the default model.'],
    docs: DOCS.compat,
    fixable: true,
  },
  'model-prefix-unknown': {
    title: 'The provider in front of the model id {model} is not one that this route knows.',
    why: "Names differ between Cloudflare's two addresses: /compat wants google-ai-studio/, grok/ and workers-ai/@cf/, the REST API wants google/, xai/ and @cf/.",
    fix: [{ what: 'Write {expected} instead of {model}.' }, INIT.model],
    steps: [
      'If you mean {nearest}, write that.',
      'Write it as {expected}.',
      'If it is a model of a custom provider of yours, put custom- in front: custom-{found}.',
      'Look the name up: https://developers.cloudflare.com/ai-gateway/usage/providers/',
    ],
    docs: DOCS.providers,
    fixable: true,
  },

  'account-id-is-token': {
    title: 'The address has a token where the account ID belongs.',
    why: 'The path is /accounts/ followed by the account ID, 32 characters of 0-9 and a-f. A token in its place ends up in logs and error messages of every machine on the way.',
    fix: {
      command: 'cf-aig init',
      what: 'asks for account ID and token: give it a new token, and revoke this one',
    },
    steps: [
      `Create a new token and revoke this one, because it was sent as part of an address: ${DOCS.dashUserTokens}`,
      'Put the account ID into the address or into CLOUDFLARE_ACCOUNT_ID, and the token into {tokenVariable}; they were probably swapped.',
      COPY_ACCOUNT_ID,
    ],
    docs: DOCS.accountId,
  },
  'account-id-mistyped': {
    title: 'The account ID {accountId} is mistyped: the token belongs to {nearest}.',
    why: 'The two differ in a few characters only.',
    fix: [{ what: 'Put {nearest} into baseUrl.' }, INIT.address],
    steps: [
      'Put {nearest} into baseUrl.',
      'Compare the account ID in baseUrl with that of your dashboard: https://dash.cloudflare.com/',
    ],
    docs: DOCS.accountId,
    fixable: true,
  },
  'gateway-not-found': {
    title: 'The account {accountId} has no gateway named "{gateway}".',
    why: 'The name is misspelt, the gateway is in another account, or a part of baseUrl is missing so that another part is read as the name.',
    fix: [
      { command: 'cf-aig init', what: 'lists your gateways; you probably mean {nearest}' },
      { command: 'cf-aig init', what: 'asks for the gateway; with AI Gateway Read it lists yours' },
    ],
    steps: [
      'If you mean {nearest}, write that.',
      `Compare with your list of gateways: ${DOCS.dashGateways}`,
      'Check that the account ID is that of the account in which the gateway is.',
      'If it does not exist yet, create it there; only the gateway "default" is created by itself, at the first request with a token.',
      'Put the name after the account ID in baseUrl (https://gateway.ai.cloudflare.com/v1/{accountId}/{gateway}/...); on the REST API it is in the header cf-aig-gateway-id.',
    ],
    docs: DOCS.manage,
    fixable: true,
  },
  'account-not-found': {
    title: 'Cloudflare does not know the account {accountId}.',
    why: 'The account ID in the address is malformed or does not exist.',
    fix: INIT.address,
    steps: [COPY_ACCOUNT_ID, 'Put it into baseUrl, or run `cf-aig init` and paste it when it asks.'],
    docs: DOCS.accountId,
  },
  'url-not-routed': {
    title: 'Cloudflare knows no such path.',
    why: "The host is right, but what follows it is not a path that exists there: a part is missing, doubled or misspelt, or OpenClaw's api appends something that this address does not serve.",
    fix: INIT.address,
    steps: [
      'Compare baseUrl with one of: https://gateway.ai.cloudflare.com/v1/{accountId}/{gateway}/compat or https://api.cloudflare.com/client/v4/accounts/{accountId}/ai/v1',
      'Check that api ({api}) fits the route ({route}).',
    ],
    docs: DOCS.gateway,
  },
  'method-not-allowed': {
    title: 'Cloudflare has this path, but not for the HTTP method that was used.',
    why: 'Mostly a client that asks GET /models for a list of models: the REST API has none at /ai/v1/models. Requests to models are POST and are not affected.',
    fix: { what: 'Enter the model by hand in the client, and switch its model list off.' },
    steps: ['Enter the model by hand in the client, and switch its model list off.', STEP.testModel],
    or: [
      "Use the gateway's own address, which has a list: GET https://gateway.ai.cloudflare.com/v1/{accountId}/{gateway}/compat/models",
    ],
    docs: DOCS.rest,
  },
  'dynamic-route-failed': {
    title: 'The dynamic route of the model {model} could not serve the request.',
    why: 'Cloudflare says the same whether this gateway has no such route, the route has no deployed version, or one of its steps cannot be one (a custom provider, Azure OpenAI) or failed.',
    fix: { what: `See that the gateway has this route, and a version is deployed: ${DOCS.dashGateways}` },
    steps: [
      `Compare the name with the dynamic routes of the gateway "{gateway}", and see that a version is deployed: ${DOCS.dashGateways}`,
      'Take custom providers and Azure OpenAI out of its steps.',
      'Ask for a model of the route by its own id: if that answers, it is the route.',
    ],
    docs: DOCS.dynamicRouting,
  },
  'dynamic-route-needs-compat': {
    title: 'The REST API has no dynamic routes: {model} works on /compat only.',
    why: 'Dynamic routes belong to a gateway and are served at its own address.',
    fix: { command: 'cf-aig init --recipe compat', what: 'writes the address that has dynamic routes' },
    steps: [
      'Set baseUrl to https://gateway.ai.cloudflare.com/v1/{accountId}/{gateway}/compat, or run `cf-aig init`.',
    ],
    or: ['Use a model of the catalogue.'],
    docs: DOCS.dynamicRouting,
  },
  'model-not-offered': {
    title: 'Cloudflare does not offer the model {model} here; it offers {nearest}.',
    why: 'The list of this gateway has no such model, but one whose name is nearly the same.',
    fix: [{ what: 'Use {nearest} instead of {model}.' }, INIT.model],
    steps: ['Use {nearest}: the id in models and the default model in openclaw.json.', STEP.testModel],
    docs: DOCS.providers,
    fixable: true,
  },
  'provider-unknown': {
    title: 'Cloudflare does not know the provider that this request names.',
    why: 'Account and gateway are right; the provider comes from the part of the path after the gateway, or, on /compat, from what is before the slash in the model id ({model}). It is missing there, or Cloudflare has another name for it.',
    fix: [
      { what: 'Write the provider as {nearest}.' },
      { command: 'cf-aig init', what: 'writes route and model with the names that Cloudflare has' },
    ],
    steps: [
      'If you mean {nearest}, write that.',
      'On /compat write the model as provider/model, for example openai/gpt-4o.',
      "Use Cloudflare's names (google-ai-studio, grok, workers-ai/@cf/...): https://developers.cloudflare.com/ai-gateway/usage/providers/",
      "If baseUrl ends with the gateway's name, add the route: /compat.",
    ],
    docs: DOCS.providers,
  },
  'completion-format': {
    title: 'The gateway could not read the request as a chat completion.',
    why: 'On /compat that nearly always means a model id without its provider ({model}); now and then a kind of content that /compat cannot translate.',
    fix: { what: 'Write the model as provider/model, for example openai/gpt-4o.' },
    steps: [
      'Write the model as provider/model, for example openai/gpt-4o, both in models and in the default model.',
    ],
    or: ["If it has its provider, use that provider's own route (/openai, /anthropic) instead of /compat."],
    docs: DOCS.compat,
  },
  'model-not-in-catalogue': {
    title: "Cloudflare's REST API does not offer the model {model}.",
    why: 'Its names are author/model, and the authors differ from the prefixes of /compat: google/ instead of google-ai-studio/, xai/ instead of grok/, and @cf/... without a prefix.',
    fix: [
      { what: 'Use {nearest} instead of {model}.' },
      { what: 'Look the id of the model up: https://developers.cloudflare.com/ai/models/' },
    ],
    steps: [
      'If you mean {nearest}, write that.',
      'Look it up: https://developers.cloudflare.com/ai/models/',
      STEP.testModel,
    ],
    docs: DOCS.rest,
  },
  'model-retired': {
    title: 'The model {model} is no longer offered.',
    why: 'It was withdrawn; the answer usually names its successor.',
    fix: [
      { what: 'Use {nearest} instead of {model}.' },
      { command: 'cf-aig init', what: 'asks for another model' },
    ],
    steps: [
      'Use {nearest} instead.',
      'Change the id in models and the default model in openclaw.json, or run `cf-aig init`.',
    ],
    docs: DOCS.rest,
  },
});
