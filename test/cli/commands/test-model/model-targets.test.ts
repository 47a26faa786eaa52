import { expect, test } from '@jest/globals';
import { diagnoseModelId, targetsOf } from '../../../../src/cli/commands/test-model/model-targets.js';
import { notesOf } from '../../../../src/cli/render/model-table.js';
import { targetOf } from '../../../../src/openclaw/target.js';
import { inHome } from '../../../doctor/home.js';

const NEAR = 'openai/gpt-4o-mini';

/** The block lists `openai/gpt-4o-mini` on /compat. */
test.each<[string, string, string | undefined]>([
  ['without its provider', 'gpt-4o-mini', NEAR],
  ['with a provider that the route does not know', 'open-ai/gpt-4o-mini', NEAR],
  ['a slip, without its provider', 'gpt-4o-mimi', undefined],
  ['as listed', NEAR, undefined],
  ['another model in a form that can work', 'openai/gpt-4o', undefined],
  ['the same model of another provider', 'groq/gpt-4o-mini', undefined],
  ['a dynamic route', 'dynamic/gpt-4o-mini', undefined],
  ['far from all that is listed', 'claude-opus-4-5', undefined],
])('%s: %s', async (_name, modelId, near) => {
  const found = await inHome(async (home) => {
    const { snapshot } = await home.inputs({});
    return diagnoseModelId(targetOf(snapshot, { modelId })!);
  });
  expect(found?.cause).toBe(near && 'model-not-listed');
  if (near) expect(found?.why).toMatch(new RegExp(`; did you mean ${near}\\?$`));
});

test.each<[string, string, string]>([
  ['an alias', 'Mini', NEAR],
  ['a ref', `cloudflare-ai-gateway/${NEAR}`, NEAR],
  ['an id', NEAR, NEAR],
  ['an id that is not listed', 'openai/gpt-9', 'openai/gpt-9'],
])('%s names a model', async (_name, typed, modelId) => {
  const models = { [`cloudflare-ai-gateway/${NEAR}`]: { alias: 'mini' } };
  const targets = await inHome(async (home) => {
    const { snapshot } = await home.inputs({ config: { agents: { defaults: { models } } } });
    return targetsOf(snapshot, { models: [typed] });
  });
  expect(targets.map((target) => target.modelId)).toEqual([modelId]);
});

test('the default model may be named by a variable', async () => {
  const model = { primary: 'cloudflare-ai-gateway/$' + '{MODEL}' };
  const targets = await inHome(async (home) => {
    const { snapshot } = await home.inputs({
      config: { agents: { defaults: { model } } },
      env: { MODEL: NEAR },
    });
    return targetsOf(snapshot, { models: [] });
  });
  expect(targets.map((target) => target.modelId)).toEqual([NEAR]);
});

test('the choice of Auto Router is a note below the model', () => {
  const result = { model: 'cloudflare/auto', ok: true, attempts: 1, evidence: [], remedy: [] };
  expect(notesOf(result)).toEqual([]);
  expect(notesOf({ ...result, routedModel: 'xai/grok-4' })).toEqual(['Auto Router chose xai/grok-4']);
  expect(notesOf({ ...result, routedModel: 'xai/grok-4', routingReason: 'affinity' })).toEqual([
    'Auto Router chose xai/grok-4 (affinity)',
  ]);
});
