import { PROVIDERS } from '../../../../gateway/providers/providers.js';

/** A small, current model of each provider; the first is the default. */
export const EXAMPLE_MODELS: readonly { provider: string; model: string }[] = PROVIDERS.flatMap(
  ({ slug, chat }) => (chat?.example ? [{ provider: slug, model: chat.example }] : []),
);
