import { DEFAULT_CONFIG, DEFAULT_ORIGIN, SANDBOX_TOKENS } from '../../../src/sandbox/config/defaults.js';
import { gatewaySettings } from '../../../src/sandbox/config/gateway-settings.js';
import { FILTER_KEYS, FILTER_OPERATORS } from '../../../src/sandbox/logs/log-filters.js';
import { CLIENT_CONDITIONS } from '../../../src/sandbox/scenarios/scenario.js';
import { SCENARIOS } from '../../../src/sandbox/scenarios.js';
import { clientAgents, clientLibraries } from './client-rows.js';
import { API_CODES, GATEWAY_CODES } from './code-rows.js';
import { GATEWAY_ENDPOINTS, MANAGEMENT_ENDPOINTS, REST_ENDPOINTS } from './endpoint-rows.js';
import { REQUEST_HEADERS, RESPONSE_HEADERS } from './header-rows.js';
import { FAILURE_COLUMNS, failureRows, providerRows } from './provider-rows.js';
import type { Row } from './row.js';
import { CONFIG_KEYS, GATEWAY_SETTINGS } from './setting-rows.js';
import { TLS_SECTION } from './tls-section.js';

/** docs/sandbox.md: how to use the sandbox, and all that it has. */
export function renderSandboxPage(): string {
  return [...INTRODUCTION, ...clients(), ...coverage(), ...providers(), ...scenarios(), ''].join('\n');
}

const INTRODUCTION = [
  '# The sandbox',
  '',
  '`cf-aig sandbox` is a local AI Gateway on 127.0.0.1: both of Cloudflare’s hosts on one port, told apart by the path.',
  'It needs no account and nothing leaves the machine, unless `--upstream` says so. Official SDKs work against it unchanged.',
  '',
  '```sh',
  'cf-aig sandbox                                     # prints variables for any program',
  'cf-aig init --sandbox --model openai/gpt-4o-mini   # in another terminal: sets up OpenClaw for it',
  'cf-aig sandbox --list-scenarios                    # every failure it can produce',
  'cf-aig sandbox --scenario rate-limited             # every request fails in this way',
  'cf-aig sandbox --upstream openai=http://127.0.0.1:11434/v1   # in front of a real provider, such as Ollama',
  'cf-aig sandbox --verbose --journal wire.har        # a line for each request, and all of them as HAR',
  'cf-aig sandbox --tls                               # also for programs that know only Cloudflare’s own hosts',
  '```',
  '',
  'A request by hand:',
  '',
  '```sh',
  `curl ${DEFAULT_ORIGIN}/v1/${DEFAULT_CONFIG.accounts[0]?.id}/my-gateway/compat/chat/completions \\`,
  `  -H 'cf-aig-authorization: Bearer ${SANDBOX_TOKENS.good.value}' \\`,
  `  -d '{"model": "openai/gpt-4o-mini", "messages": [{"role": "user", "content": "[say:pong]"}]}'`,
  '```',
  '',
  'It answers only to names of this machine (including `host.docker.internal` and `host.containers.internal`, which',
  'containers use) and to Cloudflare’s two hosts (for `--tls`), and not to web pages of other hosts: anything else gets 403.',
  '`--host` opens it to other machines.',
  '',
  'In tests it is a library: [The sandbox in your tests](testing.md).',
  '',
  'This page is generated from `src/sandbox/` by `npm run docs`.',
  '',
  '## Models that do as they are told',
  '',
  'The built-in providers answer the same to the same prompt. A model id, or a message of the user since the last answer,',
  'can ask for more:',
  '',
  ...table(
    ['Write', 'and'],
    [
      ['model `fail-401`, `fail-quota`, …', 'the provider fails in that way (see the table below)'],
      ['model `slow-500`', 'its first byte comes after 500 ms'],
      ['model `flaky-2`', 'it fails twice, then answers once, and so on'],
      ['message `[say:TEXT]`', 'it answers exactly that'],
      [
        'message `[tool:NAME {"a": 1}]`',
        'it calls that tool with those arguments; several call several at once',
      ],
      ['message `[fail:NAME]`', 'that request fails in that way; a stream does so after its first half'],
    ],
  ),
  '',
  'They also follow the request, on every API: limits of tokens, stop sequences and several choices with their',
  'finish reasons; structured output that its JSON Schema accepts; thoughts (Anthropic `thinking`, OpenAI `reasoning`,',
  'Gemini `includeThoughts`); `previous_response_id` and Anthropic’s threads; counts of tokens; embeddings of the model’s size, or of `dimensions`, for 2,048 texts at most.',
  'Anthropic’s prompt cache keeps what `cache_control` marks, OpenAI’s a beginning of 1,024 tokens or more that is repeated, each',
  'for five minutes from its last use (Anthropic’s `ttl: "1h"` for an hour); cached tokens have their own price, and `tokens_in` of the log',
  'counts them too, which is a guess for Anthropic.',
  'A history with a tool’s result but not its call, or the reverse, is refused in the provider’s words. `--tps 40` lets',
  'streams come at 40 tokens per second.',
  '',
  '## Real providers',
  '',
  '`--upstream <provider>=<URL>` (repeatable) sends the requests for a provider on to a real one: `--upstream',
  'openai=https://api.openai.com`, or a server on this machine, such as Ollama or LM Studio, by',
  '`--upstream custom-ollama=http://127.0.0.1:11434/v1`. Headers and keys pass through, the gateway’s own are taken out;',
  'a key stored by the management API is added where the client sent none. Streams pass through as they come. Everything',
  'in front of it (cache, limits, retries, fallbacks, logs) works as for the built-in providers, on the AI REST API too, and',
  '`/compat/models` has the models that the provider lists. The address must be',
  'https, or http on this machine; `--insecure-upstream` allows http in private networks too: to addresses such as',
  '`192.168.1.5`, `10.0.0.5`, `100.64.0.5` and `fd00::5`, to names of one word (another container’s), and to those that end in `.local`, `.lan`,',
  '`.internal` and `.home.arpa`. Anyone in that network can read the keys and prompts. A public host must be https.',
  '',
  '## Other machines and containers',
  '',
  'By default only this machine reaches the sandbox. `--host 0.0.0.0` listens on all its IPv4 addresses, `--host ::` on',
  'those of IPv6 too, `--host 192.168.1.5` or a name on that one. Behind a reverse proxy or a tunnel on this machine,',
  '`--allow-host box.example.com` (repeatable) adds the name by which it is reached. With either of them',
  '',
  '- the tokens of this page are not accepted, as everyone knows them. Set a token of your own in `CF_AIG_SANDBOX_TOKEN` (at least',
  '  16 characters) or in `tokens` of the config; without one, each run makes a new one and prints it. The variable also',
  '  replaces the known tokens without `--host`;',
  '- the built-in `open-gateway`, which needs no token, is not there. Gateways of your config that need none are, with a warning;',
  '- it answers to IP addresses, to names of one word and to those of private networks (`sandbox`, `nas.local`,',
  '  `sandbox.default.svc.cluster.local`): no web page can have them. Names of public DNS get 403, except those of `--allow-host`;',
  '- what is sent to it goes over the network unencrypted. `cf-aig` sends tokens over http to another machine only when it is a',
  '  private host and the base URL in OpenClaw’s config names it; `doctor` then warns.',
  '',
  '[deploy.md](deploy.md#the-sandbox-in-a-container) has the `Dockerfile` and Compose.',
  '',
  ...TLS_SECTION,
  '## What goes over the wire',
  '',
  '`--verbose` prints a line on stderr for every request when its response is sent: time, status, duration, method, path,',
  'model, cache and cost, and for an error its code and message. Without it there is a line only for what the sandbox does not have.',
  '',
  '`--journal <file>` keeps every exchange in a HAR 1.2 file (mode 0600), which browsers’ developer tools and `cf-aig explain -`',
  'read: headers, bodies and timings. The file is a whole document after each entry; a later run continues it. A kill in',
  'the middle of a write can leave half of the last entry; the next run removes it. Bodies are cut after 1 MiB, those that are not text',
  'are left out. When the disk is full, the journal ends and the sandbox says so; what was written stays.',
  '',
  'Both are without secrets: credential headers and headers that it does not know, parameters and JSON fields whose names suggest secrets,',
  'the tokens and keys that the sandbox has, and what looks like a key. Prompts and answers are in the journal.',
  '',
  '## Logs',
  '',
  'Logs are in memory (the newest 25,000 rows of a gateway) and end with the sandbox, unless there is `--data`.',
  `Filters: \`[{key, operator, value: []}]\` as JSON, with the operators ${FILTER_OPERATORS.map(code).join(', ')} and the`,
  `keys ${FILTER_KEYS.map(code).join(', ')}. A page has 50 rows at most.`,
  '',
  '## What is kept between runs',
  '',
  '`--data <file>` keeps in an SQLite file (Node 22.13 or newer): logs, and each gateway that the management API has changed, with',
  'its settings, stored provider keys and dynamic routes, their versions and deployments. The file holds prompts, and the secrets of stored',
  'keys as they are: its mode is 0600. A file of an older version is upgraded. Two sandboxes may share it; each sees the other’s changes to gateways after a restart.',
  '',
  'What the API changed wins over `--sandbox-config`: such a gateway is as the API left it, as a whole, and one that it removed is not',
  'there. All others are as the config says. Words of Guardrails and DLP and `outOfOrder`, which the API does not know, are always the',
  'config’s, as are accounts, tokens and providers. The cache, the use of limits and conversations end with the sandbox.',
  '',
  '## Config',
  '',
  '`--sandbox-config <file>` is JSON5. A key that is given replaces the default one whole; what an entry leaves out has its',
  'default. `outOfOrder` switches off a feature that the settings have on, to see what that looks like: `caching`,',
  '`rate-limiting`, `logs`, `fallbacks`. `routes` holds dynamic routes, `{name, elements}`, as Cloudflare’s docs write',
  'them down. `spendLimits` holds rules as Cloudflare’s API has them: `{id, limit, window, technique, enabled, model, provider,',
  'metadata}`, where a dimension is `{mode: "partition"}` or `{mode: "filter", values: []}`. The defaults of a gateway, and the other keys:',
  '',
  '```json5',
  JSON.stringify(
    {
      gateways: [{ id: 'my-gateway', ...gatewaySettings() }],
      accounts: DEFAULT_CONFIG.accounts,
      unifiedBilling: DEFAULT_CONFIG.unifiedBilling,
      tokens: DEFAULT_CONFIG.tokens.slice(0, 2),
      providers: { openai: { keys: ['sk-sandbox-provider-key-good'], models: ['my-model'] } },
    },
    null,
    2,
  ),
  '```',
  '',
];

function clients(): string[] {
  const list = (some: [name: string, version: string][]) =>
    some.map(([name, version]) => `- \`${name}\` ${version}`);
  return [
    '## Clients that are tested',
    '',
    'Unchanged, and whatever each of them supports: chat, streams, tools, structured output, embeddings, and the errors of a',
    'wrong token, gateway or model and of rate limits. The tests run these libraries:',
    '',
    ...list(clientLibraries()),
    '',
    'and, on demand, these agents for the terminal (`npm run test:clients`):',
    '',
    ...list(clientAgents()),
    '',
  ];
}

function coverage(): string[] {
  return [
    '## What it has of Cloudflare’s AI Gateway',
    '',
    'What is marked “no” says so on the wire, so that nothing looks like a fault of yours. A request to such an endpoint (in the',
    'API with all paths below it) gets 501, the header `cf-aig-sandbox: not-implemented`, and a message that names it, in the envelope',
    'of its host. A header that is ignored is named in the response: `cf-aig-sandbox: not-implemented; header=cf-aig-zdr`.',
    'The sandbox prints each of these once in its terminal. `doctor`, `test-model` and `explain` name the cause',
    '[not-in-sandbox](causes.md#not-in-sandbox). No retry and no fallback follows such an answer, since at Cloudflare the request',
    'might have worked. A response header or a code that is marked “no” never comes. A path that Cloudflare does not have',
    'either gets the response for an unknown one.',
    '',
    ...section('Gateway', 'Endpoint', GATEWAY_ENDPOINTS, 'After `/v1/{account}/{gateway}`.'),
    ...section('AI REST API', 'Endpoint', REST_ENDPOINTS, 'After `/client/v4/accounts/{account}`.'),
    ...section('Management API', 'Endpoint', MANAGEMENT_ENDPOINTS, 'After `/client/v4`.'),
    ...section(
      'Settings of a gateway',
      'Field',
      GATEWAY_SETTINGS,
      'In the management API. Any other value of those marked “no”, and any other field, is refused with 501, which names it.',
    ),
    ...section('Keys of the config', 'Key', CONFIG_KEYS, 'Any other key is refused at the start.'),
    ...section('Request headers', 'Header', REQUEST_HEADERS),
    ...section('Response headers', 'Header', RESPONSE_HEADERS),
    ...section('Errors of the gateway', 'Code (HTTP status)', GATEWAY_CODES),
    ...section('Errors of api.cloudflare.com', 'Code (HTTP status)', API_CODES),
  ];
}

function section(title: string, column: string, rows: readonly Row[], remark?: string): string[] {
  return [
    `### ${title}`,
    '',
    ...(remark ? [remark, ''] : []),
    ...table(
      [column, 'What', 'Sandbox', 'Note'],
      rows.map(({ name, what, has, note = '' }) => [name.includes('`') ? name : code(name), what, has, note]),
    ),
  ];
}

function providers(): string[] {
  return [
    '## Built-in providers',
    '',
    ...table(
      ['Provider', 'Its own API', 'Not in the sandbox', '`/compat` prefix', 'Models', 'Key that it accepts'],
      providerRows(),
    ),
    ...PROVIDER_NOTES,
    'HTTP status of each failure, which comes in the provider’s own words; a number, such as `fail-503`, does as well:',
    '',
    ...table(FAILURE_COLUMNS, failureRows()),
  ];
}

const PROVIDER_NOTES = [
  'A path that is neither here nor at the provider is refused as the provider refuses it. Bedrock takes a request that is signed',
  'with its key as access key ID (the signature is not checked), or a Bearer key; Vertex AI takes its key as access token, or',
  'as `private_key_id` of a service account in base64. Replicate’s predictions are done at once.',
  'No source shows, and so these are guesses: the words for an unknown path of Cohere, Hugging Face, Fal, ElevenLabs, Cartesia,',
  'Deepgram, Ideogram and most providers with OpenAI’s API, and on `bedrock-mantle`; what Cohere says of missing texts; whether',
  'Cohere’s paths also work without `v1/`, as one sentence of Cloudflare’s page says and its example does not (here they do not);',
  'that Groq’s paths also work behind `openai/v1/`, which its SDK appends to the address that Cloudflare’s page gives to it.',
  '',
];

function scenarios(): string[] {
  return [
    '## Scenarios',
    '',
    '`--scenario <name>` answers every request with one failure.',
    '',
    ...table(
      ['Scenario', 'What happens', 'Cause', 'To see it'],
      SCENARIOS.map(({ name, title, cause, needs }) => [
        code(name),
        title,
        `[${cause}](causes.md#${cause})`,
        needs ? CLIENT_CONDITIONS[needs] : '',
      ]),
    ),
  ];
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line), ''];
}
