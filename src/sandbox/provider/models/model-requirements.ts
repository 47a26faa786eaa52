/** Models that require `max_completion_tokens` on chat completions. */
export function rejectsMaxTokens(slug: string, model: string): boolean {
  return slug === 'openai' && /^(gpt-[5-9]|o\d)/.test(model);
}

/** OpenAI's chat completions take tools for newer models only without reasoning, which gpt-5.6 does by default. */
export function rejectsToolsWithEffort(slug: string, model: string, body: Record<string, unknown>): boolean {
  if (slug !== 'openai' || !Array.isArray(body.tools) || !body.tools.length) return false;
  const effort = body.reasoning_effort ?? (/^gpt-5\.6/.test(model) ? 'medium' : 'none');
  return /^gpt-5\.[4-9]/.test(model) && effort !== 'none';
}
