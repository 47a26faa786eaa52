import { withoutDate } from '../gateway/providers/model-date.js';
import { providerBySlug } from '../gateway/providers/providers.js';

/**
 * The model of a log row without its provider. Since September 2026 rows have `anthropic/claude-haiku-4.5` where they had
 * the provider's own `claude-haiku-4-5-20251001`. Source: Cloudflare's changelog, 1 September 2026.
 */
export function withoutProvider(provider: string, model: string): string {
  const { compatPrefix, restPrefix } = providerBySlug(provider) ?? {};
  const prefix = [provider, compatPrefix, restPrefix].find((name) => name && model.startsWith(`${name}/`));
  return prefix ? model.slice(prefix.length + 1) : model;
}

/** The same for rows of both forms, and for the id by which a client asked. */
export function modelKey(provider: string, model: string): string {
  return spelling(withoutProvider(provider, model));
}

/** Whether a row is of the model that was asked for, with or without a prefix. */
export function isModel({ provider, model }: { provider: string; model: string }, wanted: string): boolean {
  const key = modelKey(provider, model);
  return spelling(wanted) === key || spelling(wanted).endsWith(`/${key}`);
}

/** What of a model's name is the same in both forms of a row, for a filter of the API. */
export function commonPart(model: string): string {
  const parts = undated(model.slice(model.lastIndexOf('/') + 1)).split(/(?<=\d)[.-](?=\d)/);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest));
}

function spelling(model: string): string {
  return undated(model).toLowerCase().replaceAll('.', '-');
}

/** In the names of Workers AI a number at the end is part of the name. */
function undated(model: string): string {
  return model.includes('@') ? model : withoutDate(model);
}
