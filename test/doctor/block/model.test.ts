import { describe, expect, test } from '@jest/globals';
import type { Fix } from '../../../src/diagnosis/causes/cause.js';
import { model } from '../../../src/doctor/block/model.js';
import { BLOCK, brief, findingsOf, GATEWAY_URL, inHome, PROVIDER, type Setup } from '../home.js';

const OTHER_MODEL = 'anthropic/claude-sonnet-5';
const primary = (ref: string | undefined, more: Record<string, unknown> = {}) => ({
  agents: { defaults: { ...(ref && { model: { primary: ref } }) }, ...more },
});
const GPT = `${PROVIDER}/openai/gpt-4o-mini`;
const listed = (...ids: string[]) => ids.map((id) => ({ id, name: id }));
/** Every answer of the provider. */
const answer = (status: number, body: unknown) => () => ({
  response: {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    truncated: false,
  },
});
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
      'another provider’s primary on /openai, offline',
      {
        block: { baseUrl: `${GATEWAY_URL}/openai`, models: listed(OTHER_MODEL) },
        config: primary(`${PROVIDER}/${OTHER_MODEL}`),
        offline: true,
      },
      ['fail model-listed-unfit'],
    ],
    [
      'a primary with an address of its own',
      {
        block: {
          models: [
            ...listed('openai/gpt-4o-mini'),
            {
              id: 'claude-haiku-4-5',
              name: 'Haiku',
              api: 'anthropic-messages',
              baseUrl: `${GATEWAY_URL}/anthropic`,
            },
          ],
        },
        config: primary(`${PROVIDER}/claude-haiku-4-5`),
      },
      ['pass'],
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

  const WRITE_MINI = { what: 'Write openai/gpt-4o-mini instead of openai/gpt-4o-mimi.' };
  const add = (id: string) => ({
    command: `cf-aig init --add-model ${id}`,
    what: 'adds it to the block, if it is no typo',
  });

  test.each<[string, string, string, Fix]>([
    ['a slip', 'openai/gpt-4o-mimi', 'fail', WRITE_MINI],
    ['a model of the tables', 'openai/gpt-4.1-mini', 'warn', add('openai/gpt-4.1-mini')],
    ['a version that is newer than the tables', 'openai/gpt-9.1', 'warn', add('openai/gpt-9.1')],
  ])('%s, not listed: %s', async (_name, id, status, fix) => {
    const [finding] = await look({
      block: { models: listed('openai/gpt-4o-mini', 'openai/gpt-4.1') },
      config: primary(`cloudflare-ai-gateway/${id}`),
    });
    expect(finding).toMatchObject({ status, cause: 'model-not-listed' });
    expect(finding?.fix).toEqual(fix);
  });

  const MIMI = `${PROVIDER}/openai/gpt-4o-mimi`;
  const with404 = answer(404, {
    error: {
      message: 'The model `x` does not exist',
      type: 'invalid_request_error',
      code: 'model_not_found',
    },
  });
  const with400 = answer(400, {
    error: {
      message: "Missing required parameter: 'messages'.",
      type: 'invalid_request_error',
      param: 'messages',
      code: 'missing_required_parameter',
    },
  });
  test.each<[string, Setup, string]>([
    ['rejected', { answer: with404 }, 'fail'],
    ['accepted: the wire outranks the tables', { answer: with400 }, 'warn'],
    ['accepted, but not asked', { answer: with400, offline: true }, 'fail'],
    [
      'at an address that is wrong',
      { answer: with400, block: { baseUrl: `${GATEWAY_URL}/compatt` } },
      'fail',
    ],
    ['without a token', { answer: with400, files: { '.openclaw/.env': '' } }, 'fail'],
  ])('a name that looks misspelt, %s', async (_name, setup, status) => {
    const [finding] = await look({ config: primary(MIMI), ...setup });
    expect(finding).toMatchObject({ status, cause: 'model-not-listed' });
  });
});

describe('every role', () => {
  const TYPO = `${PROVIDER}/openai/gpt-4o-min`;
  test.each<[string, Record<string, unknown>]>([
    [
      'agents.defaults.model.fallbacks[0]',
      { agents: { defaults: { model: { primary: GPT, fallbacks: [TYPO] } } } },
    ],
    ['agents.defaults.heartbeat.model', { agents: { defaults: { model: GPT, heartbeat: { model: TYPO } } } }],
    [
      'agents.defaults.subagents.model.primary',
      { agents: { defaults: { model: GPT, subagents: { model: { primary: TYPO } } } } },
    ],
    [
      'agents.entries.coder.model',
      { agents: { defaults: { model: GPT }, entries: { coder: { model: TYPO } } } },
    ],
    [
      'agents.list[0].heartbeat.model',
      { agents: { defaults: { model: GPT }, list: [{ id: 'a', heartbeat: { model: TYPO } }] } },
    ],
    ['hooks.mappings[0].model', { ...primary(GPT), hooks: { mappings: [{ model: TYPO }] } }],
    [
      'channels.modelByChannel.slack.C1',
      { ...primary(GPT), channels: { modelByChannel: { slack: { C1: TYPO } } } },
    ],
  ])('a typo at %s', async (place, config) => {
    const findings = await look({ config, offline: true });
    const typo = findings.find(({ cause }) => cause === 'model-not-listed');
    expect(typo).toMatchObject({ status: 'fail', nearest: 'openai/gpt-4o-mini', model: 'openai/gpt-4o-min' });
    expect(typo?.evidence[0]).toBe(`${place} = ${TYPO}`);
  });

  test('one finding for one model in several roles', async () => {
    const config = {
      agents: { defaults: { model: TYPO, utilityModel: TYPO }, entries: { a: { model: TYPO } } },
    };
    const findings = await look({ config, offline: true });
    expect(brief(findings)).toEqual(['fail model-not-listed']);
    expect(findings[0]?.evidence).toHaveLength(4);
  });

  test('a bare id in a role, on a route that wants a provider', async () => {
    const config = { agents: { defaults: { model: GPT, heartbeat: { model: `${PROVIDER}/gpt-4o` } } } };
    const [finding] = await look({ config, offline: true });
    expect(finding).toMatchObject({ status: 'fail', cause: 'model-not-listed', nearest: 'openai/gpt-4o' });
  });

  test('a typo in another block of the gateway', async () => {
    const second = { ...BLOCK, baseUrl: `${GATEWAY_URL}/openai`, models: listed('gpt-4o-mini') };
    const fallbacks = ['second/gpt-4o-mimi'];
    const config = {
      models: { providers: { [PROVIDER]: BLOCK, second } },
      agents: { defaults: { model: { primary: GPT, fallbacks } } },
    };
    const [finding] = await look({ config, offline: true });
    expect(finding).toMatchObject({ status: 'fail', cause: 'model-not-listed', nearest: 'gpt-4o-mini' });
  });

  test('those past the gateway are one finding', async () => {
    const defaults = {
      model: { primary: GPT, fallbacks: [OTHER_MODEL] },
      imageModel: { primary: OTHER_MODEL },
      subagents: { model: OTHER_MODEL },
      utilityModel: 'an-alias-of-nothing',
      heartbeat: { model: GPT },
    };
    const entries = {
      coder: { heartbeat: { model: OTHER_MODEL } },
      free: { model: OTHER_MODEL, heartbeat: { model: OTHER_MODEL } },
    };
    const findings = await look({ config: { agents: { defaults, entries } } });
    expect(brief(findings)).toEqual(['warn agent-model-elsewhere', 'warn model-roles-elsewhere']);
    expect(findings[1]?.title).toBe(
      'Some of OpenClaw’s models do not go through the gateway: fallbacks, subagents.model, utilityModel, imageModel, heartbeat.model of coder.',
    );
    expect(findings[1]?.evidence).toContain(`agents.defaults.imageModel.primary = ${OTHER_MODEL}`);
  });
});

describe('a fallback in the block of its primary', () => {
  const OTHER = `${PROVIDER}/openai/gpt-4o`;
  const models = listed('openai/gpt-4o-mini', 'openai/gpt-4o');
  test.each<[string, Record<string, unknown>, string[]]>([
    [
      'the default model’s',
      { defaults: { model: { primary: GPT, fallbacks: [OTHER] } } },
      ['warn fallback-shares-key'],
    ],
    [
      'an agent’s own',
      { defaults: { model: GPT }, entries: { a: { model: { primary: OTHER, fallbacks: [GPT] } } } },
      ['warn fallback-shares-key'],
    ],
    [
      'an agent’s, for the default model',
      { defaults: { model: GPT }, entries: { a: { model: { fallbacks: [OTHER] } } } },
      ['warn fallback-shares-key'],
    ],
    ['the same model again', { defaults: { model: { primary: GPT, fallbacks: [GPT] } } }, ['pass']],
    ['none', { defaults: { model: { primary: GPT, fallbacks: [] } } }, ['pass']],
  ])('%s', async (_name, agents, expected) => {
    expect(brief(await look({ block: { models }, config: { agents } }))).toEqual(expected);
  });
});
