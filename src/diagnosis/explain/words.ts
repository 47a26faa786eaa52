import { nearest } from '../../lib/nearest.js';
import { CATALOGUE, CAUSE_IDS, type CauseId, isCauseId } from '../causes/catalogue.js';
import { CATEGORIES } from '../causes/category.js';
import { type Found, oneOf, SEVERAL } from './found.js';
import { candidatesForNumber } from './sentences/codes.js';

/** A single word or number: a cause id (also misspelt), a category, a code, a status. */
export function explainWord(word: string): Found[] | undefined {
  const id = word.toLowerCase().replace(/[\s_]+/g, '-');
  if (isCauseId(id)) return [oneOf([id], word, [])];
  const category = CATEGORIES.find((name) => name === id);
  if (category) {
    const ids = CAUSE_IDS.filter((cause) => CATALOGUE[cause].category === category);
    return ids.map((cause) => oneOf([cause], '', []));
  }
  return explainNumber(word) ?? explainMisspelt(id, word);
}

function explainNumber(word: string): Found[] | undefined {
  const number = /^(?:http|error|code|status|error code)?[\s:=]*(\d{3,5})$/i.exec(word)?.[1];
  const candidates = number && candidatesForNumber(Number(number));
  if (!number || !candidates) return undefined;
  const kind = Number(number) < 600 ? { status: number } : { code: number };
  return [oneOf(candidates, word, candidates.length > 1 ? [SEVERAL] : [], kind)];
}

/** Ids are words with hyphens between them: only what looks like one is compared with them. */
function explainMisspelt(id: string, word: string): Found[] | undefined {
  if (!/^[a-z]+(?:-[a-z0-9]+)+$/.test(id) || word.length > 40) return undefined;
  const meant = CAUSE_IDS.find((cause) => cause.endsWith(`-${id}`)) ?? nearestId(id);
  return meant && [oneOf([meant], word, [`read as ${meant}`])];
}

/** A few letters may be wrong, not a whole word of the id. */
function nearestId(id: string): CauseId | undefined {
  const near = nearest(id, CAUSE_IDS);
  return CAUSE_IDS.find((cause) => cause === near && Math.abs(cause.length - id.length) <= 3);
}
