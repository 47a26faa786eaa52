import { expect, test } from '@jest/globals';
import type { Setup } from '../../../../src/openclaw/blocks/recipes.js';
import fc from '../../../property.js';
import { CONFIGS, DOTENVS, PARTS } from '../../corpus.js';
import { KEY } from '../../memory.js';
import { RealHome } from '../../real-home.js';

const WAYS: readonly Partial<Setup>[] = [
  {},
  { recipe: 'openai', models: [{ id: 'gpt-4o' }] },
  { recipe: 'anthropic', payment: 'own-key', provider: 'anthropic', models: [{ id: 'claude-sonnet-5' }] },
  {
    recipe: 'rest',
    models: [{ id: 'openai/gpt-5.1' }, { id: 'openai/gpt-4o' }],
    fallbacks: ['openai/gpt-4o'],
  },
  { models: [{ id: 'openai/gpt-4o' }, { id: 'groq/llama' }], fallbacks: ['groq/llama', 'openai/gpt-4o'] },
  { gateway: 'other', models: [] },
];

const story = fc.record({
  config: fc.constantFrom(...CONFIGS),
  dotenv: fc.constantFrom(...DOTENVS),
  runs: fc.array(
    fc.record({ way: fc.constantFrom(...WAYS), second: fc.boolean(), key: fc.constantFrom(KEY, `${KEY}-2`) }),
    { minLength: 1, maxLength: 4 },
  ),
  comment: fc.boolean(),
  undo: fc.boolean(),
});

test('reverting any sequence of init runs restores every byte', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ config, dotenv, runs, comment, undo }) => {
      const home = new RealHome();
      try {
        home.write(home.config, config.text);
        for (const [name, text] of Object.entries(PARTS)) home.write(`${home.state}/${name}`, text);
        home.write(home.env, dotenv);
        const before = home.contents();
        const ids = new Set<string>();
        for (const { way, second, key } of runs) {
          const providerId = second ? 'cf-second' : 'cloudflare-ai-gateway';
          ids.add(providerId);
          await home.setUp({ ...way, providerId, providerKey: key });
        }
        const later = comment && !undo ? '\n// later\n' : '';
        if (later) home.write(home.config, home.read(home.config) + later);
        if (undo) while (await home.undo()) {}
        else for (const id of ids) await home.takeOut(id);
        expect(home.contents()).toEqual({ ...before, 'openclaw.json': before['openclaw.json'] + later });
      } finally {
        home.remove();
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 25) },
  );
}, 120_000);
