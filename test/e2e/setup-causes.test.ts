import { delimiter } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CATALOGUE } from '../../src/diagnosis/causes/catalogue.js';
import { type Home, runInProcess } from './harness.js';
import { GATEWAY_URL, lay, SETUPS, type Setup, TOKEN, VARIABLE } from './setups.js';

const environment = (home: Home, { env, path }: Setup): NodeJS.ProcessEnv => ({
  HOME: home.path,
  ...(path && { PATH: `${path(home)}${delimiter}${process.env.PATH}` }),
  ...env,
});

describe('what can be seen without the network', () => {
  test.each(SETUPS)('%s: %s', async (cause, _title, setup) => {
    const home = lay(setup);
    try {
      const run = await runInProcess(['doctor', '--offline', '--json'], { env: environment(home, setup) });
      const { findings, verdict } = run.json();
      const found = findings.find((finding: { cause?: string }) => finding.cause === cause);
      expect(found).toMatchObject({ status: CATALOGUE[cause].severity, category: CATALOGUE[cause].category });
      expect(found.remedy.length).toBeGreaterThan(0);
      if (CATALOGUE[cause].severity === 'fail')
        expect(verdict).toEqual({ category: CATALOGUE[cause].category, cause });
      else expect(verdict).toBeNull();
      expect(run.stdout).not.toContain(TOKEN);
    } finally {
      home.remove();
    }
  });

  test.each<[string, Setup]>([
    ['what init writes', {}],
    ['a template, no auth', { block: { apiKey: `\${${VARIABLE}}` } }],
    [
      'Workers AI',
      {
        block: {
          baseUrl: `${GATEWAY_URL}/workers-ai/v1`,
          models: [{ id: '@cf/meta/llama-3.1-8b-instruct', name: 'x' }],
        },
        primary: 'cloudflare-ai-gateway/@cf/meta/llama-3.1-8b-instruct',
      },
    ],
    ['a trailing slash', { block: { baseUrl: `${GATEWAY_URL}/compat/` } }],
  ])('a setup that works passes: %s', async (_title, setup) => {
    const home = lay(setup);
    try {
      const run = await runInProcess(['doctor', '--offline', '--json'], { env: { HOME: home.path } });
      expect(run.json()).toMatchObject({ ok: true, verdict: null });
    } finally {
      home.remove();
    }
  });
});
