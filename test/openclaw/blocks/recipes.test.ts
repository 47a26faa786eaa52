import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { routeByName } from '../../../src/gateway/providers/routes.js';
import { fitsRecipe } from '../../../src/openclaw/blocks/recipe-model-ids.js';
import { findRecipe, PAYMENTS, RECIPE_NAMES, RECIPES } from '../../../src/openclaw/blocks/recipes.js';

const PAGE = readFileSync(new URL('../../../docs/recipes.md', import.meta.url), 'utf8');

/** The rows of the page's table, by recipe. */
const ROWS = new Map(
  Array.from(
    PAGE.matchAll(/^\| `([\w-]+)` \| (.*) \| `(.*)` \| (.*) \|$/gm),
    ([, name, route, model, pay]) => [name!, { route: route!, model: model!, pay: pay! }],
  ),
);

describe('docs/recipes.md lists all recipes', () => {
  test('all of them', () => {
    expect([...ROWS.keys()].sort()).toEqual([...RECIPE_NAMES].sort());
  });

  test.each(RECIPE_NAMES)('%s', (name) => {
    const { route, model, pay } = ROWS.get(name)!;
    const recipes = RECIPES.filter((recipe) => recipe.name === name);
    const { suffix } = routeByName(recipes[0]!.route)!;
    expect(route).toContain(name === 'rest' ? 'REST API' : `\`${suffix}\``);
    expect(recipes.every((recipe) => fitsRecipe(recipe, model))).toBe(true);
    const told = Array.from(pay.matchAll(/`([\w-]+)`/g), ([, payment]) => payment);
    expect(told.sort()).toEqual(recipes.map(({ payment }) => payment).sort());
  });
});

test.each(RECIPES.map((recipe) => [`${recipe.name} ${recipe.payment}`, recipe] as const))(
  '%s: each secret that it needs goes somewhere, and no other',
  (_, recipe) => {
    const placed = [
      recipe.apiKey,
      ...Object.values(recipe.headers).flatMap((rule) => ('bearer' in rule ? rule.bearer : [])),
    ];
    const needed = { stored: ['token'], 'own-key': ['key', 'token'], 'own-key-open': ['key'] };
    expect([...new Set(placed)].sort()).toEqual(needed[recipe.payment]);
    expect(findRecipe(recipe.name, recipe.payment)).toBe(recipe);
    expect(PAYMENTS).toContain(recipe.payment);
  },
);
