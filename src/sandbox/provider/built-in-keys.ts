/** The key that each built-in provider accepts; obviously fake, in the provider's own style. */
export const BUILT_IN_KEYS: Record<string, string> = {
  openai: 'sk-sandbox-provider-key-good',
  anthropic: 'sk-ant-sandbox-provider-key-good',
  'google-ai-studio': 'AIza-sandbox-provider-key-good',
  groq: 'gsk_sandbox-provider-key-good',
  grok: 'xai-sandbox-provider-key-good',
  openrouter: 'sk-or-sandbox-provider-key-good',
  deepseek: 'sk-sandbox-deepseek-key-good',
};

export function builtInKey(slug: string): string {
  return BUILT_IN_KEYS[slug] ?? `sandbox-${slug}-key-good`;
}
