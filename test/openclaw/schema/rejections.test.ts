// biome-ignore-all lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax
import { describe, expect, test } from '@jest/globals';
import { BASES } from '../../../scripts/openclaw/schema/bases.js';
import { showPath } from '../../../src/lib/json5/paths.js';
import { rejectionsOf } from '../../../src/openclaw/schema/rejections.js';
import { environmentOf } from '../../../src/openclaw/secrets/environment.js';
import { type Config, withValue } from './refusals.js';

function rejections(config: Config, env: NodeJS.ProcessEnv = {}, hasPlugins = false) {
  return rejectionsOf({ config, environment: environmentOf(env), hasPlugins });
}

const agent = (entry: Config) => withValue('agents.entries.home', entry);

/** What OpenClaw 2026.9.6 refuses in the configurations of its users; each was put before its own reader. */
const REFUSED: [path: string, says: string, config: Config, nearest?: string][] = [
  ['meta.lastTouchedAt', 'unknown key "lastTouchedAt"', withValue('meta.lastTouchedAt', 'x')],
  ['gateway.tailscale.resetOnExit', 'unknown key', withValue('gateway.tailscale.resetOnExit', true)],
  ['commands.ownerDisplay', 'unknown key', withValue('commands.ownerDisplay', 'raw')],
  ['gateway.nodes.denyCommands', 'unknown key', withValue('gateway.nodes.denyCommands', []), 'commands'],
  [
    'gateway.controlUi.allowInsecureAuth',
    'unknown key',
    withValue('gateway.controlUi.allowInsecureAuth', true),
  ],
  ['agents.defaults.memorySearch', 'unknown key', withValue('agents.defaults.memorySearch', {})],
  ['tools.web.search.apiKey', 'has moved to plugins.entries', withValue('tools.web.search.apiKey', 'x')],
  ['tools.web.search.gemini', 'has moved to plugins.entries', withValue('tools.web.search.gemini', {})],
  ['agent', 'the config has the unknown key "agent"', withValue('agent.model', 'a/b')],
  ['plugins.installs', 'unknown key', withValue('plugins.installs', {})],
  ['logging.redactSensitive', 'unknown key', withValue('logging.redactSensitive', 'tools')],
  ['messages.tts', 'unknown key', withValue('messages.tts', {})],
  ['ui.assistant', 'unknown key', withValue('ui.assistant', {})],
  ['env.OPENROUTER_API_KEY', 'unknown key', withValue('env.OPENROUTER_API_KEY', 'x')],
  ['memory.backend', 'unknown key', withValue('memory.backend', 'qmd')],
  ['skills.load.watchDebounceMs', 'unknown key', withValue('skills.load.watchDebounceMs', 250)],
  ['tools.exec.timeoutSec', 'unknown key', withValue('tools.exec.timeoutSec', 60), 'timeoutSeconds'],
  ['models.primary', 'unknown key', withValue('models.primary', 'a/b')],
  ['agents.main', 'unknown key', withValue('agents.main', {})],
  ['agents.entries.home.model.fallback', 'unknown key', agent({ model: { fallback: 'a/b' } }), 'fallbacks'],
  ['agents.entries.home.heartbeat.onStart', 'unknown key', agent({ heartbeat: { onStart: true } })],
  [
    'agents.entries.home.tools.profile',
    'one of minimal, coding, messaging, full',
    agent({ tools: { profile: 'all' } }),
  ],
  [
    'agents.defaults.model.fallback',
    'unknown key',
    withValue('agents.defaults.model.fallback', 'a/b'),
    'fallbacks',
  ],
  [
    'agents.defaults.models',
    'should be an object, but is an array',
    withValue('agents.defaults.models', ['a/b']),
  ],
  [
    'agents.defaults.contextPruning.mode',
    'one of off, cache-ttl',
    withValue('agents.defaults.contextPruning.mode', 'adaptive'),
  ],
  ['agents.defaults.sandbox.network', 'unknown key', withValue('agents.defaults.sandbox.network', 'none')],
  ['wizard.lastRunAt', 'should be a string, but is null', withValue('wizard.lastRunAt', null)],
  [
    'wizard.lastRunMode',
    'is null, but has to be one of local, remote',
    withValue('wizard.lastRunMode', null),
  ],
  ['models.providers.own.baseUrl', '', withValue('models.providers.own', { baseUrl: 5, models: [] })],
  ['models.providers.own', 'has no baseUrl', withValue('models.providers.own', { models: [] })],
  ['models.providers.own', 'has no models', withValue('models.providers.own', { baseUrl: 'https://x' })],
  [
    'models.providers.opanai',
    'has no baseUrl',
    withValue('models.providers.opanai', { models: [] }),
    'openai',
  ],
  [
    'models.providers.openai.headers.x',
    'should be a string or an object',
    withValue('models.providers.openai.headers', { x: true }),
  ],
  [
    'models.providers.openai.apiKey',
    'has no provider',
    withValue('models.providers.openai.apiKey', { source: 'env', id: 'A' }),
  ],
  [
    'models.providers.openai.apiKey.source',
    'is "vault", but has to be one of env, file, exec, store',
    withValue('models.providers.openai.apiKey', { source: 'vault', provider: 'default', id: 'A' }),
  ],
  [
    'models.providers.openai.apiKey',
    'its provider has "exec"',
    {
      models: { providers: { openai: { apiKey: { source: 'file', provider: 'safe', id: '/a' } } } },
      secrets: { providers: { safe: { source: 'exec', command: '/bin/safe' } } },
    },
  ],
  [
    'hooks.token',
    'is a secret reference',
    withValue('hooks.token', { source: 'env', provider: 'default', id: 'A' }),
  ],
  [
    'mcp.servers.a.headers.X-API-Key',
    'should be a string',
    withValue('mcp.servers.a', { url: 'https://x', headers: { 'X-API-Key': { source: 'env', id: 'A' } } }),
  ],
  [
    'mcp.servers.a',
    'unknown key "disabled"',
    withValue('mcp.servers.a', { command: 'x', disabled: true }),
    'enabled',
  ],
  ['mcp.servers.a.url', 'is not an address', withValue('mcp.servers.a.url', 'example.com/mcp')],
  ['mcp.servers.a.url', 'http or https', withValue('mcp.servers.a.url', 'ftp://example.com')],
  [
    'agents.ownership',
    'has to be "explicit", since there are 2 agents',
    withValue('agents.entries', { a: {}, b: {} }),
  ],
  ['agents.list.0', 'has to be "ops-team"', withValue('agents.list', [{ id: 'Ops Team' }])],
  [
    'agents.list.1.tools.profile',
    'is "all"',
    withValue('agents.list', [
      { id: 'a', default: true },
      { id: 'b', tools: { profile: 'all' } },
    ]),
  ],
  [
    'agents.defaults.modelPolicy.allow.0',
    'is not a model',
    withValue('agents.defaults.modelPolicy.allow', ['gpt']),
  ],
  [
    'agents.defaults.imageModel',
    'Google shut down Gemini 1.5 Pro',
    withValue('agents.defaults.imageModel', 'google/gemini-1.5-pro'),
  ],
  [
    'agents.defaults.heartbeat.every',
    'is not a duration',
    withValue('agents.defaults.heartbeat.every', 'hourly'),
  ],
  [
    'agents.defaults.heartbeat.activeHours.start',
    'is not a time',
    withValue('agents.defaults.heartbeat.activeHours.start', '24:00'),
  ],
  [
    'bindings.0.agentId',
    'is "ops", but the agents are home',
    { ...agent({}), bindings: [{ agentId: 'ops', match: { channel: 'slack' } }] },
  ],
  ['channels.telegarm', 'is not a channel', withValue('channels.telegarm', {}), 'telegram'],
  ['channels.telegram.botTken', 'unknown key', withValue('channels.telegram.botTken', 'x'), 'botToken'],
  ['tools', 'both allow and alsoAllow', withValue('tools', { allow: ['a'], alsoAllow: ['b'] })],
  [
    'tools.exec.mode',
    'cannot be combined with security or ask',
    withValue('tools.exec', { mode: 'ask', ask: 'always' }),
  ],
  ['tools.web.search.provider', 'is "bing"', withValue('tools.web.search.provider', 'bing')],
  [
    'gateway.port',
    'should be a whole number from 1 to 65535, but is a string',
    withValue('gateway.port', '18789'),
  ],
  ['gateway.bind', 'has to be "loopback"', { gateway: { bind: 'lan', tailscale: { mode: 'serve' } } }],
  [
    'session.maintenance.pruneAfter',
    'is not a duration',
    withValue('session.maintenance.pruneAfter', 'a month'),
  ],
  ['plugins.entries.imap.config.x', 'unknown key', withValue('plugins.entries.imap.config.x', 1)],
];

describe('refused', () => {
  test.each(REFUSED)('%s %s', (path, says, config, nearest = '') => {
    const found = rejections(config);
    const [fault] = found;
    expect(found).toHaveLength(1);
    expect(fault!.path.join('.')).toBe(path);
    expect(fault!.detail).toContain(says);
    expect(fault!.nearest ?? '').toBe(nearest);
  });

  test('several faults are told one by one', () => {
    const config = { foo: 1, meta: { bar: 2 }, gateway: { mode: 'locl', port: 0 } };
    expect(rejections(config).map(({ path }) => showPath(path))).toEqual([
      'foo',
      'meta.bar',
      'gateway.mode',
      'gateway.port',
    ]);
  });
});

describe('accepted', () => {
  test.each(Object.entries(BASES))('%s', (_name, config) => {
    expect(rejections(config)).toEqual([]);
  });

  const ACCEPTED: [string, Config][] = [
    ['the old list of agents', withValue('agents.list', [{ id: 'main', default: true }, { id: 'b' }])],
    ['an old context size', withValue('models.providers.openai.contextTokens', 5)],
    [
      'old context sizes of agents',
      { agents: { defaults: { contextTokens: 5 }, list: [{ id: 'a', contextTokens: 5 }] } },
    ],
    [
      'secret references inside of channels',
      withValue('channels.telegram.botToken', { source: 'env', provider: 'default', id: 'A' }),
    ],
    [
      'a channel whose plugin the config names',
      { channels: { wechat: {} }, plugins: { entries: { wechat: { enabled: true } } } },
    ],
    ['a plugin that is not there', withValue('plugins.entries.other', { enabled: true, config: { a: 1 } })],
    [
      'a fraction of tokens',
      withValue('models.providers.openai.models', [{ id: 'a', name: 'A', maxTokens: 1.5 }]),
    ],
    ['an address with a variable', withValue('mcp.servers.a.url', 'https://${HOST}/mcp')],
  ];
  test.each(ACCEPTED)('%s', (_name, config) => {
    expect(rejections(config)).toEqual([]);
  });

  test('a variable has its value where a word or an address is wanted', () => {
    const config = { gateway: { mode: '${MODE}' }, mcp: { servers: { a: { url: '${URL}' } } } };
    expect(rejections(config, { MODE: 'local', URL: 'https://x' })).toEqual([]);
    expect(rejections(config)).toHaveLength(2);
  });

  test('what plugins may bring, if there are any', () => {
    const config = {
      channels: { wechat: {} },
      tools: { web: { search: { provider: 'bing' } } },
      plugins: { slots: { memory: 'mine' } },
    };
    expect(rejections(config)).toHaveLength(3);
    expect(rejections(config, {}, true)).toEqual([]);
  });
});
