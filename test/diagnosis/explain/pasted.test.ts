import { describe, expect, test } from '@jest/globals';
import { explainText } from '../../../src/diagnosis/explain/explain.js';
import { EXPLAIN_AIDS } from '../../../src/gateway/pastes/explain-aids.js';
import { PASTED } from './pasted-texts.js';

describe.each(PASTED)('%s', (_file, entries) => {
  test.each(entries.map((entry) => [entry.name, entry] as const))('%s', (_name, entry) => {
    const [first] = explainText(entry.text, EXPLAIN_AIDS);
    expect(first?.diagnosis.cause ?? null).toBe(entry.cause);
    const { title, why, remedy } = first?.diagnosis ?? { title: '', why: '', remedy: [] };
    const said = [title, why, ...remedy].join('\n');
    for (const part of entry.says ?? []) expect(said).toContain(part);
    for (const part of entry.lacks ?? []) expect(said).not.toContain(part);
    expect(said).not.toMatch(/\{[a-z][a-zA-Z]*\}/);
  });
});

test('there are many, and no two have the same name', () => {
  const names = PASTED.flatMap(([file, entries]) => entries.map(({ name }) => `${file}: ${name}`));
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(400);
});
