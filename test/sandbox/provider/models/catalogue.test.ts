import { describe, expect, test } from '@jest/globals';
import { bundledModels } from '../../../../src/cli/commands/init/answers/model-list.js';
import { MODEL_ROWS } from '../../../../src/gateway/providers/models.generated.js';
import { providerByModelPrefix } from '../../../../src/gateway/providers/providers.js';
import { hasModel, MODELS, priceOf, seesImages } from '../../../../src/sandbox/provider/models/catalogue.js';

/** `openai/gpt-4o`: the slug, and the id as the provider knows it. */
function split(id: string): [slug: string, model: string] {
  const slash = id.indexOf('/');
  return [providerByModelPrefix(id.slice(0, slash))?.slug ?? '', id.slice(slash + 1)];
}

describe('the built-in providers have', () => {
  test.each(bundledModels())('%s, which init offers', (id) => {
    const [slug, model] = split(id);
    expect(hasModel(slug, model)).toBe(true);
  });

  test.each([
    ['Claude Code', 'anthropic', 'claude-opus-5-5'],
    ['Codex', 'openai', 'gpt-6.2-sol'],
    ['Gemini CLI', 'google-ai-studio', 'gemini-3.1-pro-preview'],
    ['OpenClaw', 'anthropic', 'claude-sonnet-4-6'],
    ['the newest OpenClaw', 'anthropic', 'claude-sonnet-5'],
  ])('the default model of %s', (_, slug, model) => {
    expect(MODELS[slug]).toContain(model);
  });
});

test.each([
  ['a known model', 'openai', 'gpt-4o', true],
  ['with its date', 'openai', 'gpt-4o-2024-08-06', true],
  ['with another form of date', 'anthropic', 'claude-haiku-4-5-20251001', true],
  ['a newer version of a known family', 'openai', 'gpt-6.3-sol', true],
  ['a newer one in hyphens', 'anthropic', 'claude-opus-5-6', true],
  ['the next generation', 'openai', 'gpt-7', true],
  ['of Workers AI too', 'workers-ai', '@cf/zai-org/glm-5.4', true],
  ['a generation that is far off', 'openai', 'gpt-9', false],
  ['an old version that is not in the list', 'anthropic', 'claude-sonnet-4-5', false],
  ['its date does not bring it back', 'anthropic', 'claude-sonnet-4-5-20250929', false],
  ['another size is another model', 'workers-ai', '@cf/openai/gpt-oss-220b', false],
  ["the REST API's name for it", 'anthropic', 'claude-haiku-4.5', false],
  ['a typing error', 'openai', 'gpt-4o-mni', false],
  ['a typing error in a new version', 'openai', 'gpt-6.2-sool', false],
  ['nothing', 'openai', '', false],
  ['a provider that takes every model', 'groq', 'whatever', true],
  ['a model that asks for a failure', 'openai', 'fail-401', true],
])('%s: %s %s', (_, slug, model, known) => {
  expect(hasModel(slug, model)).toBe(known);
});

test.each(MODEL_ROWS.filter(([, , , , , , cost]) => cost).map((row) => [row[0], row] as const))(
  'the price of %s is that of the table',
  (id, [, , sees, , , , cost]) => {
    const { input, output } = priceOf(...split(id));
    expect([input * 1e6, output * 1e6]).toEqual([expect.closeTo(cost![0], 9), expect.closeTo(cost![1], 9)]);
    expect(seesImages(...split(id))).toBe(sees);
  },
);
