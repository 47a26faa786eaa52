import { describe, expect, test } from '@jest/globals';
import {
  findRecipe,
  type Payment,
  type RecipeName,
  type Setup,
} from '../../../src/openclaw/blocks/recipes.js';
import { setupNotes } from '../../../src/openclaw/changes/setup-notes.js';
import type { HeldCredential } from '../../../src/openclaw/machine/held-credentials.js';

const notesFor = (
  recipe: RecipeName,
  payment: Payment,
  setup: Pick<Setup, 'models' | 'headers'>,
  existing?: unknown,
  held?: readonly HeldCredential[],
) =>
  setupNotes({
    id: 'cloudflare-ai-gateway',
    recipe: findRecipe(recipe, payment)!,
    setup: { ...setup, payment, provider: 'openai' },
    existing,
    fallbacks: { refs: [], moved: [], models: setup.models, blocks: [], shared: [] },
    edits: [],
    input: {
      config: { value: {} },
      origins: { gateway: 'https://g.example', api: 'https://a.example' },
      held,
    },
  });

describe('a model that could think on another route', () => {
  test.each<[RecipeName, Payment, string, string | undefined]>([
    ['compat', 'own-key', 'anthropic/claude-sonnet-5', 'anthropic'],
    ['compat', 'stored', 'openai/gpt-5.4', 'openai'],
    ['rest', 'stored', 'openai/gpt-5.4', 'openai'],
    ['compat', 'stored', 'openai/gpt-5.6-luna', 'openai'],
    ['compat', 'own-key', 'workers-ai/@cf/openai/gpt-oss-20b', 'workers-ai'],
    // Not known to work with stored keys.
    ['compat', 'stored', 'anthropic/claude-sonnet-5', undefined],
    // It thinks here, not at all, or nowhere.
    ['compat', 'stored', 'openai/gpt-5-mini', undefined],
    ['compat', 'stored', 'openai/gpt-4o-mini', undefined],
    ['compat', 'stored', 'mistral/mistral-large-4', undefined],
    ['anthropic', 'own-key', 'claude-sonnet-5', undefined],
  ])('%s, %s: %s', (recipe, payment, id, other) => {
    const notes = notesFor(recipe, payment, { models: [{ id }] });
    const expected = `With this API OpenClaw cannot let ${id} think; with --recipe ${other} it can.`;
    expect(notes).toEqual(other === undefined ? [] : [expected]);
  });
});

test('not if that route does not serve the other models', () => {
  const models = [{ id: 'anthropic/claude-sonnet-5' }, { id: 'openai/gpt-4o-mini' }];
  expect(notesFor('compat', 'own-key', { models })).toEqual([]);
});

test('a header that is not there to be removed', () => {
  const headers = { 'cf-aig-zdr': null, 'cf-aig-cache-ttl': null };
  expect(
    notesFor('compat', 'stored', { models: [], headers }, { headers: { 'CF-AIG-ZDR': 'true' } }),
  ).toEqual(['There is no header cf-aig-cache-ttl to remove.']);
});

test('a credential that OpenClaw keeps is no longer used', () => {
  const id = 'cloudflare-ai-gateway:default';
  const held = [{ provider: 'cloudflare-ai-gateway', id, file: '/auth-profiles.json', isStored: true }];
  expect(notesFor('compat', 'stored', { models: [] }, { api: 'openai-completions' }, held)).toEqual([
    expect.stringContaining(`(${id})`),
  ]);
  expect(notesFor('compat', 'stored', { models: [] }, undefined, held)).toEqual([]);
});

describe('OpenClaw’s plugin', () => {
  const off = {
    op: 'set',
    path: ['plugins', 'entries', 'cloudflare-ai-gateway', 'enabled'],
    value: false,
  } as const;
  const entries = (enabled?: boolean) => ({ 'cloudflare-ai-gateway': { enabled } });
  test.each<[string, object, boolean]>([
    ['that is installed is turned off', { entries: entries() }, true],
    ['that is on is turned off', { entries: entries(true) }, true],
    ['that is off already stays off', { entries: entries(false) }, false],
    ['that is denied was off already', { entries: entries(), deny: ['cloudflare-ai-gateway'] }, false],
    ['was off with all others', { entries: entries(), enabled: false }, false],
  ])('%s', (_name, plugins, isTold) => {
    const notes = setupNotes({
      id: 'cloudflare-ai-gateway',
      recipe: findRecipe('compat', 'stored')!,
      setup: { models: [], payment: 'stored', provider: 'openai' },
      existing: undefined,
      fallbacks: { refs: [], moved: [], models: [], blocks: [], shared: [] },
      edits: [off],
      input: {
        config: { value: { plugins } },
        origins: { gateway: 'https://g.example', api: 'https://a.example' },
        plugin: '/plugin',
      },
    });
    expect(notes).toEqual(isTold ? [expect.stringContaining('plugin is turned off')] : []);
  });
});
