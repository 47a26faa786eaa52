import { PROVIDERS } from '../../../src/gateway/providers/providers.js';
import { builtInKey } from '../../../src/sandbox/provider/built-in-keys.js';
import type { Endpoint } from '../../../src/sandbox/provider/endpoints/endpoint.js';
import { apiOf } from '../../../src/sandbox/provider/endpoints/index.js';
import { FAILURE_NAMES } from '../../../src/sandbox/provider/failures/failure.js';
import { providerFailure } from '../../../src/sandbox/provider/failures/index.js';
import { modelCount } from '../../../src/sandbox/provider/models/catalogue.js';

const DOES: Record<Endpoint['operation'], string> = {
  complete: '',
  embed: 'embeddings',
  'count-tokens': 'count tokens',
  'get-model': 'models',
  'get-prediction': 'predictions',
  'list-models': 'models',
  run: 'run',
};

/** What each built-in provider has: table rows. */
export function providerRows(): string[][] {
  return PROVIDERS.map(({ slug, compatPrefix }) => {
    const { endpoints, missing } = apiOf(slug);
    const apis = endpoints.map(({ operation, form }) => DOES[operation] || (form.label ?? form.name));
    return [
      `\`${slug}\``,
      [...new Set(apis)].join(', ') || 'no',
      missing.map(([what]) => what).join(', '),
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
