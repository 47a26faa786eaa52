import type { Form } from '../conversation/prompt.js';
import { CLOUDS } from './clouds.js';
import type { Endpoint, ProviderApi } from './endpoint.js';
import { MEDIA } from './media.js';
import { OPENAI_COMPATIBLE } from './openai-compatible.js';
import { OWN_APIS } from './own-apis.js';
import { VENDORS } from './vendors.js';

const APIS: Record<string, ProviderApi> = {
  ...OPENAI_COMPATIBLE,
  ...VENDORS,
  ...CLOUDS,
  ...OWN_APIS,
  ...MEDIA,
};

/** The paths of the built-in provider; those of OpenAI where it is not known. */
export function apiOf(slug: string): ProviderApi {
  return APIS[slug] ?? APIS.openai!;
}

/** Of a path: no provider has a longer one, and some patterns take long for it. */
const MAX_CHARACTERS = 4096;

/** `query` decides only where a path needs a parameter. */
export function findEndpoint(
  slug: string,
  method: string,
  path: string,
  query?: URLSearchParams,
): { endpoint: Endpoint; model?: string } | undefined {
  if (path.length > MAX_CHARACTERS) return undefined;
  for (const endpoint of apiOf(slug).endpoints) {
    const match = endpoint.method === method ? endpoint.path.exec(path) : null;
    const [name, value] = endpoint.query ?? [];
    if (match && (!name || value?.test(query?.get(name) ?? '')))
      return { endpoint, model: match.groups?.model };
  }
  return undefined;
}

/** What of the provider's the path is, if the sandbox does not have it. */
export function findMissing(slug: string, path: string): string | undefined {
  if (path.length > MAX_CHARACTERS) return undefined;
  return apiOf(slug).missing.find(([, missing]) => missing.test(path))?.[0];
}

/** An endpoint that is not found by a provider's path: that of the gateway's `/compat`, or of the AI REST API. */
export function completionEndpoint(form: Form): Endpoint {
  return { method: 'POST', path: /^/, operation: 'complete', form };
}
