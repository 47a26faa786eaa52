import { expect, test } from '@jest/globals';
import { CLOUDFLARE } from '../../../src/gateway/address/origins.js';
import { findBlocks } from '../../../src/openclaw/blocks/block.js';
import { refusedModels } from '../../../src/openclaw/blocks/refused-models.js';

const A = 'cloudflare-ai-gateway/a-model';
const B = 'cloudflare-ai-gateway/b';
const models = { providers: { 'cloudflare-ai-gateway': { models: [{ id: 'a-model' }, { id: 'b' }] } } };
const policy = (...allow: string[]) => ({ modelPolicy: { allow } });

/** `{path}: {refs}`, and `!` where the default model is replaced. */
function refusedIn(agents: unknown, more: Record<string, unknown> = {}): string[] {
  const config = { models, agents, ...more };
  return refusedModels(config, findBlocks(config, CLOUDFLARE)).map(
    ({ list, refs, replaced }) =>
      `${list.path.join('.')}: ${refs.join(' ')}${replaced ? ` !${replaced}` : ''}`,
  );
}

const POLICY = 'agents.defaults.modelPolicy.allow';
test.each<[string, unknown, string[]]>([
  ['no list', { defaults: { model: A } }, []],
  ['an empty list', { defaults: { model: A, ...policy() } }, []],
  ['a list with the model, and not with another listed one', { defaults: { model: A, ...policy(A) } }, []],
  ['a list without any', { defaults: { model: A, ...policy('x/y') } }, [`${POLICY}: ${A} ${B}`]],
  [
    'a list without any, for another default model',
    { defaults: { model: 'x/y', ...policy('x/y') } },
    [`${POLICY}: ${A} ${B}`],
  ],
  ['a wildcard', { defaults: { model: A, ...policy('cloudflare-ai-gateway/*') } }, []],
  ['a wildcard for others', { defaults: { model: A, ...policy('x/*') } }, [`${POLICY}: ${A} ${B} !${A}`]],
  [
    'a wildcard, and the other model',
    { defaults: { model: A, ...policy('x/*', B) } },
    [`${POLICY}: ${A} !${A}`],
  ],
  [
    'a wildcard, and another default model',
    { defaults: { model: 'x/y', ...policy('z/*') } },
    [`${POLICY}: ${A} ${B}`],
  ],
  ['the old map', { defaults: { model: A, models: { 'x/y': {} } } }, [`agents.defaults.models: ${A} ${B}`]],
  ['a fallback', { defaults: { model: { primary: A, fallbacks: [B] }, ...policy(A) } }, [`${POLICY}: ${B}`]],
  ['a heartbeat', { defaults: { model: A, heartbeat: { model: B }, ...policy(A) } }, [`${POLICY}: ${B}`]],
  ['images, which no list restricts', { defaults: { model: A, imageModel: B, ...policy(A) } }, []],
  [
    'a misspelt fallback, which belongs on no list',
    { defaults: { model: { primary: A, fallbacks: [`${A}l`] }, ...policy(A) } },
    [],
  ],
  [
    'an agent’s own list, in force for its own model',
    { defaults: { model: A, ...policy(A) }, entries: { x: { model: B, ...policy(A) } } },
    [`agents.entries.x.modelPolicy.allow: ${B}`],
  ],
  [
    'an agent’s own list, in force for the default model',
    { defaults: { model: A, ...policy('x/*') }, entries: { main: policy('x/y') } },
    [`agents.entries.main.modelPolicy.allow: ${A} ${B}`],
  ],
  [
    'an agent that inherits the list',
    { defaults: { model: 'x/y', ...policy('x/*', B) }, list: [{ id: 'x', model: A }] },
    [`${POLICY}: ${A} !${A}`],
  ],
  [
    'an agent whose own model is elsewhere does not use the default model',
    { defaults: { model: A, ...policy(B) }, entries: { x: { model: 'x/y' } } },
    [],
  ],
])('%s', (_name, agents, expected) => {
  expect(refusedIn(agents)).toEqual(expected);
});

test('a hook and a channel', () => {
  const agents = { defaults: { model: A, ...policy(A) } };
  expect(refusedIn(agents, { hooks: { mappings: [{ model: B }] } })).toEqual([`${POLICY}: ${B}`]);
  expect(refusedIn(agents, { channels: { modelByChannel: { slack: { C1: B } } } })).toEqual([
    `${POLICY}: ${B}`,
  ]);
});
