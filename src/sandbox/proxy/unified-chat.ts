import type { ProviderContext } from '../pipeline/request-context.js';

const PATHS: readonly string[] = ['compat/chat/completions', 'run', 'v1/chat/completions'];

/** Whether the client speaks OpenAI's chat completions to Cloudflare, whatever the provider. */
export function isUnifiedChat({ rest }: Pick<ProviderContext, 'rest'>): boolean {
  return PATHS.includes(rest);
}
