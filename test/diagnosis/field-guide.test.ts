import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { CAUSE_IDS } from '../../src/diagnosis/causes/catalogue.js';
import { renderFieldGuide } from '../../src/diagnosis/field-guide.js';

test('docs/causes.md is what the catalogue says (else run: node scripts/write-causes-doc.js)', () => {
  expect(readFileSync(new URL('../../docs/causes.md', import.meta.url), 'utf8')).toBe(renderFieldGuide());
});

test('every cause has its place', () => {
  const guide = renderFieldGuide();
  for (const id of CAUSE_IDS) expect(guide).toContain(`\n### ${id}\n`);
});
