import { describe, expect, test } from '@jest/globals';
import { openclaw } from '../../../src/doctor/config/openclaw.js';
import { compareVersions } from '../../../src/openclaw/machine/installation.js';
import { brief, findingsOf, type Home, inHome, type Setup } from '../home.js';

const manifest = (version: string, name = 'openclaw') => JSON.stringify({ name, version });

const REFERENCE = { source: 'env', provider: 'default', id: 'CLOUDFLARE_AI_GATEWAY_API_KEY' };

const installed = (
  home: Home,
  version: string,
  block: Record<string, unknown>,
  config: Record<string, unknown> = {},
): Setup => ({
  block,
  config,
  env: { PATH: home.at('bin') },
  files: { 'bin/openclaw': '', 'package.json': manifest(version) },
});

describe('which OpenClaw', () => {
  test.each<[string, (home: Home) => Setup, string[], string]>([
    ['none', () => ({ env: { PATH: '/nowhere' } }), ['skip'], 'no openclaw on the PATH'],
    ['no PATH at all', () => ({}), ['skip'], 'no openclaw'],
    [
      'a link into the package, as npm makes it',
      (home) => {
        home.write('lib/node_modules/openclaw/openclaw.mjs', '');
        home.link('bin/openclaw', '../lib/node_modules/openclaw/openclaw.mjs');
        return {
          env: { PATH: `relative:${home.at('empty')}:${home.at('bin')}` },
          files: { 'lib/node_modules/openclaw/package.json': manifest('2026.9.6') },
        };
      },
      ['pass'],
      'OpenClaw 2026.9.6',
    ],
    [
      'a script beside node_modules, as on Windows',
      (home) => ({
        env: { PATH: home.at('npm') },
        platform: 'win32',
        files: { 'npm/openclaw.cmd': '', 'npm/node_modules/openclaw/package.json': manifest('2026.10.1') },
      }),
      ['pass'],
      'OpenClaw 2026.10.1',
    ],
    [
      'the first that takes references as objects',
      (home) => installed(home, '2026.2.26', { apiKey: REFERENCE }),
      ['pass'],
      'OpenClaw 2026.2.26',
    ],
    [
      'one that refuses them',
      (home) => installed(home, '2026.2.23', { apiKey: REFERENCE }),
      ['fail openclaw-too-old'],
      'OpenClaw 2026.2.23 is older than its config and refuses models.providers.cloudflare-ai-gateway.apiKey (a reference as an object)',
    ],
    [
      'one that refuses them, with a reference in text',
      (home) => installed(home, '2026.2.23', { apiKey: `\${CLOUDFLARE_AI_GATEWAY_API_KEY}` }),
      ['pass'],
      'OpenClaw 2026.2.23',
    ],
    [
      'one that refuses an entry of a plugin that is not installed',
      (home) =>
        installed(
          home,
          '2026.2.23',
          { apiKey: `\${CLOUDFLARE_AI_GATEWAY_API_KEY}` },
          { plugins: { entries: { 'cloudflare-ai-gateway': { enabled: false } } } },
        ),
      ['fail openclaw-too-old'],
      'plugins.entries.cloudflare-ai-gateway (an entry of a plugin that is not installed)',
    ],
    [
      'the first on the PATH counts',
      (home) => ({
        env: { PATH: [home.at('a/bin'), home.at('b/bin')].join(':') },
        files: {
          'a/bin/openclaw': '',
          'a/package.json': manifest('2026.6.1'),
          'b/bin/openclaw': '',
          'b/package.json': manifest('2026.9.6'),
        },
      }),
      ['pass'],
      'OpenClaw 2026.6.1',
    ],
    [
      'a program of that name that is another',
      (home) => ({
        env: { PATH: home.at('bin') },
        files: { 'bin/openclaw': '', 'package.json': manifest('1.0.0', 'something-else') },
      }),
      ['skip'],
      'no openclaw',
    ],
    [
      'a package.json that is none',
      (home) => ({ env: { PATH: home.at('bin') }, files: { 'bin/openclaw': '', 'package.json': '{' } }),
      ['skip'],
      'no openclaw',
    ],
  ])('%s', async (_name, setup, expected, title) => {
    await inHome(async (home) => {
      const found = await findingsOf(openclaw, await home.inputs(setup(home)));
      expect(brief(found)).toEqual(expected);
      expect(found[0]?.title).toContain(title);
    });
  });
});

test.each<[string, string, number]>([
  ['2026.9.6', '2026.9.6', 0],
  ['2026.9.6', '2026.10.1', -1],
  ['2026.10.1', '2026.9.6', 1],
  ['2026.5.30', '2026.6', -1],
  ['2026.6.0', '2026.6', 0],
  ['2026.6.1', '2026.6', 1],
  ['2026.9.6-beta.1', '2026.9.6', 0],
  ['2025.12.31', '2026.1.1', -1],
])('compareVersions(%s, %s)', (a, b, expected) => {
  expect(Math.sign(compareVersions(a, b))).toBe(expected);
});
