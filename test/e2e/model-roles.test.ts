import { afterEach, describe, expect, test } from '@jest/globals';
import JSON5 from 'json5';
import { Stage } from './features-setup.js';

let stage: Stage;
afterEach(() => stage.close());

const GPT = 'cloudflare-ai-gateway/openai/gpt-4o-mini';
// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of the file
const readConfig = (): any => JSON5.parse(stage.home.read(stage.home.config));

/** Changes the config that `init` wrote. */
function edit(change: (config: ReturnType<typeof readConfig>) => void): void {
  const config = readConfig();
  change(config);
  stage.home.write(stage.home.config, JSON.stringify(config, null, 2));
}

describe('a misspelt model that the block does not list', () => {
  test.each(['openai/gpt-4o-mimi', 'openai/gpt-4o-mni', 'openai/gpt-nope'])(
    '%s is the verdict of doctor and of test-model',
    async (id) => {
      stage = await Stage.open();
      edit(({ agents }) => {
        agents.defaults.model = { primary: `cloudflare-ai-gateway/${id}` };
      });
      const verdict = { category: 'config', cause: 'model-not-listed' };
      for (const args of [['doctor'], ['doctor', '--offline'], ['test-model']]) {
        const run = await stage.run([...args, '--json']);
        expect([args, run.code, run.json().verdict]).toEqual([args, 10, verdict]);
      }
    },
  );
});

test('a model that is not listed but accepted is a warning, in every role', async () => {
  stage = await Stage.open();
  edit(({ agents, models }) => {
    models.providers['cloudflare-ai-gateway'].models = [{ id: 'openai/gpt-4o', name: 'x' }];
    agents.defaults.heartbeat = { model: GPT };
  });
  const doctor = await stage.run(['doctor', '--json']);
  expect(doctor.code).toBe(0);
  expect(doctor.json().findings).toContainEqual(
    expect.objectContaining({ status: 'warn', cause: 'model-not-listed', model: 'openai/gpt-4o-mini' }),
  );
  const fixed = await stage.run(['doctor', '--fix', '--yes', '--json']);
  expect(fixed.code).toBe(0);
  const listed: { id: string }[] = readConfig().models.providers['cloudflare-ai-gateway'].models;
  expect(listed.map(({ id }) => id)).toEqual(['openai/gpt-4o', 'openai/gpt-4o-mini']);
});

describe('--fix adds the gateway’s models to the list in force', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>, unknown]>([
    ['the old map', { models: { 'a/b': { alias: 'x' } } }, {}, { 'a/b': { alias: 'x' }, [GPT]: {} }],
    ['a policy', { modelPolicy: { allow: ['a/b'] } }, {}, ['a/b', GPT]],
    ['a policy with a wildcard', { modelPolicy: { allow: ['a/*'] } }, {}, ['a/*', GPT]],
    ['an agent’s policy', {}, { main: { modelPolicy: { allow: ['a/b'] } } }, ['a/b', GPT]],
  ])('%s', async (_name, defaults, entries, expected) => {
    stage = await Stage.open();
    edit(({ agents }) => {
      Object.assign(agents.defaults, defaults);
      if (Object.keys(entries).length) Object.assign(agents, { ownership: 'explicit', entries });
    });
    await stage.run(['doctor', '--offline', '--fix', '--yes', '--json']);
    const { defaults: after, entries: agents } = readConfig().agents;
    expect(agents?.main.modelPolicy.allow ?? after.modelPolicy?.allow ?? after.models).toEqual(expected);
    const again = await stage.run(['doctor', '--offline', '--json']);
    expect(again.stdout).not.toContain('not-allowed');
  });
});
