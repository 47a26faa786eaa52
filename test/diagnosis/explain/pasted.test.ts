import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { AIDS } from '../../../src/cli/commands/explain/aids.js';
import type { CauseId } from '../../../src/diagnosis/causes/catalogue.js';
import { explainText } from '../../../src/diagnosis/explain/explain.js';

/** A text as people paste it, and what it must be taken for; null: nothing in it is an error that cf-aig knows. */
interface Pasted {
  name: string;
  text: string;
  cause: CauseId | null;
  /** What the first answer must say, and must not. */
  says?: string[];
  lacks?: string[];
}

const FOLDER = new URL('../../corpus/pasted/', import.meta.url);
const FILES = readdirSync(FOLDER).map((name): [string, Pasted[]] => [
  name.replace('.json', ''),
  JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')),
]);

describe.each(FILES)('%s', (_file, entries) => {
  test.each(entries.map((entry) => [entry.name, entry] as const))('%s', (_name, entry) => {
    const [first] = explainText(entry.text, AIDS);
    expect(first?.diagnosis.cause ?? null).toBe(entry.cause);
    const { title, why, remedy } = first?.diagnosis ?? { title: '', why: '', remedy: [] };
    const said = [title, why, ...remedy].join('\n');
    for (const part of entry.says ?? []) expect(said).toContain(part);
    for (const part of entry.lacks ?? []) expect(said).not.toContain(part);
    expect(said).not.toMatch(/\{[a-z][a-zA-Z]*\}/);
  });
});

test('there are many, and no two have the same name', () => {
  const names = FILES.flatMap(([file, entries]) => entries.map(({ name }) => `${file}: ${name}`));
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(400);
});
