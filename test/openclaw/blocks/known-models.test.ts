import { describe, expect, test } from '@jest/globals';
import { EXAMPLE_MODELS } from '../../../src/cli/commands/init/answers/example-models.js';
import { MODEL_ROWS, MODELS_DATE } from '../../../src/gateway/providers/models.generated.js';
import { providerByModelPrefix } from '../../../src/gateway/providers/providers.js';
import { knownModelsMonth, modelCost, modelFacts } from '../../../src/openclaw/blocks/known-models.js';
import { normaliseModel } from '../../../src/openclaw/blocks/recipe-model-ids.js';
import { modelEntry } from '../../../src/openclaw/changes/block-edits.js';

describe('the generated table', () => {
  test('is small, sorted and dated', () => {
    const prefixes = MODEL_ROWS.map(([id]) => id.slice(0, id.indexOf('/')));
    expect(MODEL_ROWS.length).toBeLessThan(150);
    expect(prefixes).toEqual([...prefixes].sort());
    expect(MODELS_DATE).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(knownModelsMonth()).toMatch(/^[A-Z][a-z]+ 20\d\d$/);
  });

  test.each(MODEL_ROWS.map((row) => [row[0], row] as const))(
    '%s',
    (id, [, , , reasoning, context, answer, cost]) => {
      const prefix = id.slice(0, id.indexOf('/'));
      expect(providerByModelPrefix(prefix)?.compatPrefix).toBe(prefix);
      expect(answer ?? 1).toBeLessThanOrEqual(context / 2);
      // Dollars per million tokens, not per token, nor cents.
      for (const price of cost ?? []) expect(price ?? 1).toBeGreaterThan(0.001);
      expect(cost?.[0] ?? 0).toBeLessThan(1000);
      expect(modelFacts(id)?.contextWindow).toBe(context);
      expect(modelFacts(id)?.reasons).toBe(reasoning !== false);
      expect(String(reasoning)).toMatch(/^(true|false|[a-z]+( [a-z]+)*)$/);
    },
  );

  test.each(
    EXAMPLE_MODELS.filter(({ provider }) => MODEL_ROWS.some(([id]) => id.startsWith(`${provider}/`))),
  )('it has the proposed model of $provider', ({ provider, model }) => {
    expect(modelFacts(normaliseModel('compat', provider, model).id)).toBeDefined();
  });
});

describe('facts about a model, by its id on any route', () => {
  test.each<[string, string | undefined, number | undefined, number | undefined]>([
    // id, name, context, price of a million tokens in
    ['openai/gpt-4o', 'GPT-4o', 128_000, 2.5],
    ['gpt-4o', 'GPT-4o', 128_000, 2.5],
    ['openai/gpt-4o-2024-08-06', 'GPT-4o', 128_000, undefined],
    ['claude-sonnet-5', 'Claude Sonnet 5', 1_000_000, 2],
    ['claude-haiku-4-5-20251001', 'Claude Haiku 4.5', 200_000, undefined],
    ['google/gemini-2.5-flash', 'Gemini 2.5 Flash', 1_048_576, 0.3],
    ['google-vertex-ai/google/gemini-2.5-flash', 'Gemini 2.5 Flash', 1_048_576, undefined],
    ['mistral/codestral-2508', 'Codestral', 256_000, undefined],
    ['@cf/openai/gpt-oss-20b', 'GPT OSS 20B', 128_000, 0.2],
    ['groq/openai/gpt-oss-20b', 'GPT OSS 20B', 131_072, 0.075],
    ['groq/gpt-5-clone', undefined, undefined, undefined],
    ['dynamic/support', undefined, undefined, undefined],
    ['custom-mine/gpt-oss-20b', undefined, undefined, undefined],
    ['nothing-known', undefined, undefined, undefined],
  ])('%s', (id, name, context, input) => {
    const facts = modelFacts(id);
    expect([facts?.name, facts?.contextWindow, facts?.cost?.input]).toEqual([name, context, input]);
  });
});

describe('cost of a model in dollars per million tokens', () => {
  const known = { input: 0.15, output: 0.6, cacheRead: 0.075 };
  test.each([
    ['as the gateway says', { inputUsd: 0.2e-6, outputUsd: 0.7e-6 }, { input: 0.2, output: 0.7 }],
    ['with the cache, where both agree', { inputUsd: 0.15e-6, outputUsd: 0.6e-6 }, known],
    ['as it is known, where the gateway is silent', undefined, known],
    ['as it is known, where the gateway says 0', { inputUsd: 0, outputUsd: 0 }, known],
  ])('%s', (_name, price, cost) => {
    expect(modelCost(price, known)).toEqual(cost);
    const entry = modelEntry({ id: 'openai/gpt-4o-mini', price }, 'openai-completions');
    expect(entry.cost).toEqual(cost);
  });

  test('an unknown model has only the price of the gateway', () => {
    const price = { inputUsd: 1.1e-6, outputUsd: 3.3e-6 };
    const entry = (id: string, more = {}) => modelEntry({ id, ...more }, 'openai-completions');
    expect(entry('custom-mine/x', { price })).toMatchObject({ cost: { input: 1.1, output: 3.3 } });
    expect(entry('custom-mine/x')).toEqual({
      id: 'custom-mine/x',
      name: 'custom-mine/x (Cloudflare)',
      compat: { supportsUsageInStreaming: true },
    });
    const half = entry('groq/llama-3.1-8b-instant');
    expect(half).toMatchObject({ contextWindow: 131_072, cost: { input: 0.05, output: 0.08 } });
    expect(half).not.toHaveProperty('maxTokens');
  });
});
