/** A small, current model of each provider to begin with; the first is the one that is proposed. */
export const EXAMPLE_MODELS: readonly { provider: string; model: string }[] = [
  { provider: 'openai', model: 'gpt-4o-mini' },
  { provider: 'anthropic', model: 'claude-haiku-4-5' },
  { provider: 'google-ai-studio', model: 'gemini-2.5-flash' },
  { provider: 'workers-ai', model: '@cf/meta/llama-3.3-70b-instruct-fp8-fast' },
  { provider: 'groq', model: 'llama-3.3-70b-versatile' },
  { provider: 'mistral', model: 'mistral-small-latest' },
  { provider: 'deepseek', model: 'deepseek-flash' },
  { provider: 'grok', model: 'grok-4.3' },
  { provider: 'perplexity-ai', model: 'sonar' },
];
