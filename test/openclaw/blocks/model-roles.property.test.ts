import { expect, test } from '@jest/globals';
import { CLOUDFLARE } from '../../../src/gateway/address/origins.js';
import { applyEdit } from '../../../src/lib/json5/apply.js';
import { allowLists } from '../../../src/openclaw/blocks/allow-list.js';
import { findBlocks } from '../../../src/openclaw/blocks/block.js';
import { modelRoles } from '../../../src/openclaw/blocks/model-roles.js';
import { refusedModels } from '../../../src/openclaw/blocks/refused-models.js';
import { allowEdits } from '../../../src/openclaw/changes/edits/allow-edits.js';
import { valueAt } from '../../../src/openclaw/files/tree.js';
import fc from '../../property.js';

const REFS = ['gw/a', 'gw/b/c', 'GW/a', 'x/y', 'x/*', 'gw/*', 'gw/b/*', 'mini', 'a', '', ' ', 'gw/a@work'];
const ref = fc.constantFrom(...REFS);
const junk = fc.oneof(ref, fc.constantFrom<unknown>(null, 7, true, [], {}, ['gw/a'], { primary: 7 }));
const selector = fc.oneof(
  { weight: 3, arbitrary: ref },
  { weight: 2, arbitrary: fc.record({ primary: junk, fallbacks: fc.oneof(junk, fc.array(junk)) }) },
  { weight: 1, arbitrary: junk },
);
const agent = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        id: junk,
        model: selector,
        models: fc.oneof(fc.dictionary(ref, fc.oneof(junk, fc.record({ alias: junk }))), junk),
        modelPolicy: fc.oneof(fc.record({ allow: fc.oneof(fc.array(junk), junk) }), junk),
        heartbeat: fc.oneof(fc.record({ model: selector }), junk),
        imageModel: selector,
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: junk },
);
const config = fc.record(
  {
    agents: fc.record(
      {
        defaults: agent,
        entries: fc.oneof(fc.dictionary(ref, agent), junk),
        list: fc.oneof(fc.array(agent), junk),
      },
      { requiredKeys: [] },
    ),
    hooks: fc.oneof(fc.record({ mappings: fc.oneof(fc.array(fc.record({ model: junk })), junk) }), junk),
    models: fc.record({
      providers: fc.record({
        gw: fc.record({
          baseUrl: fc.constant('https://gateway.ai.cloudflare.com/v1/a/b/compat'),
          models: fc.oneof(fc.array(fc.record({ id: ref })), junk),
        }),
      }),
    }),
  },
  { requiredKeys: ['models'] },
);

test('whatever a config holds: every role has its place, and what init adds is allowed', () => {
  fc.assert(
    fc.property(config, (value) => {
      for (const { model } of modelRoles(value)) expect(typeof valueAt(value, model.path)).toBe('string');
      refusedModels(value, findBlocks(value, CLOUDFLARE));
      const edits = allowEdits(value, ['gw/new', 'gw/b/new']);
      const after = edits.reduce<unknown>(applyEdit, value);
      expect(allowEdits(after, ['gw/new', 'gw/b/new'])).toEqual([]);
      const places = (one: unknown) => allowLists(one).map(({ path }) => path);
      expect(places(after)).toEqual(places(value));
    }),
    { numRuns: 500 },
  );
});
