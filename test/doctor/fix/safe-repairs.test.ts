import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import JSON5 from 'json5';
import { type Finding, isProblem, pass, problem } from '../../../src/doctor/check/finding.js';
import { planSafeRepairs, type SafeRepairOptions } from '../../../src/doctor/fix/safe-repairs.js';
import { checkFiles } from '../../../src/doctor/planned-faults.js';
import { readPlanned } from '../../../src/openclaw/planned-snapshot.js';
import type { Snapshot } from '../../../src/openclaw/snapshot.js';
import { BLOCK, GATEWAY_URL, Home, PROVIDER, type Setup } from '../home.js';

let home: Home;
beforeEach(() => {
  home = new Home();
});
afterEach(() => home.remove());

const stamped = (check: string, outcome: ReturnType<typeof pass>): Finding => ({
  check,
  ...outcome,
  durationMs: 0,
});
const unfit = stamped('model', problem('model-listed-unfit', { model: 'gpt-4o' }));
const noRoute = stamped('base-url', problem('base-url-route-missing', {}));
const TWO = { models: ['openai/gpt-4o-mini', 'gpt-4o'].map((id) => ({ id, name: id })) };

async function plan(setup: Setup, findings: Finding[], means: Partial<SafeRepairOptions> = {}) {
  const { snapshot } = await home.inputs(setup);
  return planSafeRepairs(snapshot, findings, {
    examine: async () => [],
    accepts: async () => false,
    ...means,
  });
}

describe('what is planned is examined first', () => {
  test('a repair after which nothing fails is planned, and nothing is written yet', async () => {
    const { fixed, plan: planned } = await plan({ block: { baseUrl: GATEWAY_URL } }, [noRoute]);
    expect(fixed.map(({ cause }) => cause)).toEqual(['base-url-route-missing']);
    expect(planned.configAfter).toContain('/my-gateway/compat');
    expect(readFileSync(home.at('.openclaw', 'openclaw.json'), 'utf8')).not.toContain('/compat');
  });

  test('one that would bring a failure is left with the reason; the others are carried out', async () => {
    const findings = [noRoute, unfit, stamped('credentials', pass('fine'))];
    const { fixed, left } = await plan({ block: { ...TWO, baseUrl: GATEWAY_URL } }, findings, {
      examine: async ({ blocks }) =>
        blocks[0]?.baseUrl === GATEWAY_URL
          ? [noRoute]
          : [stamped('credentials', problem('variable-missing', { variable: 'X' }))],
    });
    expect(left).toContainEqual({
      cause: 'base-url-route-missing',
      why: 'it would cause variable-missing: The variable X is not defined anywhere.',
    });
    expect(fixed.map(({ cause }) => cause)).not.toContain('base-url-route-missing');
  });

  test('what a repair reveals is mended, too, in one write', async () => {
    const bare = {
      ...TWO,
      models: [
        { id: 'openai/gpt-4o-mini', name: 'x' },
        { id: 'gpt-4o', name: 'x' },
      ],
    };
    const { fixed, plan: planned } = await plan({ block: { ...bare, baseUrl: GATEWAY_URL } }, [noRoute], {
      examine: async ({ config }) => (config.text.includes('"gpt-4o"') ? [unfit] : []),
    });
    expect(fixed.map(({ cause }) => cause)).toEqual(['base-url-route-missing', 'model-listed-unfit']);
    const changed = planned.writes.filter(({ before, after }) => before !== after);
    expect(changed).toMatchObject([{ before: expect.stringContaining(`"${GATEWAY_URL}"`) }]);
    expect(changed[0]?.after).toContain('"openai/gpt-4o"');
  });
});

describe('a repair that needs the next one', () => {
  const unfitDefault = {
    block: {
      baseUrl: `${GATEWAY_URL}/openai`,
      models: [{ id: 'openai/gpt-4o', name: 'x', compat: { supportsUsageInStreaming: true } }],
    },
    config: { agents: { defaults: { model: 'openai/gpt-4o' } } },
  };
  const examine = (planned: Snapshot) => checkFiles(planned, { now: () => 0 });

  test('comes with it: a default model without its block, in a form that the route does not want', async () => {
    const { snapshot } = await home.inputs(unfitDefault);
    const found = await examine(snapshot);
    expect(found.filter(isProblem).map(({ cause }) => cause)).toEqual([
      'model-ref-prefix-missing',
      'model-listed-unfit',
    ]);
    const { fixed, left, plan } = await planSafeRepairs(snapshot, found, {
      examine,
      accepts: async () => false,
    });
    expect(left).toEqual([]);
    expect(fixed.map(({ cause }) => cause)).toEqual([
      'model-ref-prefix-missing',
      'model-listed-unfit',
      'model-prefix-superfluous',
    ]);
    const after = JSON5.parse(plan.configAfter);
    expect(after.agents.defaults.model).toBe(`${PROVIDER}/gpt-4o`);
    expect(after.models.providers[PROVIDER].models).toMatchObject([{ id: 'gpt-4o' }]);
    const changed = plan.writes.filter(({ before, after }) => before !== after);
    expect(changed).toHaveLength(1);
  });

  test('comes with it: an address without a route, and ids that the route wants in another form', async () => {
    const { snapshot } = await home.inputs({
      block: { baseUrl: GATEWAY_URL, models: [{ id: 'gpt-4o-mini', name: 'x' }] },
      config: { agents: { defaults: { model: `${PROVIDER}/gpt-4o-mini` } } },
    });
    const { plan } = await planSafeRepairs(snapshot, await examine(snapshot), {
      examine,
      accepts: async () => false,
    });
    const after = JSON5.parse(plan.configAfter);
    expect(after.agents.defaults.model).toBe(`${PROVIDER}/openai/gpt-4o-mini`);
    expect(after.models.providers[PROVIDER]).toMatchObject({
      baseUrl: `${GATEWAY_URL}/compat`,
      models: [{ id: 'openai/gpt-4o-mini' }],
    });
  });

  test.each<[string, Setup, object]>([
    [
      'a list of allowed models, and ids in a form that the route does not want',
      {
        block: { baseUrl: `${GATEWAY_URL}/openai`, models: [{ id: 'openai/gpt-4o', name: 'x' }] },
        config: { agents: { defaults: { models: { 'openai/gpt-4o': {} } } } },
      },
      { agents: { defaults: { models: { [`${PROVIDER}/gpt-4o`]: {}, 'openai/gpt-4o': {} } } } },
    ],
    [
      'the same cause of one model after the other',
      {
        block: {
          baseUrl: `${GATEWAY_URL}/openai`,
          models: ['openai/gpt-4o', 'openai/gpt-4o-mini', 'groq/llama-3.3', 'gpt-4o'].map((id) => ({
            id,
            name: 'x',
          })),
        },
      },
      {
        models: {
          providers: {
            [PROVIDER]: { models: [{ id: 'gpt-4o-mini' }, { id: 'groq/llama-3.3' }, { id: 'gpt-4o' }] },
          },
        },
      },
    ],
  ])('comes with it so that a second run changes nothing: %s', async (_name, setup, mended) => {
    const { snapshot } = await home.inputs(setup);
    const means = { examine, accepts: async () => false };
    const { plan } = await planSafeRepairs(snapshot, await examine(snapshot), means);
    expect(JSON5.parse(plan.configAfter)).toMatchObject(mended);
    expect(Object.keys(JSON5.parse(plan.configAfter).agents?.defaults?.models ?? {}).length).toBeLessThan(3);
    const after = await readPlanned(snapshot, plan.writes);
    const again = await planSafeRepairs(after, await examine(after), means);
    expect(again.plan.configAfter).toBe(plan.configAfter);
  });

  test('is left if the failure that it brings has no repair', async () => {
    const { snapshot } = await home.inputs(unfitDefault);
    const found = await examine(snapshot);
    const { fixed, left } = await planSafeRepairs(snapshot, found, {
      accepts: async () => false,
      examine: async ({ config }) =>
        config.text.includes(`${PROVIDER}/`)
          ? [stamped('model', problem('variable-missing', { variable: 'X' }))]
          : found.filter(({ cause }) => cause === 'model-ref-prefix-missing'),
    });
    expect(fixed.map(({ cause }) => cause)).toEqual(['model-listed-unfit']);
    expect(left).toContainEqual({
      cause: 'model-ref-prefix-missing',
      why: 'it would cause variable-missing: The variable X is not defined anywhere.',
    });
  });

  test('is left if the next one takes it back', async () => {
    const { snapshot } = await home.inputs(unfitDefault);
    const found = await examine(snapshot);
    const elsewhere = found.filter(({ cause }) => cause === 'model-ref-prefix-missing');
    const { fixed } = await planSafeRepairs(snapshot, elsewhere, {
      accepts: async () => false,
      examine: async ({ config }) =>
        config.text.includes(`${PROVIDER}/openai`)
          ? [stamped('model', problem('model-prefix-superfluous', { model: 'openai/gpt-4o' }))]
          : elsewhere,
    });
    expect(fixed).toEqual([]);
  });
});

describe('what works stays', () => {
  test('a model that only tables speak against, and the provider takes', async () => {
    const { fixed, left } = await plan({ block: TWO }, [unfit], { accepts: async () => true });
    expect(fixed).toEqual([]);
    expect(left).toEqual([{ cause: 'model-listed-unfit', why: 'the provider accepted gpt-4o in this run' }]);
  });

  test('the model that was asked and accepted', async () => {
    const misspelt = stamped(
      'model',
      problem('model-not-offered', { model: 'openai/gpt-4o-mini', nearest: 'openai/gpt-4o-mina' }),
    );
    const { fixed, left } = await plan({ block: BLOCK }, [misspelt, stamped('provider', pass('accepted'))]);
    expect(fixed).toEqual([]);
    expect(left[0]?.why).toMatch(/^it would change openai\/gpt-4o-mini, which was accepted/);
  });
});
