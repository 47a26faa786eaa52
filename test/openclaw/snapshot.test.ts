import { describe, expect, test } from '@jest/globals';
import { CONFIG, GATEWAY_URL, Home, TOKEN } from './memory.js';
import { reference, TOKEN_VARIABLE } from './target-with.js';

describe('whether a key may be in OpenClaw’s store', () => {
  const PROFILE = 'own:default';
  test.each<[name: string, apiKey: unknown, env: NodeJS.ProcessEnv, isLookedFor: boolean]>([
    ['the config has none', undefined, {}, true],
    ['the config names a profile', PROFILE, {}, true],
    ['the config has one', TOKEN, {}, false],
    ['a variable has it', reference(TOKEN_VARIABLE), { [TOKEN_VARIABLE]: TOKEN }, false],
  ])('%s', async (_name, apiKey, env, isLookedFor) => {
    const config = {
      models: { providers: { own: { baseUrl: `${GATEWAY_URL}/compat`, apiKey } } },
      auth: { profiles: { [PROFILE]: { provider: 'own', mode: 'api_key' } } },
    };
    const home = new Home({ [CONFIG]: JSON.stringify(config) }, env);
    const { held } = await home.snapshot();
    expect(held.map(({ id }) => id)).toEqual(isLookedFor ? [PROFILE] : []);
  });
});
