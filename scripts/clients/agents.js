import { join } from 'node:path';

/**
 * @typedef {object} Target what an agent is pointed at
 * @property {string} url of the gateway, without a provider's path
 * @property {string} token of the gateway
 * @property {string} home of the run, where the agent also works
 */
/**
 * @typedef {object} Agent one that runs in a terminal, without questions
 * @property {string} name of its package
 * @property {string} [way] of docs/other-clients.md, if there are several; with a second one only that is tried
 * @property {string} program its path in node_modules, JavaScript or a binary: no install script has to run
 * @property {string} [needsNode] at least, such as `22.19`
 * @property {string} [needsSystem] the only platform and processor that it is installed on
 * @property {string} model
 * @property {(target: Target, model: string) => Record<string, string>} env
 * @property {(model: string) => string[]} args those before the prompt
 * @property {(target: Target, model: string) => Record<string, unknown>} [files] its config: JSON or text, by path in the home
 * @property {string[]} flags what describes it to `cf-aig doctor`, beside the base URL and the model
 * @property {string} path of its base URL for `cf-aig doctor`, after the gateway
 * @property {(file: string) => [name: string, args: object]} [write] the call of its tool that writes `hello` into a file; none
 *   for a second way
 */

const AIG = 'cf-aig-authorization';

/** What no run may do to the machine or to the network. */
const CLAUDE_QUIET = {
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  CLAUDE_CODE_MAX_RETRIES: '0',
  DISABLE_AUTOUPDATER: '1',
  // Root may skip its questions too.
  IS_SANDBOX: '1',
};

/** @type {Pick<Agent, 'name' | 'program' | 'model' | 'args' | 'path'>} */
const CLAUDE = {
  name: '@anthropic-ai/claude-code',
  program: '@anthropic-ai/claude-code/cli-wrapper.cjs',
  model: 'claude-opus-5-5',
  args: (model) => ['--dangerously-skip-permissions', '--model', model, '-p'],
  path: '/anthropic',
};

/** @type {(provider: string) => Pick<Agent, 'name' | 'program' | 'model' | 'args' | 'path' | 'files'>} */
const codex = (provider) => ({
  name: '@openai/codex',
  program: '@openai/codex/bin/codex.js',
  model: 'gpt-6.2-sol',
  files: ({ url }) => ({
    '.codex/config.toml': `
model_provider = "gateway"
[model_providers.gateway]
name = "Cloudflare AI Gateway"
base_url = "${url}/openai"
wire_api = "responses"
${provider}
request_max_retries = 0
stream_max_retries = 0
`,
  }),
  args: (model) => [
    'exec',
    '--skip-git-repo-check',
    '--dangerously-bypass-approvals-and-sandbox',
    '--model',
    model,
  ],
  path: '/openai',
});

/** @type {Pick<Agent, 'name' | 'program' | 'needsNode' | 'model' | 'path'>} */
const PI = {
  name: '@earendil-works/pi-coding-agent',
  program: '@earendil-works/pi-coding-agent/dist/cli.js',
  needsNode: '22.19',
  model: 'claude-opus-5-5',
  path: '/anthropic',
};

/** With the settings of docs/other-clients.md. @type {readonly Agent[]} */
export const AGENTS = [
  {
    ...CLAUDE,
    env: ({ url, token }) => ({
      ...CLAUDE_QUIET,
      ANTHROPIC_BASE_URL: `${url}/anthropic`,
      ANTHROPIC_API_KEY: 'sk-ant-sandbox-provider-key-good',
      ANTHROPIC_CUSTOM_HEADERS: `${AIG}: Bearer ${token}`,
    }),
    flags: ['--api', 'anthropic-messages', '--token-env', 'GATEWAY_TOKEN', '--key-env', 'ANTHROPIC_API_KEY'],
    write: (file) => ['Write', { file_path: file, content: 'hello' }],
  },
  {
    ...CLAUDE,
    way: 'token alone',
    env: ({ url, token }) => ({
      ...CLAUDE_QUIET,
      ANTHROPIC_BASE_URL: `${url}/anthropic`,
      ANTHROPIC_AUTH_TOKEN: token,
    }),
    flags: [
      ...['--api', 'anthropic-messages', '--token-env', 'ANTHROPIC_AUTH_TOKEN'],
      ...['--token-header', 'authorization'],
    ],
  },
  {
    name: '@google/gemini-cli',
    program: '@google/gemini-cli/bundle/gemini.js',
    model: 'gemini-3.1-pro-preview',
    env: ({ url, token }) => ({
      GOOGLE_GEMINI_BASE_URL: `${url}/google-ai-studio`,
      GEMINI_API_KEY: 'AIza-sandbox-provider-key-good',
      GEMINI_CLI_CUSTOM_HEADERS: `${AIG}: Bearer ${token}`,
      GEMINI_CLI_TRUST_WORKSPACE: 'true',
    }),
    files: () => ({
      '.gemini/settings.json': {
        general: { enableAutoUpdate: false, maxAttempts: 1 },
        privacy: { usageStatisticsEnabled: false },
        security: { auth: { selectedType: 'gemini-api-key' } },
      },
    }),
    args: (model) => ['--yolo', '--model', model, '--prompt'],
    path: '/google-ai-studio/v1beta',
    flags: ['--api', 'google-generative-ai', '--token-env', 'GATEWAY_TOKEN', '--key-env', 'GEMINI_API_KEY'],
    write: (file) => ['write_file', { file_path: file, content: 'hello' }],
  },
  {
    ...codex(`env_key = "OPENAI_API_KEY"\nenv_http_headers = { "${AIG}" = "GATEWAY_HEADER" }`),
    env: ({ home, token }) => ({
      CODEX_HOME: join(home, '.codex'),
      OPENAI_API_KEY: 'sk-sandbox-provider-key-good',
      GATEWAY_HEADER: `Bearer ${token}`,
    }),
    flags: ['--api', 'openai-responses', '--token-env', 'GATEWAY_HEADER', '--key-env', 'OPENAI_API_KEY'],
    write: (file) => [
      'exec',
      { input: `await tools.exec_command({ cmd: ${JSON.stringify(`printf hello > '${file}'`)} });` },
    ],
  },
  {
    ...codex('env_key = "GATEWAY_TOKEN"'),
    way: 'token alone',
    env: ({ home, token }) => ({ CODEX_HOME: join(home, '.codex'), GATEWAY_TOKEN: token }),
    flags: [
      ...['--api', 'openai-responses', '--token-env', 'GATEWAY_TOKEN'],
      ...['--token-header', 'authorization'],
    ],
  },
  {
    name: 'opencode-ai',
    program: 'opencode-linux-x64/bin/opencode',
    needsSystem: 'linux-x64',
    model: 'claude-opus-5-5',
    env: ({ token }) => ({ GATEWAY_TOKEN: token, OPENCODE_DISABLE_MODELS_FETCH: '1' }),
    files: ({ url }, model) => ({
      'opencode.json': {
        share: 'disabled',
        autoupdate: false,
        enabled_providers: ['anthropic'],
        provider: {
          anthropic: {
            options: {
              baseURL: `${url}/anthropic/v1`,
              apiKey: '',
              headers: { [AIG]: 'Bearer {env:GATEWAY_TOKEN}' },
            },
            models: { [model]: {} },
          },
        },
      },
    }),
    args: (model) => ['run', '--model', `anthropic/${model}`],
    path: '/anthropic/v1',
    flags: ['--api', 'anthropic-messages', '--token-env', 'GATEWAY_TOKEN'],
    write: (file) => ['write', { filePath: file, content: 'hello' }],
  },
  {
    ...PI,
    env: ({ token }) => ({ GATEWAY_TOKEN: token, ANTHROPIC_API_KEY: 'sk-ant-sandbox-provider-key-good' }),
    files: ({ url }, model) => ({
      '.pi/agent/models.json': {
        providers: {
          gateway: {
            baseUrl: `${url}/anthropic`,
            api: 'anthropic-messages',
            apiKey: '$ANTHROPIC_API_KEY',
            headers: { [AIG]: 'Bearer $GATEWAY_TOKEN' },
            models: [{ id: model }],
          },
        },
      },
      '.pi/agent/settings.json': { retry: { enabled: false } },
    }),
    args: (model) => ['--provider', 'gateway', '--model', model, '-p'],
    flags: ['--api', 'anthropic-messages', '--token-env', 'GATEWAY_TOKEN', '--key-env', 'ANTHROPIC_API_KEY'],
    write: (file) => ['write', { path: file, content: 'hello' }],
  },
  {
    ...PI,
    way: 'its own provider',
    env: ({ token }) => ({
      CLOUDFLARE_API_KEY: token,
      CLOUDFLARE_ACCOUNT_ID: 'in-the-base-url',
      CLOUDFLARE_GATEWAY_ID: 'in-the-base-url',
    }),
    // Only here: at Cloudflare it needs no file.
    files: ({ url }) => ({
      '.pi/agent/models.json': { providers: { 'cloudflare-ai-gateway': { baseUrl: `${url}/anthropic` } } },
      '.pi/agent/settings.json': { retry: { enabled: false } },
    }),
    args: (model) => ['--provider', 'cloudflare-ai-gateway', '--model', model, '-p'],
    flags: ['--api', 'anthropic-messages', '--token-env', 'CLOUDFLARE_API_KEY'],
  },
];
