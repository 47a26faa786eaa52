import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import JSON5 from 'json5';
import { applyEdit } from '../../../../src/lib/json5/apply.js';
import { planAddition } from '../../../../src/openclaw/changes/additions.js';
import { allowEdits, renameAllowed } from '../../../../src/openclaw/changes/edits/allow-edits.js';
import { writePlan } from '../../../../src/openclaw/changes/write-plan.js';
import { RealHome } from '../../real-home.js';

const A = 'cloudflare-ai-gateway/openai/gpt-4o-mini';
const B = 'cloudflare-ai-gateway/anthropic/claude-haiku-4-5';
/** In a block of its own. */
const FALLBACK = 'cloudflare-ai-gateway-anthropic/anthropic/claude-haiku-4-5';
const after = (config: unknown, refs: readonly string[]): unknown =>
  allowEdits(config, refs).reduce<unknown>(applyEdit, config);
const policy = (...allow: string[]) => ({ modelPolicy: { allow } });

describe('models are added to the lists in force', () => {
  test.each<[string, unknown, unknown]>([
    ['the default policy', { defaults: policy('a/b') }, { defaults: policy('a/b', A, B) }],
    ['one that has the first', { defaults: policy(A) }, { defaults: policy(A, B) }],
    [
      'a wildcard for one',
      { defaults: policy('cloudflare-ai-gateway/openai/*') },
      {
        defaults: policy('cloudflare-ai-gateway/openai/*', B),
      },
    ],
    [
      'the old map',
      { defaults: { models: { 'a/b': { alias: 'x' } } } },
      {
        defaults: { models: { 'a/b': { alias: 'x' }, [A]: {}, [B]: {} } },
      },
    ],
    [
      'agents with the default model, and never those with a model of their own',
      {
        defaults: policy('a/b'),
        entries: { own: { model: 'a/b', ...policy('a/b') }, uses: policy('a/b'), free: policy() },
      },
      {
        defaults: policy('a/b', A, B),
        entries: { own: { model: 'a/b', ...policy('a/b') }, uses: policy('a/b', A, B), free: policy() },
      },
    ],
    [
      'the older list of agents',
      { list: [{ id: 'x', ...policy('a/b') }] },
      { list: [{ id: 'x', ...policy('a/b', A, B) }] },
    ],
    ['no list', { defaults: { models: {}, modelPolicy: {} } }, { defaults: { models: {}, modelPolicy: {} } }],
    ['an empty policy', { defaults: policy() }, { defaults: policy() }],
    ['a list of the wrong type', { defaults: { models: ['a/b'] } }, { defaults: { models: ['a/b'] } }],
  ])('%s', (_name, agents, expected) => {
    expect(after({ agents }, [A, B, A])).toEqual({ agents: expected });
  });
});

test('a rename reaches every list, and keeps what is set there', () => {
  const config = {
    agents: {
      defaults: { models: { [A]: { alias: 'mini' }, 'a/b': {} } },
      entries: { x: policy(A, B) },
    },
  };
  const names = new Map([['openai/gpt-4o-mini', 'openai/gpt-4o']]);
  const renamed = 'cloudflare-ai-gateway/openai/gpt-4o';
  expect(renameAllowed(config, 'cloudflare-ai-gateway', names).reduce<unknown>(applyEdit, config)).toEqual({
    agents: {
      defaults: { models: { [renamed]: { alias: 'mini' }, 'a/b': {} } },
      entries: { x: policy(renamed, B) },
    },
  });
});

describe('init and back', () => {
  let home: RealHome;
  beforeEach(() => {
    home = new RealHome();
  });
  afterEach(() => home.remove());
  const read = () => JSON5.parse(home.read(home.config));
  const models = [{ id: 'openai/gpt-4o-mini' }, { id: 'anthropic/claude-haiku-4-5' }];

  const TEXTS: [string, string][] = [
    ['the old map', '{ agents: { defaults: { models: { "a/b": { alias: "x" } } } } } // mine\n'],
    [
      'the old map, on lines',
      '{\n  agents: {\n    defaults: {\n      models: {\n        "a/b": {}, // mine\n      },\n    },\n  },\n}\n',
    ],
    ['a policy', '{ agents: { defaults: { modelPolicy: { allow: ["a/b"] } } } }\n'],
    [
      'policies of agents',
      '{"agents":{"ownership":"explicit","entries":{"main":{"modelPolicy":{"allow":["a/b"]}}}}}',
    ],
  ];

  test.each(TEXTS)('%s: undo gives every byte back', async (_name, text) => {
    home.write(home.config, text);
    await home.setUp({ models, primary: models[0]!.id, fallbacks: [models[1]!.id] });
    for (const ref of [A, FALLBACK]) expect(home.read(home.config)).toContain(`"${ref}"`);
    await home.undo();
    expect(home.read(home.config)).toBe(text);
  });

  test.each(TEXTS)('%s: so does a removal after another change', async (_name, text) => {
    home.write(home.config, text);
    await home.setUp({ models, primary: models[0]!.id, fallbacks: [models[1]!.id] });
    const mine = (config: string) => config.replace('{', '{ gateway: { mode: "local" },');
    home.write(home.config, mine(home.read(home.config)));
    const plan = await home.takeOut();
    expect(JSON5.parse(home.read(home.config))).toEqual(JSON5.parse(mine(text)));
    expect(plan?.notes).toEqual([]);
  });

  test('a removal keeps an entry with settings, and says so', async () => {
    home.write(home.config, '{ agents: { defaults: { models: { "a/b": {} } } } }\n');
    await home.setUp({ models });
    const alias = { alias: 'mini' };
    home.write(home.config, home.read(home.config).replace(`"${A}": {}`, `"${A}": ${JSON.stringify(alias)}`));
    const plan = await home.takeOut();
    expect(read().agents.defaults.models).toEqual({ 'a/b': {}, [A]: alias });
    expect(plan?.notes).toEqual([expect.stringContaining('still names a model')]);
  });

  test('--add-model adds to the old map', async () => {
    home.write(home.config, '{ agents: { defaults: { models: { "a/b": {} } } } }\n');
    await home.setUp({ models: models.slice(0, 1) });
    await writePlan(planAddition('cloudflare-ai-gateway', [models[1]!.id], await home.current()), 'init');
    expect(Object.keys(read().agents.defaults.models)).toEqual(['a/b', A, B]);
  });

  test('a second run changes nothing', async () => {
    home.write(home.config, '{ agents: { defaults: { models: { "a/b": {} } } } }\n');
    await home.setUp({ models });
    const once = home.read(home.config);
    await home.setUp({ models });
    expect(home.read(home.config)).toBe(once);
  });
});
