import { expect, test } from '@jest/globals';
import { renderCausesPage } from '../../../scripts/docs/causes-page.js';
import { CAUSE_IDS } from '../../../src/diagnosis/causes/catalogue.js';

test('every cause has its place', () => {
  const page = renderCausesPage();
  for (const id of CAUSE_IDS) expect(page).toContain(`\n### ${id}\n`);
});
