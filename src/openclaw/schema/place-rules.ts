import path from 'node:path';
import { isRecord } from '../../lib/json.js';
import { nearest } from '../../lib/nearest.js';
import { ANY, type Pattern } from '../files/tree.js';
import { isDuration, NO_DURATION } from './agent-rules.js';
import { isLoopback, isOrigin } from './model-rules.js';
import { type Refusal, type Rule, ruleOf, textRule } from './rule.js';

/** The places of tools, for the main config and every agent. */
const TOOLS: readonly Pattern[] = [['tools'], ['agents', 'entries', ANY, 'tools']];
const SANDBOXES: readonly Pattern[] = [
  ['agents', 'defaults', 'sandbox'],
  ['agents', 'entries', ANY, 'sandbox'],
];
const MCP_SERVERS: readonly Pattern[] = [
  ['mcp', 'servers', ANY],
  ['nodeHost', 'mcp', 'servers', ANY],
];
/** Names that other programs give to what OpenClaw calls otherwise. */
const FOREIGN_MCP_KEYS: Readonly<Record<string, string>> = {
  connectTimeout: 'connectionTimeoutMs',
  connect_timeout: 'connectionTimeoutMs',
  timeout: 'requestTimeoutMs',
  workingDirectory: 'cwd',
  supports_parallel_tool_calls: 'supportsParallelToolCalls',
  ssl_verify: 'sslVerify',
  client_cert: 'clientCert',
  client_key: 'clientKey',
  disabled: 'enabled',
};

export const PLACE_RULES: readonly Rule[] = [
  ruleOf([['channels']], (channels, { channels: known, hasPlugins, config }) =>
    Object.keys(channels)
      .map((key) => key.trim())
      .filter((id) => id && !known.has(id) && !hasPlugins && !pluginsNamed(config).includes(id))
      .map((id) => ({ key: id, says: 'is not a channel that OpenClaw knows', nearest: nearest(id, known) })),
  ),
  ruleOf(
    TOOLS.flatMap((tools) => [
      tools,
      [...tools, 'byProvider', ANY],
      [...tools, 'toolsBySender', ANY],
      [...tools, 'sandbox', 'tools'],
      [...tools, 'subagents', 'tools'],
    ]),
    ({ allow, alsoAllow }) =>
      isFilled(allow) && isFilled(alsoAllow)
        ? [{ says: 'has both allow and alsoAllow; OpenClaw accepts only one of them' }]
        : [],
  ),
  ruleOf(
    TOOLS.map((tools) => [...tools, 'exec']),
    ({ mode, security, ask }) =>
      mode !== undefined && (security !== undefined || ask !== undefined)
        ? [{ key: 'mode', says: 'cannot be combined with security or ask' }]
        : [],
  ),
  ruleOf(MCP_SERVERS, mcpServer),
  ...['url', 'oauth'].map((key) =>
    textRule(
      MCP_SERVERS.map((server) => (key === 'oauth' ? [...server, 'oauth', 'redirectUrl'] : [...server, key])),
      httpOnly,
    ),
  ),
  textRule([['proxy', 'proxyUrl']], httpOnly),
  textRule([['gateway', 'publicOrigin']], (text) =>
    isBareOrigin(text, ['https:']) || (isBareOrigin(text, ['http:']) && isLoopback(text))
      ? undefined
      : 'has to be an https address without a path',
  ),
  textRule([['mcp', 'apps', 'sandboxOrigin']], (text) =>
    isBareOrigin(text, ['http:', 'https:']) ? undefined : 'has to be an http or https address without a path',
  ),
  ruleOf([['gateway', 'roles']], ({ default: chosen, definitions }) => {
    const roles = isRecord(definitions) ? Object.keys(definitions) : [];
    if (!roles.length) return [{ key: 'definitions', says: 'has no role' }];
    return roles.includes(String(chosen))
      ? []
      : [
          {
            key: 'default',
            says: `is "${chosen}", which is not in definitions`,
            nearest: nearest(String(chosen), roles),
          },
        ];
  }),
  textRule([['worktreeRoot']], (text) => (/^~($|[\\/])/.test(text) ? undefined : absolutePath(text))),
  textRule([['desktop', 'host', 'passwordFile']], absolutePath),
  textRule(
    [
      ['secrets', 'egressProxy', 'allowedHosts', ANY],
      ['secrets', 'egressProxy', 'bypassHosts', ANY],
    ],
    (text) => (/^[^\s/*:]+$/.test(text.trim()) ? undefined : 'has to be a host name alone'),
  ),
  ruleOf([['gateway']], tailscale),
  ...['pruneAfter', 'archiveDashboardAfter', 'preserveRecent', 'resetArchiveRetention'].map((key) =>
    textRule([['session', 'maintenance', key]], (text) => (isDuration(text) ? undefined : NO_DURATION)),
  ),
  textRule([['cron', 'sessionRetention']], (text) => (isDuration(text) ? undefined : NO_DURATION)),
  ...['maxDiskBytes', 'highWaterBytes'].map((key) =>
    textRule([['session', 'maintenance', key]], (text) =>
      /^\d+(\.\d+)?\s*([kmgt]?b?)?$/i.test(text.trim()) ? undefined : 'is not a size such as 500mb',
    ),
  ),
  ruleOf([['talk'], ['talk', 'realtime']], ({ provider, providers }) => {
    const known = isRecord(providers) ? Object.keys(providers) : [];
    const chosen = typeof provider === 'string' ? provider.trim().toLowerCase() : '';
    if (chosen && known.length && !known.includes(chosen)) {
      return [
        {
          key: 'provider',
          says: `is "${chosen}", which is not in providers`,
          nearest: nearest(chosen, known),
        },
      ];
    }
    return !chosen && known.length > 1
      ? [{ says: 'has several providers, so it needs provider to choose one' }]
      : [];
  }),
  ruleOf([['hooks']], ({ mappings, defaultSessionKey }) =>
    (Array.isArray(mappings) ? mappings : []).flatMap((mapping, index): Refusal[] => {
      if (
        !isRecord(mapping) ||
        mapping.sessionMode !== 'persistent' ||
        (mapping.action ?? 'agent') !== 'agent'
      )
        return [];
      const hasKey =
        isText(mapping.sessionKey) || isText(defaultSessionKey) || mapping.transform !== undefined;
      return hasKey
        ? []
        : [{ key: 'mappings', says: `has no sessionKey for the persistent mapping ${index}` }];
    }),
  ),
  textRule([['hooks', 'mappings', ANY, 'transform', 'module']], (text) => {
    const module = text.trim();
    const isSafe =
      module && !path.isAbsolute(module) && !/^~|:/.test(module) && !module.split(/[\\/]+/).includes('..');
    return isSafe ? undefined : 'has to be a path inside the folder of the transforms';
  }),
  ...SANDBOXES.flatMap(sandboxRules),
  ruleOf([['browser', 'profiles', ANY]], ({ driver, cdpPort, cdpUrl, userDataDir }) => [
    ...(driver === 'existing-session' || driver === 'extension' || cdpPort || cdpUrl
      ? []
      : [{ says: 'has neither cdpPort nor cdpUrl' }]),
    ...(driver !== 'existing-session' && userDataDir
      ? [{ key: 'userDataDir', says: 'needs driver: "existing-session"' }]
      : []),
    ...(driver === 'extension' && cdpUrl
      ? [{ key: 'cdpUrl', says: 'cannot be combined with driver: "extension"' }]
      : []),
  ]),
  textRule([['secrets', 'providers', ANY, 'command']], absolutePath),
  textRule(
    [['tools', 'web', 'search', 'provider']],
    (text, { searchProviders, hasPlugins, config, plugins }) =>
      hasPlugins ||
      !text.trim() ||
      searchProviders.includes(text.trim()) ||
      pluginsNamed(config).some((id) => !plugins.has(id))
        ? undefined
        : `is "${text}", but OpenClaw itself has ${searchProviders.join(', ')} only`,
  ),
  textRule([['plugins', 'slots', 'memory']], (text, { plugins, hasPlugins }) =>
    hasPlugins || OTHER_MEMORIES.has(text.trim()) || plugins.has(text.trim())
      ? undefined
      : `is "${text}", but no such plugin is installed`,
  ),
];

/** No plugin; and one that OpenClaw only warns of while it is not installed. */
const OTHER_MEMORIES = new Set(['', 'none', 'memory-lancedb']);

/** OpenClaw only warns of a channel whose plugin the config names. */
function pluginsNamed({ plugins }: Record<string, unknown>): string[] {
  if (!isRecord(plugins)) return [];
  const allowed = Array.isArray(plugins.allow) ? plugins.allow : [];
  return [...allowed, ...Object.keys(Object(plugins.entries))].map(String);
}

function absolutePath(text: string): string | undefined {
  return path.posix.isAbsolute(text) || path.win32.isAbsolute(text)
    ? undefined
    : 'has to be an absolute path';
}

function isBareOrigin(text: string, protocols: readonly string[]): boolean {
  if (!isOrigin(text, protocols)) return false;
  const { pathname, search, hash, username, password } = new URL(text);
  return pathname === '/' && !search && !hash && !username && !password;
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function httpOnly(text: string): string | undefined {
  // What is no address at all, the schema refuses.
  return !URL.canParse(text) || isOrigin(text, ['http:', 'https:'])
    ? undefined
    : 'has to be an http or https address';
}

function mcpServer(server: Record<string, unknown>): Refusal[] {
  return [
    ...Object.entries(FOREIGN_MCP_KEYS)
      .filter(([key]) => Object.hasOwn(server, key))
      .map(([key, meant]) => ({ says: `has the unknown key "${key}"`, nearest: meant })),
    ...(isRecord(server.oauth) && server.oauth.identity === 'per-requester' && server.auth !== 'oauth'
      ? [{ key: 'oauth', says: 'has identity "per-requester", which needs auth: "oauth"' }]
      : []),
    ...(server.transport === 'stdio' && !isText(server.command)
      ? [{ key: 'transport', says: 'is "stdio", which needs a command' }]
      : []),
  ];
}

function tailscale({ tailscale, bind, customBindHost, auth }: Record<string, unknown>): Refusal[] {
  const mode = isRecord(tailscale) ? tailscale.mode : undefined;
  if (mode !== 'serve' && mode !== 'funnel') return [];
  const isLocal =
    bind === undefined ||
    bind === 'loopback' ||
    (bind === 'custom' && typeof customBindHost === 'string' && customBindHost.startsWith('127.'));
  return [
    ...(isLocal ? [] : [{ key: 'bind', says: `has to be "loopback" with tailscale.mode "${mode}"` }]),
    ...(isRecord(auth) && auth.mode === 'none'
      ? [{ key: 'auth', says: `has mode "none", which is not allowed with tailscale.mode "${mode}"` }]
      : []),
  ];
}

function sandboxRules(sandbox: Pattern): Rule[] {
  const blocked = (text: string) => {
    const network = text.trim().toLowerCase();
    return network === 'host' || network.startsWith('container:')
      ? `is "${text}", which OpenClaw blocks in a sandbox`
      : undefined;
  };
  return [
    ruleOf([[...sandbox, 'docker']], ({ network, dangerouslyAllowContainerNamespaceJoin: allowsJoin }) => {
      const says = typeof network === 'string' ? blocked(network) : undefined;
      const isAllowed = allowsJoin === true && String(network).trim().toLowerCase() !== 'host';
      return says && !isAllowed ? [{ key: 'network', says }] : [];
    }),
    textRule([[...sandbox, 'browser', 'network']], blocked),
    textRule(
      [
        [...sandbox, 'docker', 'seccompProfile'],
        [...sandbox, 'docker', 'apparmorProfile'],
      ],
      (text) =>
        text.trim().toLowerCase() === 'unconfined' ? 'is "unconfined", which OpenClaw blocks' : undefined,
    ),
    textRule(
      [
        [...sandbox, 'docker', 'binds', ANY],
        [...sandbox, 'browser', 'binds', ANY],
      ],
      (text) =>
        /^(\/|[a-z]:[\\/]|\\\\\?\\[a-z]:)/i.test(text)
          ? undefined
          : 'has to begin with an absolute path of this machine',
    ),
    ruleOf([[...sandbox, 'docker', 'env']], (env) =>
      Object.entries(env)
        .filter(([name, value]) => !/^[a-z_]\w*$/i.test(name) || /[\r\n\0]/.test(String(value)))
        .map(([key]) => ({ key, says: 'is not a variable with a one-line value' })),
    ),
  ];
}
