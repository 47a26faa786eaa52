import { readdirSync, readFileSync } from 'node:fs';
import type { CauseId } from '../../../src/diagnosis/causes/catalogue.js';

/** A text as people paste it, and what it must be taken for; null: nothing in it is an error that cf-aig knows. */
export interface Pasted {
  name: string;
  text: string;
  cause: CauseId | null;
  /** What the first answer must say, and must not. */
  says?: string[];
  lacks?: string[];
}

const FOLDER = new URL('../../corpus/pasted/', import.meta.url);

/** By the name of the file in test/corpus/pasted. */
export const PASTED: readonly [file: string, texts: Pasted[]][] = readdirSync(FOLDER).map((name) => [
  name.replace('.json', ''),
  JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')),
]);
