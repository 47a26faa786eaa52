import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { PAGES } from '../../../scripts/docs/pages.js';

test.each(Object.entries(PAGES))('%s is up to date (else run: npm run docs)', (path, render) => {
  expect(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')).toBe(render());
});
