import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { readTextFile } from '../../../src/lib/files/read-text.js';
import { sqliteOpener } from '../../../src/lib/sqlite.js';
import { findHeldCredentials } from '../../../src/openclaw/machine/held-credentials.js';

// Written by `openclaw onboard` of these versions.
const SETUPS = fileURLToPath(new URL('../../corpus/setups/', import.meta.url));
const ID = 'cloudflare-ai-gateway:default';

const find = (
  folder: string,
  {
    config,
    open,
    ids = ['cloudflare-ai-gateway'],
  }: { config?: unknown; open?: ReturnType<typeof sqliteOpener>; ids?: string[] } = {},
) =>
  findHeldCredentials(
    { stateDir: `${SETUPS}${folder}`, configPath: '/openclaw.json', config, readText: readTextFile, open },
    ids,
  );

describe('what OpenClaw keeps', () => {
  test('in the file of 2026.4.9', async () => {
    const found = await find('official-onboarding-2026.4.9');
    expect(found).toEqual([
      {
        provider: 'cloudflare-ai-gateway',
        id: ID,
        type: 'api_key',
        variable: undefined,
        file: expect.stringMatching(/auth-profiles\.json$/),
        isStored: true,
      },
    ]);
    expect(JSON.stringify(found)).not.toContain('sk-ant');
  });

  test('in the database of 2026.6.6, which this Node cannot read', async () => {
    const [found, ...others] = await find('official-onboarding-2026.6.6');
    expect(found).toEqual({
      provider: 'cloudflare-ai-gateway',
      type: 'api_key',
      variable: undefined,
      file: expect.stringMatching(/openclaw-agent\.sqlite$/),
      isStored: true,
    });
    expect(others).toEqual([]);
    expect(await find('official-onboarding-2026.6.6', { ids: ['openai'] })).toEqual([]);
  });

  (sqliteOpener() ? test : test.skip)('in the database of 2026.6.6', async () => {
    const found = await find('official-onboarding-2026.6.6', { open: sqliteOpener() });
    expect(found).toMatchObject([{ id: ID, type: 'api_key', isStored: true }]);
  });

  test('what only the config says', async () => {
    const config = {
      auth: {
        profiles: {
          [ID]: { provider: 'Cloudflare-AI-Gateway', mode: 'api_key' },
          'openai:x': { provider: 'openai', mode: 'oauth' },
          broken: null,
        },
      },
    };
    expect(await find('none', { config })).toMatchObject([{ id: ID, type: 'api_key', isStored: false }]);
  });
});
