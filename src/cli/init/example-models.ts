import { normaliseModel, type RecipeName } from '../../openclaw/recipes.js';

/** A small, current model of each provider to begin with. */
const EXAMPLES: Readonly<Record<string, string>> = {
  openai: 'gpt-4o-mini',
  anthropic: 'claude-haiku-4-5',
  'google-ai-studio': 'gemini-2.5-flash',
  'workers-ai': '@cf/meta/llama-3.3-70b-instruct-fp8-fast',
  groq: 'llama-3.3-70b-versatile',
  mistral: 'mistral-small-latest',
  deepseek: 'deepseek-chat',
  grok: 'grok-4',
  'perplexity-ai': 'sonar',
};

/** In the form that the recipe's route wants. */
export function exampleModel(recipe: RecipeName, provider: string | undefined): string | undefined {
  const model = EXAMPLES[provider ?? ''];
  return model && normaliseModel(recipe, provider, model).id;
}
