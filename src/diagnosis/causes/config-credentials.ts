import { family } from './cause.js';
import { DOCS, DOLLAR, STEP } from './sentences.js';

const PAYMENT = {
  command: 'cf-aig init',
  what: 'asks who pays the provider, and writes the right credentials',
};
const ENTER_VALUE =
  'If it is the gateway token or a provider key, run `cf-aig init`, and paste it when it asks.';
const SEND_NO_KEY =
  'Send no provider key (the placeholder is "{found}"): let the gateway token be the only credential, as apiKey, and remove cf-aig-authorization from headers in the block. `cf-aig init` writes it that way.';
const SEND_REAL_KEY =
  'Send a real key of {providerName} as apiKey, and the gateway token in cf-aig-authorization.';

/** apiKey, headers and the variables behind them, as OpenClaw 2026.9.6 reads them. */
export const CONFIG_CREDENTIALS = family('config', {
  'api-key-missing': {
    title: 'The provider block has no apiKey.',
    why: 'For an address that is not on this machine OpenClaw sends nothing without a key and stops with "No API key found for provider".',
    fix: { command: 'cf-aig init', what: 'writes the apiKey, and asks for what is missing' },
    steps: ['Add apiKey: { source: "env", provider: "default", id: "{tokenVariable}" } to the block.'],
    docs: DOCS.openclawProviders,
    fixable: true,
  },
  'api-key-bare-name': {
    title: 'apiKey is the name of a variable, and OpenClaw sends the name itself as the key.',
    why: 'OpenClaw takes the bare text {variable} for a variable only when a plugin has declared that name. Without the plugin the provider or the gateway gets the words "{variable}" and answers 401.',
    fix: { what: 'Write apiKey: { source: "env", provider: "default", id: "{variable}" }.' },
    steps: [
      'Write apiKey: { source: "env", provider: "default", id: "{variable}" } instead (at present OpenClaw sends "{found}").',
      STEP.afterKey,
    ],
    docs: DOCS.openclawProviders,
    fixable: true,
  },
  'api-key-dollar-form': {
    title: `apiKey is written as ${DOLLAR}{variable}, which OpenClaw does not expand.`,
    why: `Only the form ${DOLLAR}{{variable}}, in capitals and without a default, is replaced. Anything else is sent as it is and answered with 401.`,
    fix: { what: 'Write apiKey: { source: "env", provider: "default", id: "{variable}" }.' },
    steps: ['Write apiKey: { source: "env", provider: "default", id: "{variable}" } instead.', STEP.afterKey],
    docs: DOCS.openclawProviders,
    fixable: true,
  },
  'api-key-wrong-reference': {
    title: 'apiKey is written in a way that OpenClaw does not replace: it sends the text itself as the key.',
    why: `Other programs write env:NAME, {env:NAME} or %NAME%. OpenClaw replaces only ${DOLLAR}{{variable}} and the object with source, provider and id; anything else goes out as it is written, and the answer is 401.`,
    fix: { what: 'Write apiKey: { source: "env", provider: "default", id: "{variable}" }.' },
    steps: [
      'Write apiKey: { source: "env", provider: "default", id: "{variable}" } (instead of {found}).',
      STEP.afterKey,
    ],
    or: ['For a key in a file or from a command: `openclaw secrets configure`.'],
    docs: DOCS.openclawProviders,
    fixable: true,
  },
  'api-key-reference-malformed': {
    title: 'The secret reference in apiKey is incomplete or malformed.',
    why: 'OpenClaw wants all three fields: source, provider and id, the id in capitals. Otherwise it calls the whole config invalid.',
    fix: { what: 'Write apiKey: { source: "env", provider: "default", id: "{tokenVariable}" }.' },
    steps: [
      'Correct what is wrong with it: {detail}.',
      'Write { source: "env", provider: "default", id: "{tokenVariable}" }.',
    ],
    docs: DOCS.openclawConfig,
    fixable: true,
  },
  'credential-held-by-openclaw': {
    title: 'Only OpenClaw can read the key of this block, so cf-aig does not test it.',
    why: 'OpenClaw keeps keys in a store of its own (`openclaw onboard` and `openclaw models auth` put them there), or gets them from a file or a command. cf-aig never reads those; everything that needs no key is checked.',
    fix: {
      command: 'openclaw models status --probe',
      what: 'tests the key with OpenClaw itself (stop a running gateway first)',
    },
    steps: [
      'Test the key ({detail}) with OpenClaw itself: `openclaw models status --probe` (stop a running gateway first).',
    ],
    or: [
      'To have all of it checked here, keep the key in {envFile} instead: `cf-aig init`.',
      'OpenClaw then no longer uses the stored one; `openclaw models auth logout {found} --yes` removes it.',
    ],
    docs: DOCS.openclawFailover,
    severity: 'warn',
  },
  'secret-in-config': {
    title: '{file} itself contains a secret.',
    why: 'OpenClaw uses it all the same. But the config is copied into backups and bug reports, and OpenClaw rewrites it; a key belongs in .env, with only its name in the config.',
    fix: { what: 'Move it to {envFile}, and refer to its variable in the config.' },
    steps: [
      'Move it to {envFile}, and write a reference to its variable in its place.',
      'If the file was ever shared, create a new key and revoke this one.',
    ],
    docs: DOCS.openclawEnvironment,
    severity: 'warn',
    fixable: true,
  },
  'header-malformed': {
    title: 'The header {header} in the provider block is not written as it must be.',
    why: 'A credential header is the word Bearer, one space, and the token. "Bearer: ", a missing space, an empty or null value all reach Cloudflare as a wrong token, or make OpenClaw refuse the config.',
    fix: [
      { what: 'Write {header}: "{expected}".' },
      { command: 'cf-aig init', what: 'writes the header as it must be' },
    ],
    steps: ['Correct what is wrong with it: {detail}.', 'Write {header}: "{expected}".', STEP.afterKey],
    docs: DOCS.authentication,
    fixable: true,
  },
  'provider-key-is-gateway-token': {
    title: 'The gateway token is also sent to {providerName}, as if it were the provider key.',
    why: 'A provider key in the request comes before a key that is stored at Cloudflare, and before Unified Billing. So the provider gets the gateway token as its key, and refuses it.',
    fix: PAYMENT,
    steps: [SEND_NO_KEY, STEP.afterKey],
    or: [SEND_REAL_KEY],
    docs: DOCS.byok,
    fixable: true,
  },
  'provider-key-is-placeholder': {
    title: 'A placeholder is sent to {providerName} as the provider key.',
    why: 'A provider key in the request, whatever its value, comes before a key that is stored at Cloudflare, and before Unified Billing. So the provider gets the placeholder, and refuses it.',
    fix: PAYMENT,
    steps: [SEND_NO_KEY, STEP.afterKey],
    or: [SEND_REAL_KEY],
    docs: DOCS.byok,
    fixable: true,
  },
  'header-unknown': {
    title: 'The request header {header} is not one of AI Gateway.',
    why: 'Cloudflare ignores headers that it does not know, so this one has no effect.',
    fix: [{ what: 'Rename {header} to {nearest}.' }, { what: 'Remove {header} from headers in the block.' }],
    steps: ['If you mean {nearest}, rename it.', 'Otherwise remove it from headers in the block.'],
    docs: DOCS.requestHandling,
    severity: 'warn',
  },
  'header-value-unusable': {
    title: 'The value of the header {header} cannot work.',
    why: 'Cloudflare ignores a value that it cannot read, so the header has no effect. A gateway that does not exist makes it refuse the request.',
    fix: [
      { what: 'Change or remove {header}: its value should be {expected}.' },
      { what: 'Change or remove {header} under headers in the block.' },
    ],
    steps: [
      'Correct what is wrong with it: {detail}.',
      'Write it as it should be: {expected}.',
      'Change it or remove it under headers in the block.',
    ],
    docs: DOCS.requestHandling,
    severity: 'warn',
  },
  'byok-alias-ignored': {
    title: 'The header cf-aig-byok-alias has no effect on the route {route}.',
    why: 'It chooses a stored key on the routes of single providers only; on /compat Cloudflare always takes the key with the alias "default".',
    fix: { what: "Use the provider's own route, for example /openai or /anthropic." },
    steps: ["Use the provider's own route, for example /openai or /anthropic."],
    or: [`Give the key the alias "default" (Provider Keys), and remove the header: ${DOCS.dashGateways}`],
    docs: DOCS.byok,
    severity: 'warn',
  },
  'variable-missing': {
    title: 'The variable {variable} is not defined anywhere.',
    why: 'The config refers to it, but neither the environment nor a .env that OpenClaw reads sets it. OpenClaw then sends the text of the reference as it is, or stops before it sends anything.',
    fix: [
      { what: 'Rename {nearest} to {variable} where it is defined.' },
      { what: 'Add a line {variable}=... to {envFile}, with its value.' },
    ],
    steps: [
      'If you mean {nearest}, rename it to {variable} where it is defined, or refer to {nearest} in the config.',
      'Otherwise add a line {variable}=... to {envFile}.',
      STEP.restart,
    ],
    or: [ENTER_VALUE],
    docs: DOCS.openclawEnvironment,
  },
  'variable-empty': {
    title: 'The variable {variable} is defined but empty.',
    why: 'An empty value counts as missing: OpenClaw sends the text of the reference as the key, or stops before it sends anything.',
    fix: { what: 'Give {variable} a value in {envFile}.' },
    steps: [
      'Give {variable} a value in {envFile}; if it is there twice, the last line counts.',
      STEP.restart,
    ],
    or: [ENTER_VALUE],
    docs: DOCS.openclawEnvironment,
  },
  'variable-shadowed': {
    title: '{variable} has two different values, and the one in {found} wins.',
    why: 'OpenClaw never replaces a variable that is already set: the shell comes before .env, and a .env in the current folder before {envFile}. A key that you change in the wrong place changes nothing.',
    fix: [
      { command: 'unset {exported}', what: 'lets the value in {expected} count' },
      { what: 'Make both the same, or remove one: that in {expected} is never used.' },
      { what: 'Make both the same, or remove the one that you do not want.' },
    ],
    steps: [
      'Compare the two: the value in {expected} is never used.',
      'Remove the one you do not want, or make both the same.',
      'To drop an exported value from this shell: `unset {variable}`.',
      STEP.restart,
    ],
    docs: DOCS.openclawEnvironment,
    severity: 'warn',
  },
  'variable-shadowed-by-empty': {
    title: '{variable} is exported empty, and that hides the value in {envFile}.',
    why: 'For OpenClaw a variable that is set to nothing is set, so it does not look into .env.',
    fix: [
      { command: 'unset {variable}', what: 'lets .env count in this shell; remove the export elsewhere too' },
      { what: 'Unset it, in your shell profile or service file too.' },
    ],
    steps: [
      'Run `unset {variable}`, and remove the line that exports it from your shell profile or service file.',
      STEP.restart,
    ],
    docs: DOCS.openclawEnvironment,
  },
  'auth-profile-shadows': {
    title: 'A stored credential of OpenClaw comes before the key in your config.',
    why: 'OpenClaw keeps auth profiles in a database (`openclaw doctor --fix` copies keys there). Unless the block says auth: "api-key", a profile wins over config and .env, and a rotated key never gets used.',
    fix: { what: 'Add auth: "api-key" to the block.' },
    steps: ['Add auth: "api-key" to the block.'],
    or: [
      'See the profiles with `openclaw models auth list` and remove the old one with `openclaw models auth logout`.',
    ],
    docs: DOCS.openclawFailover,
    severity: 'warn',
    fixable: true,
  },
  'transport-split': {
    title:
      'This setup works for agent turns, but not for `openclaw infer` and titles, or the other way round.',
    why: 'For the provider id cloudflare-ai-gateway OpenClaw has two ways to send a key: agent turns put it into Authorization, `openclaw infer` and other short jobs into cf-aig-authorization. A block that fills only one serves only one.',
    fix: { command: 'cf-aig init', what: 'names both headers in the block' },
    steps: ['Compare what differs: {detail}.', 'Name both headers in the block, as `cf-aig init` does.'],
    or: ['Choose a recipe that serves both: `cf-aig init` says which do.'],
    docs: DOCS.openclawProviders,
    severity: 'warn',
  },
  'plugin-may-interfere': {
    title: 'OpenClaw may install its own Cloudflare plugin, which changes how this block works.',
    why: 'The provider id, or the variable CLOUDFLARE_AI_GATEWAY_API_KEY alone, makes OpenClaw install it without asking. From then on that variable outranks the apiKey of the block, and every start tries to reach npm.',
    fix: { what: 'Set plugins.entries["cloudflare-ai-gateway"].enabled to false.' },
    steps: ['Set plugins.entries["cloudflare-ai-gateway"].enabled to false.'],
    docs: DOCS.openclawGateway,
    severity: 'warn',
    fixable: true,
  },
  'plugin-off': {
    title: "OpenClaw's own Cloudflare plugin is turned off or not installed.",
    why: 'cf-aig turns it off, because its key would take precedence over the block\'s; the block does not need it. OpenClaw\'s onboarding then does not know the choice of Cloudflare, and some versions call the entry that turns it off stale ("plugin not found"), which is harmless.',
    fix: { command: 'cf-aig init', what: 'sets Cloudflare up, instead of the onboarding' },
    steps: ['Instead of the onboarding, set Cloudflare up with `cf-aig init`.'],
    or: ['To use the plugin instead of the block: `cf-aig init --remove`, then OpenClaw’s onboarding.'],
    docs: DOCS.openclawGateway,
    severity: 'warn',
  },
  'openclaw-cooldown': {
    title: 'OpenClaw has set the key aside after an earlier failure and sends nothing.',
    why: 'After a 401 it does not use the key for about a minute, after a quota error for about ten, even if you have corrected it meanwhile. A restart does not end that.',
    fix: {
      command: 'cf-aig test-model',
      what: 'shows whether the key is right now; if so, wait a minute (or ten)',
    },
    steps: [
      'See whether the key is right now: `cf-aig test-model` asks the gateway without OpenClaw and is not held up.',
      'When that passes, wait out the minute (or ten) and try OpenClaw again.',
    ],
    docs: DOCS.openclawFailover,
    transient: true,
  },
});
