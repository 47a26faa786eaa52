import { Command } from '@commander-js/extra-typings';
import { expect, test } from '@jest/globals';
import { withInitFlags } from '../../../../../src/cli/commands/init/answers/init-options.js';
import { PAYMENTS, RECIPE_NAMES } from '../../../../../src/openclaw/blocks/recipes.js';

// The texts are literals so that the help does not load the tables.
test.each([
  ['--recipe', RECIPE_NAMES],
  ['--pay', PAYMENTS],
])('the help of %s names every value', (flag, values) => {
  const option = withInitFlags(new Command()).options.find(({ long }) => long === flag);
  const words = `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
  expect(option?.description.startsWith(words)).toBe(true);
});
