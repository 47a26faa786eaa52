import { describe, expect, test } from '@jest/globals';
import { allowLists } from '../../../src/openclaw/blocks/allow-list.js';

const REF = 'gw/openai/gpt-4o';
const of = (defaults: unknown, more: Record<string, unknown> = {}, meta?: unknown) => ({
  ...(meta !== undefined && { meta }),
  agents: { defaults, ...more },
});
const MIGRATED = { migrations: { modelPolicyAllowlist: true } };

const brief = (config: unknown) =>
  allowLists(config).map(({ path, agents }) => `${path.join('.')} for ${agents.join(', ') || 'none'}`);

describe('the list in force', () => {
  const POLICY = 'agents.defaults.modelPolicy.allow';
  test.each<[string, unknown, string[]]>([
    ['none', {}, []],
    ['a policy', of({ modelPolicy: { allow: ['a/b'] } }), [`${POLICY} for main`]],
    ['an empty policy', of({ modelPolicy: { allow: [] } }), []],
    ['a policy of blanks', of({ modelPolicy: { allow: ['', '  '] } }), []],
    ['the old map', of({ models: { 'a/b': {} } }), ['agents.defaults.models for main']],
    ['an empty old map', of({ models: {} }), []],
    ['the old map after its migration', of({ models: { 'a/b': {} } }, {}, MIGRATED), []],
    ['the old map beside a policy', of({ models: { 'a/b': {} }, modelPolicy: {} }), []],
    [
      'a policy after the migration',
      of({ modelPolicy: { allow: ['a/b'] } }, {}, MIGRATED),
      [`${POLICY} for main`],
    ],
    ['lists of the wrong type', of({ modelPolicy: { allow: 'a/b' }, models: ['a/b'] }), []],
    [
      'an agent’s own policy',
      of({ modelPolicy: { allow: ['a/b'] } }, { entries: { x: { modelPolicy: { allow: ['c/d'] } }, y: {} } }),
      [`${POLICY} for y`, 'agents.entries.x.modelPolicy.allow for x'],
    ],
    [
      'an agent’s own empty policy, which allows everything',
      of({ modelPolicy: { allow: ['a/b'] } }, { entries: { x: { modelPolicy: { allow: [] } } } }),
      [`${POLICY} for none`],
    ],
    [
      'an agent’s policy without a list, which inherits',
      of({ models: { 'a/b': {} } }, { list: [{ id: 'x', modelPolicy: {} }] }),
      ['agents.defaults.models for x'],
    ],
    [
      'the older list of agents',
      of({}, { list: [{ id: 'x', modelPolicy: { allow: ['a/b'] } }] }),
      ['agents.list.0.modelPolicy.allow for x'],
    ],
  ])('%s', (_name, config, expected) => {
    expect(brief(config)).toEqual(expected);
  });
});

describe('what a list allows', () => {
  const models = { [REF]: { alias: 'Mini' } };
  test.each<[string, string, boolean]>([
    [REF, REF, true],
    ['GW/openai/gpt-4o', REF, true],
    ['gw/OpenAI/GPT-4o', REF, false],
    ['gw/*', REF, true],
    ['GW/*', REF, true],
    ['gw/openai/*', REF, true],
    ['gw/open*', REF, false],
    ['gw/anthropic/*', REF, false],
    ['g/*', REF, false],
    ['mini', REF, true],
    ['gw/openai/gpt-4o-mini', REF, false],
  ])('%s: %s, %s', (entry, ref, expected) => {
    const [list] = allowLists(of({ models, modelPolicy: { allow: [entry] } }));
    expect(list?.allows(ref)).toBe(expected);
    expect(list?.hasWildcard).toBe(entry.endsWith('/*'));
  });

  test('the keys of the old map', () => {
    const [list] = allowLists(of({ models: { ...models, 'anthropic/*': {} } }));
    expect([REF, 'anthropic/claude', 'openai/gpt-4o'].map((ref) => list?.allows(ref))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
