import type { CauseId } from '../../causes/catalogue.js';

/** What a text can mean, the likeliest first. */
export type Candidates = readonly [CauseId, ...CauseId[]];

/** A sentence of a client, and what was wrong when it said so. */
export interface Sentence {
  /** Named groups are values: variable, model, found, line, column. */
  says: RegExp;
  candidates: Candidates;
}
