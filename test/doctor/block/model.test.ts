import { describe, expect, test } from '@jest/globals';
import { model } from '../../../src/doctor/block/model.js';
import { brief, findingsOf, GATEWAY_URL, inHome, PROVIDER, type Setup } from '../home.js';

const OTHER_MODEL = 'anthropic/claude-sonnet-4-5';
const primary = (ref: string | undefined, more: Record<string, unknown> = {}) => ({
  agents: { defaults: { ...(ref && { model: { primary: ref } }) }, ...more },
});
const GPT = `${PROVIDER}/openai/gpt-4o-mini`;
const listed = (...ids: string[]) => ids.map((id) => ({ id, name: id }));
const look = (setup: Setup) => inHome(async (home) => findingsOf(model, await home.inputs(setup)));

describe('the model check', () => {
  test.each<[string, Setup, string[]]>([
    ['what init writes', {}, ['pass']],
    ['no primary, a list', { config: primary(undefined) }, ['warn model-primary-missing']],
    [
      'neither primary nor list',
      { block: { models: [] }, config: primary(undefined) },
      ['warn model-primary-missing', 'warn models-empty'],
    ],
    ['a primary, no list', { block: { models: [] } }, ['warn models-empty']],
    [
      'a bare id left on /compat',
      { block: { models: listed('openai/gpt-4o-mini', 'gpt-4o') } },
      ['warn model-listed-unfit'],
    ],
    [
      'a primary elsewhere, and a list that does not fit',
      { block: { models: listed('gpt-4o') }, config: primary(OTHER_MODEL) },
      ['warn model-primary-elsewhere', 'warn model-listed-unfit'],
    ],
    [
      'another provider’s model left on /openai',
      {
        block: { baseUrl: `${GATEWAY_URL}/openai`, models: listed('gpt-4o-mini', OTHER_MODEL) },
        config: primary(`${PROVIDER}/gpt-4o-mini`),
      },
      ['warn model-listed-unfit'],
    ],
    [
      'a vendor’s slash on a route that has such ids',
      {
        block: { baseUrl: `${GATEWAY_URL}/groq`, models: listed('llama-3.3-70b', 'openai/gpt-oss-120b') },
        config: primary(`${PROVIDER}/llama-3.3-70b`),
      },
      ['pass'],
    ],
    [
      'an agent past the gateway',
      { config: primary(GPT, { entries: { coder: { model: OTHER_MODEL }, calm: {} } }) },
      ['warn agent-model-elsewhere'],
    ],
    [
      'the older list of agents',
      { config: primary(GPT, { list: [{ id: 'coder', model: { primary: OTHER_MODEL } }] }) },
      ['warn agent-model-elsewhere'],
    ],
    ['an agent through the gateway', { config: primary(GPT, { entries: { a: { model: GPT } } }) }, ['pass']],
    [
      'an agent by an alias of the gateway',
      {
        config: {
          agents: {
            defaults: { model: { primary: GPT }, models: { [GPT]: { alias: 'mini' } } },
            entries: { a: { model: 'mini' } },
          },
        },
      },
      ['pass'],
    ],
    [
      'an agent where the default goes past the gateway as well',
      { config: primary(OTHER_MODEL, { entries: { coder: { model: OTHER_MODEL } } }) },
      ['warn model-primary-elsewhere'],
    ],
  ])('%s', async (_title, setup, expected) => {
    expect(brief(await look(setup))).toEqual(expected);
  });

  test('names the agent and the model', async () => {
    const [finding] = await look({ config: primary(GPT, { entries: { coder: { model: OTHER_MODEL } } }) });
    expect(finding?.title).toBe(
      `The agent coder uses ${OTHER_MODEL}, which does not go through the gateway.`,
    );
  });

  test('says the id that the route wants', async () => {
    const [finding] = await look({ block: { models: listed('openai/gpt-4o-mini', 'gpt-4o') } });
    expect(finding?.remedy.join(' ')).toContain('openai/gpt-4o.');
  });

  test.each([
    ['openai/gpt-4o-mimi', 'Did you mean openai/gpt-4o-mini?'],
    ['openai/gpt-4.1-mini', undefined],
  ])('%s, not listed: %s', async (id, question) => {
    const [finding] = await look({
      block: { models: listed('openai/gpt-4o-mini', 'openai/gpt-4.1') },
      config: primary(`cloudflare-ai-gateway/${id}`),
    });
    expect(finding?.cause).toBe('model-not-listed');
    expect(finding?.remedy.find((step) => step.startsWith('Did you mean'))).toBe(question);
  });
});
