import { expect, test } from '@jest/globals';
import { plugin } from '../../../src/doctor/block/plugin-check.js';
import { BLOCK, brief, findingsOf, inHome, PROVIDER, type Setup, VARIABLE } from '../home.js';

const open = { auth: undefined };
const elsewhere = (block: Record<string, unknown>) => ({
  models: { providers: { mine: { ...BLOCK, auth: undefined, ...block } } },
  agents: { defaults: { model: { primary: 'mine/openai/gpt-4o-mini' } } },
});
const INSTALLED = `.openclaw/npm/projects/x-0a1b/node_modules/@openclaw/cloudflare-ai-gateway-provider`;
const BUNDLED = 'dist/extensions/cloudflare-ai-gateway';

test.each<[string, Setup, string, evidence: string]>([
  ['auth is "api-key"', {}, 'pass', ''],
  ['auth is "api-key", installed all the same', { files: { [INSTALLED]: null } }, 'pass', ''],
  [
    'switched off',
    { block: open, config: { plugins: { entries: { [PROVIDER]: { enabled: false } } } } },
    'pass',
    'enabled is false',
  ],
  ['denied', { block: open, config: { plugins: { deny: [PROVIDER] } } }, 'pass', 'deny'],
  ['no plugins at all', { block: open, config: { plugins: { enabled: false } } }, 'pass', 'plugins.enabled'],
  ['a block as the plugin writes it', { block: { ...open, apiKey: undefined } }, 'pass', ''],
  ['about to come', { block: open }, 'warn plugin-may-interfere', `${PROVIDER}, and ${VARIABLE} is set`],
  [
    'switched on',
    { block: open, config: { plugins: { entries: { [PROVIDER]: { enabled: true } } } } },
    'warn plugin-may-interfere',
    'not installed yet',
  ],
  ['installed', { block: open, files: { [INSTALLED]: null } }, 'warn plugin-may-interfere', 'installed: '],
  [
    'put there by hand',
    { block: open, files: { [`.openclaw/extensions/${PROVIDER}`]: null } },
    'warn plugin-may-interfere',
    'extensions',
  ],
  ['the variable alone', { config: elsewhere({}) }, 'warn plugin-may-interfere', `but ${VARIABLE} is set`],
  [
    'another id and another variable',
    {
      config: elsewhere({ apiKey: { source: 'env', provider: 'default', id: 'MY_TOKEN' } }),
      files: { '.openclaw/.env': 'MY_TOKEN=x\n' },
    },
    'pass',
    '',
  ],
])('%s', async (_name, setup, expected, evidence) => {
  await inHome(async (home) => {
    const found = await findingsOf(plugin, await home.inputs(setup));
    expect(brief(found)).toEqual([expected]);
    expect(found[0]?.evidence.join('\n')).toContain(evidence);
  });
});

test('part of an old OpenClaw', async () => {
  await inHome(async (home) => {
    const files = {
      'bin/openclaw': '',
      'package.json': '{"name":"openclaw","version":"2026.6.8"}',
      [BUNDLED]: null,
    };
    const context = await home.inputs({ block: open, files, env: { PATH: home.at('bin') } });
    expect((await findingsOf(plugin, context))[0]?.evidence[0]).toContain(BUNDLED);
  });
});
