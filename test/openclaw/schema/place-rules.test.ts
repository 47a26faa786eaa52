import { describe, expect, test } from '@jest/globals';
import { PLACE_RULES } from '../../../src/openclaw/schema/place-rules.js';
import { type Config, refusals, withValue } from './refusals.js';

type Row = [what: string, config: Config, refused: string[]];

/** Texts at a place that are accepted, and others that are refused with the same words. */
function texts(path: string, accepted: readonly string[], refused: readonly string[], says = ''): Row[] {
  const shown = path.replace(/\.(\d+)(?=\.|$)/g, '[$1]');
  const config = (text: string) => withLists(path, text);
  return [
    ...accepted.map((text): Row => [`${path}: ${JSON.stringify(text)}`, config(text), []]),
    ...refused.map(
      (text): Row => [
        `${path}: ${JSON.stringify(text)}`,
        config(text),
        [`${shown} ${says.replace('<text>', text)}`],
      ],
    ),
  ];
}

/** Like withValue, where the step `0` is that of a list. */
function withLists(path: string, value: unknown): Config {
  return path
    .split('.')
    .reduceRight<unknown>((inner, key) => (key === '0' ? [inner] : { [key]: inner }), value) as Config;
}

const DURATION = 'is not a duration such as 500ms, 30s, 5m, 2h or 1h30m';
const ABSOLUTE = 'has to be an absolute path';
const ADDRESS = 'has to be an http or https address';
const SANDBOX = 'agents.defaults.sandbox';

const REFUSED: Row[] = [
  [
    'channels',
    {
      channels: { telegram: {}, ' slack ': {}, telegarm: {}, '': {}, wechat: {}, line: {} },
      plugins: { allow: ['wechat'], entries: { line: {} } },
    },
    ['channels.telegarm is not a channel that OpenClaw knows (telegram)'],
  ],
  [
    'allow and alsoAllow',
    {
      tools: {
        allow: ['a'],
        alsoAllow: ['b'],
        byProvider: { openai: { allow: ['a'], alsoAllow: ['b'] } },
        toolsBySender: { me: { allow: ['a'], alsoAllow: [] } },
        sandbox: { tools: { allow: [], alsoAllow: ['b'] } },
        subagents: { tools: { allow: 'a', alsoAllow: ['b'] } },
      },
    },
    ['tools', 'tools.byProvider.openai'].map(
      (path) => `${path} has both allow and alsoAllow; OpenClaw accepts only one of them`,
    ),
  ],
  ...[
    { mode: 'ask', ask: 'always' },
    { mode: 'ask', security: 'full' },
  ].map(
    (exec): Row => [
      `exec ${JSON.stringify(exec)}`,
      withValue('agents.entries.a.tools.exec', exec),
      ['agents.entries.a.tools.exec.mode cannot be combined with security or ask'],
    ],
  ),
  ...[{ mode: 'ask' }, { ask: 'always', security: 'full' }].map(
    (exec): Row => [`exec ${JSON.stringify(exec)}`, withValue('tools.exec', exec), []],
  ),

  ...texts('mcp.servers.a.url', ['http://x', 'https://x/y', 'x'], ['ftp://x'], ADDRESS),
  ...texts('nodeHost.mcp.servers.a.oauth.redirectUrl', ['http://x'], ['file:///x'], ADDRESS),
  ...texts('proxy.proxyUrl', ['http://x:1'], ['socks5://x'], ADDRESS),
  [
    'an MCP server as other programs write it',
    withValue('mcp.servers.a', { command: 'x', timeout: 5, workingDirectory: '/x', cwd: '/x' }),
    [
      'mcp.servers.a has the unknown key "timeout" (requestTimeoutMs)',
      'mcp.servers.a has the unknown key "workingDirectory" (cwd)',
    ],
  ],
  [
    'an MCP server with an identity of its own',
    withValue('mcp.servers', {
      a: { oauth: { identity: 'per-requester' } },
      b: { oauth: { identity: 'per-requester' }, auth: 'oauth' },
      c: { oauth: { identity: 'shared' } },
      d: { oauth: true },
    }),
    ['mcp.servers.a.oauth has identity "per-requester", which needs auth: "oauth"'],
  ],
  [
    'an MCP server without a command',
    withValue('mcp.servers', {
      a: { transport: 'stdio', command: ' ' },
      b: { transport: 'stdio', command: 'x' },
      c: { transport: 'http' },
      d: { transport: 'stdio', command: 5 },
    }),
    ['a', 'd'].map((id) => `mcp.servers.${id}.transport is "stdio", which needs a command`),
  ],

  ...texts(
    'gateway.publicOrigin',
    ['https://x', 'https://x/', 'http://localhost:1', 'http://127.0.0.1', 'http://[::1]'],
    [
      'http://x',
      'https://x/y',
      'https://x/?y',
      'https://x/#y',
      'https://u@x',
      'https://:p@x',
      'ftp://localhost',
      'x',
      'http://localhost/y',
      'https://localhost/y',
    ],
    'has to be an https address without a path',
  ),
  ...texts(
    'mcp.apps.sandboxOrigin',
    ['https://x', 'http://x'],
    ['ws://x', 'http://x/y'],
    'has to be an http or https address without a path',
  ),
  [
    'roles without one',
    withValue('gateway.roles', { default: 'a' }),
    ['gateway.roles.definitions has no role'],
  ],
  ['roles', withValue('gateway.roles', { default: 'a', definitions: { a: {} } }), []],
  [
    'an unknown role',
    withValue('gateway.roles', { default: 'admn', definitions: { admin: {}, b: {} } }),
    ['gateway.roles.default is "admn", which is not in definitions (admin)'],
  ],

  ...texts('worktreeRoot', ['/x', 'C:\\x', '~', '~/x', '~\\x'], ['x', '~x', 'x/~', './x'], ABSOLUTE),
  ...texts('desktop.host.passwordFile', ['/x', '\\\\host\\x'], ['~/x', ''], ABSOLUTE),
  ...texts('secrets.providers.a.command', ['/bin/x'], ['x'], ABSOLUTE),
  ...texts(
    'secrets.egressProxy.allowedHosts.0',
    ['x.example', ' x '],
    ['x:1', 'x/y', '*.x', 'a b', ''],
    'has to be a host name alone',
  ),
  ...texts('secrets.egressProxy.bypassHosts.0', ['x'], ['x:1'], 'has to be a host name alone'),
  ...[
    'session.maintenance.pruneAfter',
    'session.maintenance.preserveRecent',
    'cron.sessionRetention',
  ].flatMap((path) => texts(path, ['30d'], ['a month', ''], DURATION)),
  ...texts(
    'session.maintenance.maxDiskBytes',
    ['500mb', '1.5 GB', '10', '3k', ' 1b '],
    ['x1', '1.mb', '1pb', '1mbx', 'mb', ''],
    'is not a size such as 500mb',
  ),

  ...[
    { gateway: { tailscale: { mode: 'off' }, bind: 'lan', auth: { mode: 'none' } } },
    { gateway: { bind: 'lan' } },
    { gateway: { tailscale: { mode: 'serve' } } },
    { gateway: { tailscale: { mode: 'serve' }, bind: 'loopback', auth: { mode: 'token' } } },
    { gateway: { tailscale: { mode: 'funnel' }, bind: 'custom', customBindHost: '127.0.0.2' } },
  ].map((config): Row => [`tailscale ${JSON.stringify(config)}`, config, []]),
  [
    'tailscale beside other addresses',
    {
      gateway: {
        tailscale: { mode: 'funnel' },
        bind: 'custom',
        customBindHost: '10.127.0.1',
        auth: { mode: 'none' },
      },
    },
    [
      'gateway.bind has to be "loopback" with tailscale.mode "funnel"',
      'gateway.auth has mode "none", which is not allowed with tailscale.mode "funnel"',
    ],
  ],
  ...[{ bind: 'custom' }, { bind: 'lan', customBindHost: '127.0.0.1' }].map(
    (gateway): Row => [
      `tailscale with ${JSON.stringify(gateway)}`,
      { gateway: { tailscale: { mode: 'serve' }, ...gateway } },
      ['gateway.bind has to be "loopback" with tailscale.mode "serve"'],
    ],
  ),

  ...[
    { provider: ' OpenAI ', providers: { openai: {}, b: {} } },
    { provider: 'x' },
    { provider: 'x', providers: {} },
    { providers: { a: {} } },
    { providers: [] },
  ].map((talk): Row => [`talk ${JSON.stringify(talk)}`, { talk }, []]),
  [
    'talk by an unknown provider',
    {
      talk: {
        provider: 'opnai',
        providers: { openai: {} },
        realtime: { provider: 'x', providers: { b: {} } },
      },
    },
    [
      'talk.provider is "opnai", which is not in providers (openai)',
      'talk.realtime.provider is "x", which is not in providers',
    ],
  ],
  ...[{}, { provider: ' ' }, { provider: 5 }].map(
    (talk): Row => [
      `talk by one of several, ${JSON.stringify(talk)}`,
      { talk: { ...talk, providers: { a: {}, b: {} } } },
      ['talk has several providers, so it needs provider to choose one'],
    ],
  ),

  [
    'hooks that persist',
    {
      hooks: {
        mappings: [
          { sessionMode: 'persistent' },
          { sessionMode: 'persistent', action: 'agent', sessionKey: ' ' },
          { sessionMode: 'persistent', action: 'wake' },
          { sessionMode: 'persistent', sessionKey: 'x' },
          { sessionMode: 'persistent', transform: {} },
          { sessionMode: 'once' },
          'x',
        ],
      },
    },
    [0, 1].map((index) => `hooks.mappings has no sessionKey for the persistent mapping ${index}`),
  ],
  [
    'hooks with a key for all',
    { hooks: { defaultSessionKey: 'x', mappings: [{ sessionMode: 'persistent' }] } },
    [],
  ],
  ['hooks that are no list', { hooks: { mappings: { a: { sessionMode: 'persistent' } } } }, []],
  ...texts(
    'hooks.mappings.0.transform.module',
    ['x.js', ' a/b.js', 'a..b/c.js'],
    ['', ' ', '/x.js', '~/x.js', 'file:x', '../x.js', 'a\\..\\x.js', 'a//../x.js'],
    'has to be a path inside the folder of the transforms',
  ),

  ...[
    { docker: { network: 'bridge' } },
    { docker: { network: 5 } },
    { docker: { network: 'Container:x', dangerouslyAllowContainerNamespaceJoin: true } },
  ].map((sandbox): Row => [`a sandbox ${JSON.stringify(sandbox)}`, withValue(SANDBOX, sandbox), []]),
  ...[
    { network: ' Host ' },
    { network: 'container:x' },
    { network: 'HOST', dangerouslyAllowContainerNamespaceJoin: true },
    { network: 'container:x', dangerouslyAllowContainerNamespaceJoin: 'yes' },
  ].map(
    (docker): Row => [
      `a sandbox ${JSON.stringify(docker)}`,
      withValue(SANDBOX, { docker }),
      [`${SANDBOX}.docker.network is "${docker.network}", which OpenClaw blocks in a sandbox`],
    ],
  ),
  ...texts(
    `${SANDBOX}.browser.network`,
    ['bridge', 'x container:y'],
    ['host', 'container:x'],
    'is "<text>", which OpenClaw blocks in a sandbox',
  ),
  ...['seccompProfile', 'apparmorProfile'].flatMap((key) =>
    texts(
      `agents.entries.a.sandbox.docker.${key}`,
      ['mine'],
      [' Unconfined '],
      'is "unconfined", which OpenClaw blocks',
    ),
  ),
  ...['docker', 'browser'].flatMap((key) =>
    texts(
      `${SANDBOX}.${key}.binds.0`,
      ['/x:/y', 'C:\\x:/y', 'd:/x', '\\\\?\\C:\\x'],
      ['xy:/y', './x:/y', 'x/:/y', 'a b:/x', '\\\\?\\x'],
      'has to begin with an absolute path of this machine',
    ),
  ),
  [
    'variables of a sandbox',
    withValue(`${SANDBOX}.docker.env`, {
      A: 'x',
      _b1: 5,
      '1A': 'x',
      'A-B': 'x',
      C: 'x\ny',
      D: 'x\ry',
      E: 'x\0y',
    }),
    ['.1A', '.A-B', '.C', '.D', '.E'].map(
      (key) => `${SANDBOX}.docker.env${key} is not a variable with a one-line value`,
    ),
  ],

  [
    'profiles of the browser',
    withValue('browser.profiles', {
      a: {},
      b: { cdpPort: 1 },
      c: { cdpUrl: 'http://x' },
      d: { driver: 'existing-session', userDataDir: '/x' },
      e: { driver: 'extension' },
      f: { driver: 'extension', cdpUrl: 'http://x' },
      g: { cdpPort: 1, userDataDir: '/x' },
    }),
    [
      'browser.profiles.a has neither cdpPort nor cdpUrl',
      'browser.profiles.f.cdpUrl cannot be combined with driver: "extension"',
      'browser.profiles.g.userDataDir needs driver: "existing-session"',
    ],
  ],
  ['a search provider', withValue('tools.web.search.provider', ' brave '), []],
  ['an empty one', withValue('tools.web.search.provider', ' '), []],
  [
    'an unknown one beside a plugin of OpenClaw',
    { ...withValue('tools.web.search.provider', 'bing'), plugins: { allow: ['memory-core'] } },
    ['tools.web.search.provider is "bing", but OpenClaw itself has brave only'],
  ],
  [
    'an unknown one beside another plugin',
    { ...withValue('tools.web.search.provider', 'bing'), plugins: { entries: { mine: {} } } },
    [],
  ],
  ...texts(
    'plugins.slots.memory',
    ['', 'none', ' memory-core ', 'memory-lancedb'],
    ['mine'],
    'is "<text>", but no such plugin is installed',
  ),
];

describe('what the rules about other places refuse', () => {
  test.each(REFUSED)('%s', (_what, config, refused) => {
    expect(refusals(PLACE_RULES, config, { searchProviders: ['brave'] })).toEqual(refused);
  });

  test('plugins may bring channels, search providers and memories', () => {
    const config = {
      channels: { x: {} },
      tools: { web: { search: { provider: 'x' } } },
      plugins: { slots: { memory: 'x' } },
    };
    expect(refusals(PLACE_RULES, config)).toHaveLength(3);
    expect(refusals(PLACE_RULES, config, { hasPlugins: true })).toEqual([]);
  });
});
