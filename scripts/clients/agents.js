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
 * @property {string} program the path of its JavaScript in node_modules: no install script has to run
 * @property {string} model
 * @property {(target: Target, model: string) => Record<string, string>} env
 * @property {(model: string) => string[]} args those before the prompt
 * @property {(target: Target, model: string) => Record<string, unknown>} [files] its config: JSON or text, by path in the home
 * @property {(file: string) => [name: string, args: object]} write the call of its tool that writes `hello` into a file
 */

const AIG = 'cf-aig-authorization';

/** @type {readonly Agent[]} */
export const AGENTS = [
  {
    name: '@anthropic-ai/claude-code',
    program: '@anthropic-ai/claude-code/cli-wrapper.cjs',
    model: 'claude-opus-5-5',
    env: ({ url, token }) => ({
      ANTHROPIC_BASE_URL: `${url}/anthropic`,
      ANTHROPIC_API_KEY: 'sk-ant-sandbox-provider-key-good',
      ANTHROPIC_CUSTOM_HEADERS: `${AIG}: Bearer ${token}`,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      CLAUDE_CODE_MAX_RETRIES: '0',
      DISABLE_AUTOUPDATER: '1',
      // Root may skip its questions too.
      IS_SANDBOX: '1',
    }),
    args: (model) => ['--dangerously-skip-permissions', '--model', model, '-p'],
    write: (file) => ['Write', { file_path: file, content: 'hello' }],
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
    write: (file) => ['write_file', { file_path: file, content: 'hello' }],
  },
  {
    name: '@openai/codex',
    program: '@openai/codex/bin/codex.js',
    model: 'gpt-6.2-sol',
    env: ({ home, token }) => ({
      CODEX_HOME: join(home, '.codex'),
      OPENAI_API_KEY: 'sk-sandbox-provider-key-good',
      GATEWAY_TOKEN: `Bearer ${token}`,
    }),
    files: ({ url }) => ({
      '.codex/config.toml': `
model_provider = "gateway"
[model_providers.gateway]
name = "Cloudflare AI Gateway"
base_url = "${url}/openai"
env_key = "OPENAI_API_KEY"
env_http_headers = { "${AIG}" = "GATEWAY_TOKEN" }
wire_api = "responses"
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
    write: (file) => [
      'exec',
      { input: `await tools.exec_command({ cmd: ${JSON.stringify(`printf hello > '${file}'`)} });` },
    ],
  },
];
