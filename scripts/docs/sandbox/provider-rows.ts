import { PROVIDERS } from '../../../src/gateway/providers/providers.js';
import { builtInKey } from '../../../src/sandbox/provider/built-in-keys.js';
import { type Endpoint, endpointsOf } from '../../../src/sandbox/provider/endpoints.js';
import { FAILURE_NAMES } from '../../../src/sandbox/provider/failures/failure.js';
import { providerFailure } from '../../../src/sandbox/provider/failures/index.js';
import { modelCount } from '../../../src/sandbox/provider/models/catalogue.js';

const DOES: Record<Endpoint['operation'], string> = {
  complete: '',
  embed: 'embeddings',
  'count-tokens': 'count tokens',
  'get-model': 'models',
  'list-models': 'models',
  run: 'run',
};

/** What each built-in provider has: table rows. */
export function providerRows(): string[][] {
  return PROVIDERS.map(({ slug, compatPrefix }) => {
    const apis = endpointsOf(slug).map(({ operation, form }) => DOES[operation] || form.name);
    return [
      `\`${slug}\``,
      [...new Set(apis)].join(', '),
      compatPrefix ? `\`${compatPrefix}/\`` : 'no',
      `${modelCount(slug) ?? 'any'}`,
      `\`${builtInKey(slug)}\``,
    ];
  });
}

const SHOWN = ['openai', 'anthropic', 'google-ai-studio', 'workers-ai'];

/** The HTTP status of each failure at the providers that have words of their own. */
export function failureRows(): string[][] {
  const about = {
    model: 'm',
    method: 'POST',
    path: '/v1/chat/completions',
    stream: false,
    messagesField: 'messages',
  };
  return FAILURE_NAMES.map((name) => [
    `\`fail-${name}\``,
    ...SHOWN.map((slug) => String(providerFailure(slug, name, about).status)),
  ]);
}

export const FAILURE_COLUMNS: readonly string[] = ['Model id', ...SHOWN];
