import { PROVIDER_ID } from '../blocks/block.js';
import { TOKEN_VARIABLE } from './credential-roles.js';
import type { Environment } from './environment.js';

/**
 * The variables from which OpenClaw takes a provider's key by itself, before the block's `apiKey` (unless `auth` is
 * "api-key"); the first with a value counts. Source: OpenClaw 2026.9.6, `setup.providers[].envVars` in the manifests of its
 * bundled plugins, and its core's own list (dist/provider-env-vars).
 */
const BUNDLED: Readonly<Record<string, readonly string[]>> = {
  alibaba: ['MODELSTUDIO_API_KEY', 'DASHSCOPE_API_KEY', 'QWEN_API_KEY'],
  anthropic: ['ANTHROPIC_OAUTH_TOKEN', 'ANTHROPIC_API_KEY'],
  'anthropic-openai': ['ANTHROPIC_API_KEY'],
  cerebras: ['CEREBRAS_API_KEY'],
  clawrouter: ['CLAWROUTER_API_KEY'],
  google: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
  'google-vertex': ['GOOGLE_CLOUD_API_KEY'],
  huggingface: ['HUGGINGFACE_HUB_TOKEN', 'HF_TOKEN'],
  litellm: ['LITELLM_API_KEY'],
  lmstudio: ['LM_API_TOKEN'],
  'microsoft-foundry': ['AZURE_OPENAI_API_KEY'],
  minimax: ['MINIMAX_CODE_PLAN_KEY', 'MINIMAX_CODING_API_KEY', 'MINIMAX_API_KEY'],
  'minimax-cn': ['MINIMAX_CODE_PLAN_KEY', 'MINIMAX_CODING_API_KEY', 'MINIMAX_API_KEY'],
  nvidia: ['NVIDIA_API_KEY'],
  ollama: ['OLLAMA_API_KEY'],
  'ollama-cloud': ['OLLAMA_API_KEY'],
  openai: ['CODEX_API_KEY', 'OPENAI_API_KEY'],
  'opencode-go': ['OPENCODE_API_KEY', 'OPENCODE_ZEN_API_KEY'],
  openrouter: ['OPENROUTER_API_KEY'],
  'qwen-dashscope': ['DASHSCOPE_API_KEY'],
  sglang: ['SGLANG_API_KEY'],
  together: ['TOGETHER_API_KEY'],
  vllm: ['VLLM_API_KEY'],
  voyage: ['VOYAGE_API_KEY'],
  xai: ['XAI_API_KEY'],
  'x-ai': ['XAI_API_KEY'],
};

/**
 * The same of plugins that older versions bundle, and that OpenClaw 2026.9.6 installs by itself when it sees the provider's
 * id or variable. Source: its dist/official-external-provider-catalog.
 */
const EXTERNAL: Readonly<Record<string, readonly string[]>> = {
  arcee: ['ARCEEAI_API_KEY'],
  baseten: ['BASETEN_API_KEY'],
  byteplus: ['BYTEPLUS_API_KEY'],
  chutes: ['CHUTES_API_KEY', 'CHUTES_OAUTH_TOKEN'],
  cohere: ['COHERE_API_KEY'],
  deepinfra: ['DEEPINFRA_API_KEY'],
  deepseek: ['DEEPSEEK_API_KEY'],
  featherless: ['FEATHERLESS_API_KEY'],
  fireworks: ['FIREWORKS_API_KEY'],
  groq: ['GROQ_API_KEY'],
  kilocode: ['KILOCODE_API_KEY'],
  kimi: ['KIMI_API_KEY', 'KIMICODE_API_KEY', 'MOONSHOT_API_KEY'],
  meta: ['MODEL_API_KEY'],
  mistral: ['MISTRAL_API_KEY'],
  moonshot: ['MOONSHOT_API_KEY', 'KIMI_API_KEY'],
  novita: ['NOVITA_API_KEY'],
  opencode: ['OPENCODE_API_KEY', 'OPENCODE_ZEN_API_KEY'],
  perplexity: ['PERPLEXITY_API_KEY', 'OPENROUTER_API_KEY'],
  qianfan: ['QIANFAN_API_KEY'],
  qwen: ['QWEN_API_KEY', 'MODELSTUDIO_API_KEY', 'DASHSCOPE_API_KEY'],
  stepfun: ['STEPFUN_API_KEY'],
  synthetic: ['SYNTHETIC_API_KEY'],
  venice: ['VENICE_API_KEY'],
  'vercel-ai-gateway': ['AI_GATEWAY_API_KEY'],
  volcengine: ['VOLCANO_ENGINE_API_KEY'],
  xiaomi: ['XIAOMI_API_KEY'],
  zai: ['ZAI_API_KEY', 'Z_AI_API_KEY'],
};

/** A provider's own variable with a value. */
export interface OwnVariable {
  name: string;
  value: string;
  /** It comes before the block's `apiKey`. */
  outranks: boolean;
}

/** What OpenClaw finds in the environment for a provider id; `pluginInstalled`: its own Cloudflare plugin is there. */
export function ownVariable(
  providerId: string,
  environment: Environment,
  pluginInstalled = false,
): OwnVariable | undefined {
  const id = providerId.toLowerCase();
  const find = (names: readonly string[] = [], outranks: boolean): OwnVariable | undefined =>
    names.flatMap((name): OwnVariable[] => {
      const value = environment.lookup(name)?.value;
      return value ? [{ name, value, outranks }] : [];
    })[0];
  if (id === PROVIDER_ID) return pluginInstalled ? find([TOKEN_VARIABLE], true) : undefined;
  return find(BUNDLED[id], true) ?? find(EXTERNAL[id], false);
}

/** The variable to set for a provider id; undefined if OpenClaw has none for it. */
export function ownVariableName(providerId: string): string | undefined {
  const names = BUNDLED[providerId.toLowerCase()] ?? EXTERNAL[providerId.toLowerCase()];
  return names?.find((name) => /API_KEY$/.test(name) && !name.startsWith('CODEX')) ?? names?.[0];
}

/** That a variable also opens the way past the gateway; undefined if it does not. `gatewayIds`: providers whose block uses it. */
export function directNote(variable: string, gatewayIds: readonly string[]): string | undefined {
  const id = Object.keys(BUNDLED).find((provider) => BUNDLED[provider]!.includes(variable));
  if (id === undefined || gatewayIds.includes(id)) return undefined;
  return `${variable} also belongs to OpenClaw’s own provider ${id}: a model named ${id}/... does not go through the gateway`;
}
