/** Cloudflare's slug by the names that SDKs, LiteLLM and agents write before an error; what has no slug keeps its name. */
const SLUGS: Readonly<Record<string, string>> = {
  ai21: 'ai21',
  azure: 'azure-openai',
  baseten: 'baseten',
  bedrock: 'aws-bedrock',
  cerebras: 'cerebras',
  cohere: 'cohere',
  dashscope: 'dashscope',
  databricks: 'databricks',
  deepinfra: 'deepinfra',
  deepseek: 'deepseek',
  fireworks: 'fireworks',
  gemini: 'google-ai-studio',
  groq: 'groq',
  grok: 'grok',
  huggingface: 'huggingface',
  huggingface_hub: 'huggingface',
  minimax: 'minimax',
  mistral: 'mistral',
  mistralai: 'mistral',
  moonshot: 'moonshot',
  nvidia_nim: 'nvidia_nim',
  openrouter: 'openrouter',
  perplexity: 'perplexity-ai',
  replicate: 'replicate',
  sambanova: 'sambanova',
  together: 'together',
  togetherai: 'together',
  vertex: 'google-vertex-ai',
  vertexai: 'google-vertex-ai',
  xai: 'grok',
  'x.ai': 'grok',
  xai_sdk: 'grok',
};

const NAME = `(${Object.keys(SLUGS)
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replace('.', '\\.'))
  .join('|')})`;

/** The clients of OpenAI and Anthropic are used for the gateway too, so their names say nothing about who answered. */
const OF_ANY_SERVER = '(?!openai|anthropic|cloudflare|custom|api|http|base|bad|timeout)';

const NAMED: readonly RegExp[] = [
  // litellm.AuthenticationError: CohereException - ..., of whatever provider
  new RegExp(`\\blitellm\\b.*?\\b${OF_ANY_SERVER}([a-z]\\w*?)(?:_?ai)?Exception - `, 'i'),
  // GroqException - ..., cut out of such a text
  new RegExp(`\\b${NAME}(?:_?ai)?Exception - `, 'i'),
  // cerebras.cloud.sdk.AuthenticationError: ...
  new RegExp(`(?<![\\w./-])${NAME}(?:\\.\\w+)*\\.\\w*(?:Error|Exception)\\b`, 'i'),
  // cohere: ..., [groq] ..., Together AI API error: ..., perplexity 401 ...
  new RegExp(
    `(?:^|[\\s[("'])${NAME}(?:[ _]?ai)?(?:(?: api)?(?: error| returned| responded with| answered)?)(?: status| http)?(?:[\\])]?: |\\] | [-–—] |:? (?=\\(?[45]\\d\\d\\b))`,
    'i',
  ),
];

/** The provider that the words before an error name as the one that answered: Cloudflare's slug if it has one. */
export function providerNamedIn(words: string): string | undefined {
  for (const pattern of NAMED) {
    const name = pattern.exec(words)?.[1]?.toLowerCase();
    if (name) return SLUGS[name] ?? SLUGS[name.replace(/_?ai$/, '')] ?? name;
  }
  return undefined;
}
