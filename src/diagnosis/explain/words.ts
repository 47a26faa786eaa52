import { nearest } from '../../lib/nearest.js';
import { CATALOGUE, CAUSE_IDS, type CauseId, isCauseId } from '../causes/catalogue.js';
import { CATEGORIES, type Category } from '../causes/category.js';
import { type Found, oneOf, SEVERAL } from './found.js';
import { candidatesForNumber } from './sentences/codes.js';
import { STATUS_OF_PHRASE } from './sentences/known-sentences.js';

/** A single word or number: a cause id (also misspelt), a category, a code, a status. */
export function explainWord(word: string): Found[] | undefined {
  const id = idOf(word);
  if (isCauseId(id)) return [oneOf([id], word, [])];
  const category = categoryNamed(word);
  if (category) {
    const ids = CAUSE_IDS.filter((cause) => CATALOGUE[cause].category === category);
    return ids.map((cause) => oneOf([cause], '', []));
  }
  return explainNumber(word) ?? explainMisspelt(id, word);
}

/** The status that a client's words alone stand for. */
function statusOfPhrase(word: string): string | undefined {
  const phrase = word.toLowerCase();
  return Object.hasOwn(STATUS_OF_PHRASE, phrase) ? String(STATUS_OF_PHRASE[phrase]) : undefined;
}

/** The category that a text is the name of, and nothing more. */
export function categoryNamed(text: string): Category | undefined {
  return CATEGORIES.find((name) => name === idOf(text));
}

function idOf(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}

const NUMBER = /^(?:(?:http|(?:AiGateway)?error|code|status)[\s:=[(]*){0,3}(\d{3,5})[\])]?$/i;

function explainNumber(word: string): Found[] | undefined {
  const number = statusOfPhrase(word) ?? NUMBER.exec(word)?.[1];
  const candidates = number && candidatesForNumber(Number(number));
  if (!number || !candidates) return undefined;
  const kind = Number(number) < 600 ? { status: number } : { code: number };
  return [oneOf(candidates, word, candidates.length > 1 ? [SEVERAL] : [], kind)];
}

/** Ids are words with hyphens between them: only what looks like one is compared with them. */
function explainMisspelt(id: string, word: string): Found[] | undefined {
  if (!/^[a-z]+(?:-[a-z0-9]+)+$/.test(id) || word.length > 40) return undefined;
  const ending = CAUSE_IDS.filter((cause) => cause.endsWith(`-${id}`));
  const meant = ending.length === 1 ? ending[0] : nearestId(id);
  return meant && [oneOf([meant], word, [`read as ${meant}`])];
}

/** Letters may be wrong, but each word of the id must be recognised. */
function nearestId(id: string): CauseId | undefined {
  const words = id.split('-');
  const near = CAUSE_IDS.filter((cause) => {
    const parts = cause.split('-');
    return parts.length === words.length && parts.every((part, index) => nearest(words[index]!, [part]));
  });
  const best = nearest(id, near);
  return near.find((cause) => cause === best);
}
