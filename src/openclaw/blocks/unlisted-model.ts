import { distance } from 'fastest-levenshtein';
import { isResolvedByGateway } from '../../gateway/providers/model-id-form.js';
import { isSameSpelling } from '../../gateway/providers/nearest-model.js';
import { nearest } from '../../lib/nearest.js';
import type { ProviderBlock } from './block.js';
import { modelFacts, nearKnownModel } from './known-models.js';

/**
 * The model that an unlisted one is probably a misspelling of: a listed one, or a known one on the same route. undefined
 * if it may be right: the tables know it, it is another version of a listed one, or nothing is similar.
 */
export function probablyMeant(
  { models }: Pick<ProviderBlock, 'models'>,
  route: string | undefined,
  id: string,
): string | undefined {
  const listed = models.map((model) => model.id);
  if (!listed.length || listed.includes(id) || isResolvedByGateway(id) || modelFacts(id)) return undefined;
  const known = nearKnownModel(route, id)?.id;
  const respelt = [...listed, ...(known === undefined ? [] : [known])].find((one) => isSameSpelling(one, id));
  if (respelt !== undefined) return respelt;
  // A newer model than the tables: `gpt-5.7` beside `gpt-5`.
  if (listed.some((one) => lettersOf(one) === lettersOf(id))) return undefined;
  const near = nearest(
    id,
    listed.filter((one) => maySpell(id, one)),
  );
  return near ?? known;
}

/** Edits that are a slip, whatever they change. */
const SLIP = 2;

/** Other digits, or more at the end, make another model: `llama-3.3-70b` beside `llama-3.1-8b`, `...-instruct-awq`. */
function maySpell(id: string, listed: string): boolean {
  if (distance(id, listed) <= SLIP) return true;
  const digits = digitsOf(id);
  return !id.startsWith(listed) && (digits === '' || digits === digitsOf(listed));
}

function digitsOf(id: string): string {
  return id.replace(/\D+/g, ' ').trim();
}

function lettersOf(id: string): string {
  return id.toLowerCase().replace(/[^a-z/]/g, '');
}
