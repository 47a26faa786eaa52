import { describe, expect, test } from '@jest/globals';
import { planAddition } from '../../../src/openclaw/changes/additions.js';
import { readHistory } from '../../../src/openclaw/changes/history.js';
import { readJournal } from '../../../src/openclaw/changes/journal.js';
import { planRemoval } from '../../../src/openclaw/changes/removal/removal-plan.js';
import { planSetup } from '../../../src/openclaw/changes/setup-plan.js';
import { CONFIG, ENV, Home, KEY, SETUP, TOKEN } from '../memory.js';

const SECOND = 'cloudflare-ai-gateway-work';
const OTHER_TOKEN = 'cfut_OTHERotherOTHERotherOTHERotherOTHERother00000';

async function with2(second: Partial<typeof SETUP>): Promise<Home> {
  const home = new Home({ [CONFIG]: '{}' });
  home.write(planSetup(SETUP, await home.current()).writes);
  const setup = { ...SETUP, providerId: SECOND, ...second };
  home.write(planSetup(setup, await home.current()).writes);
  return home;
}

interface Shape {
  models: { providers: Record<string, { apiKey: { id: string }; models: { id: string }[] }> };
  agents: { defaults: { model: { primary: string }; modelPolicy: { allow: string[] } } };
}

const config = async (home: Home) => (await home.current()).config.value as unknown as Shape;

describe('two blocks', () => {
  test('share the same token', async () => {
    const home = await with2({ gateway: 'second' });
    expect(home.files.get(ENV)).toBe(`CLOUDFLARE_AI_GATEWAY_API_KEY=${TOKEN}\n`);
    expect(Object.keys((await config(home)).models.providers)).toEqual(['cloudflare-ai-gateway', SECOND]);
  });

  test('another token gets its own variable, and the first block keeps working', async () => {
    const home = await with2({ token: OTHER_TOKEN });
    expect(home.files.get(ENV)).toBe(
      `CLOUDFLARE_AI_GATEWAY_API_KEY=${TOKEN}\nCLOUDFLARE_AI_GATEWAY_WORK_TOKEN=${OTHER_TOKEN}\n`,
    );
    const { providers } = (await config(home)).models;
    expect(providers['cloudflare-ai-gateway']!.apiKey.id).toBe('CLOUDFLARE_AI_GATEWAY_API_KEY');
    expect(providers[SECOND]!.apiKey.id).toBe('CLOUDFLARE_AI_GATEWAY_WORK_TOKEN');
  });

  test('another provider key gets its own variable', async () => {
    const own = {
      recipe: 'openai',
      payment: 'own-key',
      providerKey: KEY,
      models: [{ id: 'gpt-4o' }],
    } as const;
    const home = new Home({ [CONFIG]: '{}' });
    home.write(planSetup({ ...SETUP, ...own }, await home.current()).writes);
    const second = { ...SETUP, ...own, providerKey: `${KEY}-2`, providerId: SECOND };
    home.write(planSetup(second, await home.current()).writes);
    expect(home.files.get(ENV)).toContain(`OPENAI_API_KEY=${KEY}\nCLOUDFLARE_AI_GATEWAY_WORK_KEY=${KEY}-2\n`);
    expect(home.write(planSetup(second, await home.current()).writes)).toEqual([]);
  });

  test('a new token for the block with the default name replaces the old one', async () => {
    const home = await with2({ gateway: 'second' });
    home.write(planSetup({ ...SETUP, token: OTHER_TOKEN }, await home.current()).writes);
    expect(home.files.get(ENV)).toBe(`CLOUDFLARE_AI_GATEWAY_API_KEY=${OTHER_TOKEN}\n`);
  });
});

test('a block of another provider is not changed', async () => {
  const home = new Home({
    [CONFIG]: '{ models: { providers: { ollama: { baseUrl: "http://127.0.0.1:11434/v1" } } } }',
  });
  const current = await home.current();
  expect(() => planSetup({ ...SETUP, providerId: 'ollama' }, current)).toThrow('does not use a gateway');
  const journal = await readJournal(CONFIG, home.read);
  const skill = await home.read(current.place.skillPath);
  await expect(
    planRemoval(
      'ollama',
      { ...current, journal, skill },
      await readHistory({ ...current, journal }, home.read),
    ),
  ).rejects.toThrow('left unchanged');
});

describe('added models', () => {
  test('are listed after the existing ones, and the primary stays', async () => {
    const home = await with2({});
    const primary = (await config(home)).agents.defaults.model.primary;
    const plan = planAddition(SECOND, ['openai/gpt-4.1', 'openai/gpt-4o-mini'], await home.current());
    expect(home.write(plan.writes)).toEqual([CONFIG]);
    const after = await config(home);
    expect(after.models.providers[SECOND]!.models.map(({ id }) => id)).toEqual([
      'openai/gpt-4o-mini',
      'openai/gpt-4.1',
    ]);
    expect(after.agents.defaults.model.primary).toBe(primary);
    expect(plan.notes).toEqual(['openai/gpt-4o-mini is already listed.']);
    expect(home.write(planAddition(SECOND, ['openai/gpt-4.1'], await home.current()).writes)).toEqual([]);
  });

  test('create a missing list, and extend the allowlist', async () => {
    const home = new Home({
      [CONFIG]: `{ models: { providers: { "cloudflare-ai-gateway": {} } },
        agents: { defaults: { modelPolicy: { allow: ["x/y"] } } } }`,
    });
    home.write(planAddition('cloudflare-ai-gateway', ['openai/gpt-4.1'], await home.current()).writes);
    const after = await config(home);
    expect(after.models.providers['cloudflare-ai-gateway']!.models).toHaveLength(1);
    expect(after.agents.defaults.modelPolicy.allow).toEqual(['x/y', 'cloudflare-ai-gateway/openai/gpt-4.1']);
  });

  test.each([
    ['no block', '{}', 'there is no models.providers'],
    [
      'no list',
      '{ models: { providers: { "cloudflare-ai-gateway": { models: 1 } } } }',
      'should be an array',
    ],
  ])('%s: refused', async (_name, text, message) => {
    const home = new Home({ [CONFIG]: text });
    const current = await home.current();
    expect(() => planAddition('cloudflare-ai-gateway', ['openai/gpt-4o'], current)).toThrow(message);
  });
});
