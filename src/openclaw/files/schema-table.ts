/** What OpenClaw 2026.9.6 allows in the parts of its config about providers. Source: `openclaw config schema`. */

/** Matches any key or index. */
export const ANY = Symbol('any');
export type Pattern = readonly (string | typeof ANY)[];

const PROVIDER: Pattern = ['models', 'providers', ANY];
const ENTRY: Pattern = [...PROVIDER, 'models', ANY];

const APIS = [
  'openai-completions',
  'openai-responses',
  'openai-chatgpt-responses',
  'anthropic-messages',
  'google-generative-ai',
  'google-vertex',
  'github-copilot',
  'bedrock-converse-stream',
  'ollama',
  'pi-messages',
  'azure-openai-responses',
];

/** All keys that a place may have; OpenClaw rejects the file if there is another. */
export const ALLOWED_KEYS: readonly [at: Pattern, keys: readonly string[]][] = [
  [['env'], ['vars', 'shellEnv']],
  [
    ['env', 'shellEnv'],
    ['enabled', 'timeoutMs'],
  ],
  [
    ['plugins', 'entries', 'cloudflare-ai-gateway'],
    ['enabled', 'hooks', 'subagent', 'llm', 'config'],
  ],
  [
    ['agents', 'defaults', 'model'],
    ['primary', 'fallbacks'],
  ],
  [['models'], ['mode', 'providers', 'catalogRefresh']],
  [
    PROVIDER,
    words(
      `baseUrl apiKey auth api maxTokens timeoutSeconds region injectNumCtxForOpenAICompat params agentRuntime
      localService headers authHeader request models`,
    ),
  ],
  [[...PROVIDER, 'request'], words('headers auth proxy tls allowPrivateNetwork')],
  [
    ENTRY,
    words(
      `id name api baseUrl reasoning input cost contextWindow contextTokens maxTokens thinkingLevelMap params
      agentRuntime headers compat mediaInput metadataSource`,
    ),
  ],
  [[...ENTRY, 'cost'], words('input output cacheRead cacheWrite tieredPricing')],
  [
    [...ENTRY, 'compat'],
    words(
      `supportsStore supportsPromptCacheKey supportsResponsesContinuation supportsDeveloperRole
      supportsReasoningEffort supportsTemperature supportsInstructions supportsUsageInStreaming supportsTools
      codeMode supportsStrictMode supportsJsonSchemaResponseFormat requiresStringContent strictMessageKeys
      visibleReasoningDetailTypes supportedReasoningEfforts reasoningEffortMap maxTokensField thinkingFormat
      requiresToolResultName requiresAssistantAfterToolResult requiresThinkingAsText
      requiresReasoningContentOnAssistantMessages toolSchemaProfile unsupportedToolSchemaKeywords
      toolCallArgumentsEncoding requiresOpenAiAnthropicToolPayload openRouterRouting vercelGatewayRouting
      zaiToolStream cacheControlFormat sendSessionAffinityHeaders sendSessionIdHeader
      supportsEagerToolInputStreaming supportsLongCacheRetention`,
    ),
  ],
];

export const REQUIRED_KEYS: readonly [at: Pattern, keys: readonly string[]][] = [
  [ENTRY, ['id', 'name']],
  [PROVIDER, ['baseUrl', 'models']],
];

/** Providers built into OpenClaw: their blocks may omit the address and the models. */
export const BUILT_IN_PROVIDERS: ReadonlySet<string> = new Set(
  words(
    `amazon-bedrock amazon-bedrock-mantle anthropic anthropic-vertex arcee azure-openai-responses byteplus
    byteplus-plan cerebras chutes claude-cli clawrouter cloudflare-ai-gateway codex comfy copilot-proxy dashscope
    deepinfra deepseek fal fireworks github-copilot gmi gmi-cloud gmicloud google google-antigravity
    google-gemini-cli google-vertex groq huggingface kilocode kimi kimi-coding litellm lmstudio meta
    microsoft-foundry minimax minimax-portal mistral modelstudio moonshot moonshot-ai moonshotai nvidia novita
    novita-ai novitaai ollama ollama-cloud openai opencode opencode-go openrouter qianfan qwen qwen-token-plan
    qwencloud sglang stepfun stepfun-plan synthetic tencent-tokenhub tencent-tokenplan together venice
    vercel-ai-gateway vllm volcengine volcengine-plan vydra x-ai xai xiaomi xiaomi-token-plan z.ai z-ai zai`,
  ),
);

export const ALLOWED_WORDS: readonly [at: Pattern, words: readonly string[]][] = [
  [
    ['models', 'mode'],
    ['merge', 'replace'],
  ],
  [[...PROVIDER, 'api'], APIS],
  [
    [...PROVIDER, 'auth'],
    ['api-key', 'aws-sdk', 'oauth', 'token'],
  ],
  [[...ENTRY, 'api'], APIS],
  [
    [...ENTRY, 'input', ANY],
    ['text', 'image', 'video', 'audio'],
  ],
];

export const ALLOWED_KINDS: readonly [at: Pattern, expected: string, fits: (value: unknown) => boolean][] = [
  [[...PROVIDER, 'authHeader'], 'true or false', isFlag],
  [[...ENTRY, 'reasoning'], 'true or false', isFlag],
  [[...ENTRY, 'input'], 'an array', Array.isArray],
  [[...ENTRY, 'contextWindow'], 'a number above 0', isAmount],
  [
    [...ENTRY, 'contextTokens'],
    'a whole number above 0',
    (value) => isAmount(value) && Number.isInteger(value),
  ],
  [[...ENTRY, 'maxTokens'], 'a number above 0', isAmount],
];

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && value > 0;
}

function words(text: string): string[] {
  return text.split(/\s+/);
}
