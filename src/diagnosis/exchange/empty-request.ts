import type { Answer } from './answer.js';

/** Subject and objection of "your request has no messages", in either order and in any provider's words. */
const SUBJECT = String.raw`\b(messages?|contents?|inputs?|prompts?|conversation)\b`;
const OBJECTION = `(missing|required|requires|empty|at least (one|1)|too short|minimum|min_length|must (not be|contain|have|be (provided|set|specified))|not (be )?(specified|provided|set|present|empty)|cannot be (empty|null|blank)|can't be empty|non-?empty|should (have|contain)|no (messages|contents|input)|specify|expected|field required|blank)`;
const COMPLAINS = new RegExp(`${SUBJECT}.{0,120}?${OBJECTION}|${OBJECTION}.{0,120}?${SUBJECT}`, 'is');

/** Objections to something else, which a missing message must not excuse. */
const ABOUT_SOMETHING_ELSE =
  /api[ _-]?key|authori[sz]ation|authenticat|credential|\bquota\b|rate.?limit|max_tokens|\bbalance\b|region|location/i;

/** A provider, or Cloudflare for it, complains about exactly what a free request leaves out on purpose. */
export function complainsAboutEmptiness(answer: Answer): boolean {
  if (![400, 411, 422].includes(answer.status)) return false;
  return COMPLAINS.test(answer.words) && !ABOUT_SOMETHING_ELSE.test(answer.words);
}
