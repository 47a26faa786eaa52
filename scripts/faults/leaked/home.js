import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT } from '../program.js';
import { SECRETS } from './secrets.js';

/** @typedef {typeof import('../in-process.js')} Program */

/** Where nothing listens. */
export const NOWHERE = {
  gatewayOrigin: 'http://127.0.0.1:9',
  apiBaseUrl: 'http://127.0.0.1:9/client/v4',
  accountId: ACCOUNT,
};
const VARIABLE = 'CLOUDFLARE_AI_GATEWAY_API_KEY';

/** @param {string} id */
const reference = (id) => ({ source: 'env', provider: 'default', id });

/**
 * What one home differs in: how the credentials travel, and whether they are in the config itself.
 * @typedef {'stored' | 'own-key' | 'literal' | 'rest' | 'x-api-key'} Kind
 */

/** @param {Kind} kind */
function credentials(kind) {
  const { token, openai } = SECRETS;
  const template = (/** @type {string} */ name) => `Bearer \${${name}}`;
  if (kind === 'literal') {
    return {
      apiKey: openai,
      headers: { Authorization: `Bearer ${openai}`, 'cf-aig-authorization': `Bearer ${token}` },
    };
  }
  if (kind === 'own-key') {
    return {
      apiKey: reference('OPENAI_API_KEY'),
      headers: { Authorization: template('OPENAI_API_KEY'), 'cf-aig-authorization': template(VARIABLE) },
    };
  }
  return {
    apiKey: reference(VARIABLE),
    headers: kind === 'rest' ? { 'cf-aig-gateway-id': 'my-gateway' } : {},
  };
}

/** @param {Kind} kind @param {{ gatewayOrigin: string, apiBaseUrl: string, accountId: string }} sandbox */
export function configText(kind, { gatewayOrigin, apiBaseUrl, accountId }) {
  const base = `${gatewayOrigin}/v1/${accountId}/my-gateway`;
  const url = { rest: `${apiBaseUrl}/accounts/${accountId}/ai/v1`, 'x-api-key': `${base}/anthropic` };
  const isAnthropic = kind === 'x-api-key';
  const model = isAnthropic ? 'claude-sonnet-4-5' : 'openai/gpt-4o-mini';
  const { headers, ...rest } = credentials(kind);
  const block = {
    baseUrl: kind === 'rest' || isAnthropic ? url[kind] : `${base}/compat`,
    api: isAnthropic ? 'anthropic-messages' : 'openai-completions',
    auth: 'api-key',
    ...rest,
    headers: { ...headers, 'X-Mine': SECRETS.blockHeader },
    models: [{ id: model, name: 'x', input: ['text', 'image'] }],
  };
  const other = {
    apiKey: SECRETS.otherApiKey,
    baseUrl: `https://other.example/v1?token=${SECRETS.query}`,
    api: 'openai-completions',
    headers: { 'X-Other': SECRETS.otherHeader },
    models: [{ id: 'other', name: 'Other' }],
  };
  const config = {
    models: { providers: { other, 'cloudflare-ai-gateway': block } },
    agents: { defaults: { model: { primary: `cloudflare-ai-gateway/${model}` } } },
    gateway: { auth: { mode: 'token', token: SECRETS.gatewayAuth, password: SECRETS.gatewayPassword } },
    channels: { telegram: { botToken: SECRETS.botToken } },
    skills: { entries: { mine: { apiKey: SECRETS.skillKey } } },
    mcp: { servers: { mine: { command: 'mine', env: { GITHUB_TOKEN: SECRETS.serverVariable } } } },
  };
  return `// apiKey: "${SECRETS.inComment}"\n${JSON.stringify(config, null, 2)}\n`;
}

/** A value as the `.env` of OpenClaw takes it. @param {string} value */
function quote(value) {
  const mark = ['"', "'", '`'].find((one) => !value.includes(one) && !(one === '"' && value.includes('\\')));
  return /^[\w.:/+=-]+$/.test(value) || mark === undefined ? value : mark + value + mark;
}

export function envText() {
  const s = SECRETS;
  return `# ${VARIABLE}_OLD=${s.commentedOut}
${VARIABLE}=${s.token}
export OPENAI_API_KEY=${s.openai}
ANTHROPIC_API_KEY="${s.anthropic}"
GEMINI_API_KEY='${s.google}'
GROQ_API_KEY=${s.groq}
XAI_API_KEY=${s.grok}
OPENROUTER_API_KEY=${s.openrouter}
DEEPSEEK_API_KEY=${s.deepseek}
CEREBRAS_API_KEY=${s.cerebras}
PERPLEXITY_API_KEY=${s.perplexity}
HF_TOKEN=${s.huggingFace}
REPLICATE_API_TOKEN=${s.replicate}
AWS_BEARER_TOKEN_BEDROCK=${s.bedrock}
CARTESIA_API_KEY=${s.cartesia}
MISTRAL_API_KEY=${s.mistral}
AZURE_API_KEY=${s.azure}
SOME_API_KEY=${s.uuid}
DATABASE_URL=postgres://app:${s.databasePassword}@db.example/app
SMTP_PASSWORD=${quote(s.special)}
WIKI_PASSWORD=${quote(s.unicode)}
PRIVATE_KEY="-----BEGIN PRIVATE KEY-----
${s.pemLine}
-----END PRIVATE KEY-----"
DOOR_PIN=${s.short}
PASSPHRASE="${s.words}"
THING=${s.unnamed}
`;
}

/**
 * A home with all secrets that lie on a disk.
 * @param {string} home @param {{ config: string, env?: string }} files
 */
export function writeSecretHome(home, { config, env = envText() }) {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, '.openclaw'), { recursive: true, mode: 0o700 });
  writeFileSync(join(home, '.openclaw', 'openclaw.json'), config, { mode: 0o600 });
  writeFileSync(join(home, '.openclaw', '.env'), env, { mode: 0o600 });
}

/** A sandbox whose tokens and keys are the secrets. @param {Program} program @param {{ scenario?: string }} [options] */
export function sandboxOf(program, options) {
  const { token, readToken, newToken, openai, anthropic } = SECRETS;
  return program.sandboxWith({ tokens: [token, readToken, newToken], keys: { openai, anthropic } }, options);
}

/**
 * The environment of a user, with secrets of its own.
 * @param {string} home @param {{ gatewayOrigin: string, apiBaseUrl: string }} sandbox
 */
export function environment(home, { gatewayOrigin, apiBaseUrl }) {
  return {
    PATH: '/nonexistent',
    HOME: home,
    CF_AIG_GATEWAY_ORIGIN: gatewayOrigin,
    CLOUDFLARE_API_BASE_URL: apiBaseUrl,
    READ_TOKEN: SECRETS.readToken,
    PROVIDER_KEY: SECRETS.openai,
    EXPORTED_API_KEY: SECRETS.exported,
    HTTPS_PROXY: `http://me:${SECRETS.proxyPassword}@proxy.invalid:3128`,
    GITHUB_STEP_SUMMARY: join(home, 'summary.md'),
  };
}

/** Files of OpenClaw's folder that others may read. @param {string} home @returns {import('../report.js').Miss[]} */
export function openFiles(home) {
  const folder = join(home, '.openclaw');
  return readdirSync(folder).flatMap((name) => {
    const mode = statSync(join(folder, name)).mode & 0o777;
    return mode & 0o077 ? [{ kind: 'leaked', what: `${name} has mode ${mode.toString(8)}` }] : [];
  });
}
