// Configurations that OpenClaw 2026.9.6 takes, as people write them: the ground for what mutate.js makes of them.

const ref = (/** @type {string} */ id) => ({ source: 'env', provider: 'default', id });

/** @param {object} block @param {string} model */
const gateway = (block, model) => ({
  models: {
    mode: 'merge',
    providers: {
      'cloudflare-ai-gateway': {
        auth: 'api-key',
        apiKey: ref('CLOUDFLARE_AI_GATEWAY_API_KEY'),
        ...block,
      },
    },
  },
  agents: { defaults: { model: { primary: `cloudflare-ai-gateway/${model}` } } },
  plugins: { entries: { 'cloudflare-ai-gateway': { enabled: false } } },
});
const at = (/** @type {string} */ route) =>
  `https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/main/${route}`;

/** @type {Record<string, Record<string, any>>} */
export const BASES = {
  compat: gateway(
    {
      baseUrl: at('compat'),
      api: 'openai-completions',
      headers: { 'cf-aig-cache-ttl': '3600', 'cf-aig-metadata': '{"team":"a"}' },
      models: [
        {
          id: 'openai/gpt-4o-mini',
          name: 'GPT-4o mini',
          input: ['text', 'image'],
          contextWindow: 128_000,
          maxTokens: 16_384,
          cost: { input: 0.15, output: 0.6, cacheRead: 0.075, cacheWrite: 0 },
          compat: { supportsUsageInStreaming: true, maxTokensField: 'max_completion_tokens' },
        },
        { id: 'anthropic/claude-sonnet-5', name: 'Claude', reasoning: true },
      ],
    },
    'openai/gpt-4o-mini',
  ),
  anthropic: gateway(
    {
      baseUrl: at('anthropic'),
      api: 'anthropic-messages',
      headers: { 'cf-aig-authorization': `Bearer \${CF_AIG_TOKEN}`, 'x-api-key': '' },
      models: [{ id: 'claude-sonnet-5', name: 'Claude', reasoning: true, contextWindow: 200_000 }],
    },
    'claude-sonnet-5',
  ),
  google: gateway(
    {
      baseUrl: at('google-ai-studio/v1beta'),
      api: 'google-generative-ai',
      models: [{ id: 'gemini-2.5-flash', name: 'Gemini', input: ['text', 'image', 'audio', 'video'] }],
    },
    'gemini-2.5-flash',
  ),
  workersAi: gateway(
    {
      baseUrl: at('workers-ai/v1'),
      api: 'openai-completions',
      authHeader: true,
      timeoutSeconds: 120,
      request: { headers: { 'x-team': 'a' }, allowPrivateNetwork: false },
      models: [{ id: '@cf/meta/llama-3.1-8b-instruct', name: 'Llama', params: { temperature: 0 } }],
    },
    '@cf/meta/llama-3.1-8b-instruct',
  ),
  manyProviders: {
    models: {
      providers: {
        openai: { apiKey: `\${OPENAI_API_KEY}` },
        anthropic: { apiKey: ref('ANTHROPIC_API_KEY'), models: [] },
        mine: {
          baseUrl: 'https://llm.example.com/v1',
          api: 'openai-responses',
          apiKey: { source: 'file', provider: 'vault', id: '/llm/key' },
          models: [{ id: 'large', name: 'Large', thinkingLevelMap: { high: 'high' } }],
        },
        local: { baseUrl: 'http://127.0.0.1:11434', api: 'ollama', models: [] },
      },
    },
    secrets: { providers: { vault: { source: 'file', path: '/etc/openclaw/secrets.json', mode: 'json' } } },
    agents: {
      defaults: {
        model: { primary: 'mine/large', fallbacks: ['anthropic/claude-sonnet-5', 'openai/gpt-4o'] },
        models: { 'mine/large': { alias: 'big' }, 'openai/gpt-4o': {} },
        modelPolicy: { allow: ['mine/*', 'openai/gpt-4o', 'big'] },
        imageModel: { primary: 'openai/gpt-4o', timeoutMs: 60_000 },
        utilityModel: 'openai/gpt-4o-mini',
      },
    },
  },
  onboarded: {
    meta: { lastTouchedVersion: '2026.9.6', migrations: { modelPolicyAllowlist: true } },
    wizard: { lastRunAt: '2026-09-14T08:12:55.120Z', lastRunVersion: '2026.9.6', lastRunMode: 'local' },
    agents: {
      defaults: { workspace: '~/.openclaw/workspace', model: { primary: 'anthropic/claude-sonnet-5' } },
      entries: { main: {} },
    },
    gateway: {
      mode: 'local',
      port: 18_789,
      bind: 'loopback',
      auth: { mode: 'token', token: `\${OPENCLAW_GATEWAY_TOKEN}` },
      tailscale: { mode: 'off' },
    },
    session: { dmScope: 'per-channel-peer' },
    tools: { profile: 'coding' },
    hooks: { internal: { enabled: true, entries: { 'session-memory': { enabled: true } } } },
    auth: { profiles: { 'anthropic:default': { provider: 'anthropic', mode: 'api_key' } } },
    skills: { install: { nodeManager: 'npm' }, entries: { peekaboo: { enabled: false } } },
  },
  telegram: {
    channels: {
      telegram: {
        enabled: true,
        botToken: ref('TELEGRAM_BOT_TOKEN'),
        dmPolicy: 'allowlist',
        allowFrom: ['tg:123', 456],
        groupPolicy: 'allowlist',
        groups: { '*': { requireMention: true } },
        historyLimit: 50,
        streaming: { mode: 'partial' },
        actions: { reactions: true },
      },
      defaults: { groupPolicy: 'open' },
    },
    messages: { ackReaction: '👀', groupChat: { mentionPatterns: ['@bot'] }, queue: { mode: 'collect' } },
    commands: { native: 'auto', restart: true, ownerAllowFrom: ['telegram:123'] },
  },
  discord: {
    channels: {
      discord: {
        enabled: true,
        token: `\${DISCORD_BOT_TOKEN}`,
        groupPolicy: 'allowlist',
        guilds: { 1234: { requireMention: true, channels: { 5678: { enabled: true } } } },
        accounts: { second: { token: ref('DISCORD_SECOND'), enabled: false } },
        textChunkLimit: 1800,
      },
      modelByChannel: { discord: { 5678: 'openai/gpt-4o' } },
    },
    bindings: [
      { agentId: 'main', match: { channel: 'discord', accountId: 'second' } },
      { agentId: 'ops', match: { channel: 'discord', peer: { kind: 'channel', id: '5678' } } },
    ],
    agents: { ownership: 'explicit', entries: { main: {}, ops: { name: 'Ops', workspace: '~/ops' } } },
  },
  otherChannels: {
    channels: {
      slack: { enabled: true, mode: 'socket', botToken: `\${SLACK_BOT}`, appToken: ref('SLACK_APP') },
      whatsapp: {
        dmPolicy: 'allowlist',
        allowFrom: ['+15551234567'],
        groups: { '*': { requireMention: true } },
      },
      signal: { account: '+15551234567', dmPolicy: 'pairing' },
      matrix: { homeserver: 'https://matrix.example.org', userId: '@bot:example.org', enabled: false },
      msteams: { enabled: false, appId: 'a', tenantId: 't', webhook: { port: 3978, path: '/api/messages' } },
      irc: { host: 'irc.example.org', port: 6697, tls: true, nick: 'bot' },
    },
  },
  agents: {
    agents: {
      ownership: 'explicit',
      defaults: {
        model: 'openai/gpt-4o',
        heartbeat: { every: '30m', target: 'last', activeHours: { start: '08:00', end: '24:00' } },
        compaction: { mode: 'safeguard', memoryFlush: { enabled: true } },
        contextPruning: { mode: 'cache-ttl', ttl: '1h' },
        subagents: { maxConcurrent: 4, model: 'openai/gpt-4o-mini' },
        sandbox: {
          mode: 'non-main',
          scope: 'agent',
          docker: { image: 'openclaw-sandbox', network: 'bridge', memory: '1g', env: { LANG: 'C.UTF-8' } },
        },
        maxConcurrent: 4,
        thinkingDefault: 'low',
        timeoutSeconds: 600,
      },
      entries: {
        main: { identity: { name: 'Claw', emoji: '🦞' }, tools: { profile: 'full' } },
        home: {
          workspace: '~/home',
          model: { primary: 'anthropic/claude-sonnet-5', fallbacks: [] },
          tools: { allow: ['read', 'exec'], deny: ['browser'], exec: { mode: 'ask' } },
          subagents: { allowAgents: ['main'] },
          heartbeat: { every: '0m' },
        },
      },
    },
    broadcast: { strategy: 'parallel', 'whatsapp:120363@g.us': ['main', 'home'] },
  },
  oldAgents: {
    agents: {
      defaults: { model: { primary: 'openai/gpt-4o' } },
      list: [
        { id: 'main', default: true, name: 'Main' },
        { id: 'work', workspace: '~/work', model: 'openai/gpt-4o-mini', tools: { profile: 'messaging' } },
      ],
    },
  },
  oneOldAgent: { agents: { list: [{ id: 'main', identity: { name: 'Samantha', theme: 'helpful' } }] } },
  tools: {
    tools: {
      profile: 'coding',
      alsoAllow: ['browser'],
      deny: ['canvas'],
      byProvider: { openai: { profile: 'minimal' }, 'google/gemini-2.5-flash': { allow: ['read'] } },
      exec: { mode: 'ask', timeoutSeconds: 60, backgroundMs: 10_000, applyPatch: { enabled: true } },
      elevated: { enabled: true, allowFrom: { telegram: ['123'] } },
      loopDetection: { enabled: true },
      agentToAgent: { enabled: false, allow: ['main'] },
      web: {
        search: { enabled: true, provider: 'gemini', maxResults: 5, cacheTtlMinutes: 15 },
        fetch: { enabled: true, maxChars: 20_000, headers: { 'x-a': 'b' } },
      },
      media: { image: { enabled: true }, audio: { enabled: true, maxBytes: 20_971_520 } },
    },
  },
  gatewayServer: {
    gateway: {
      mode: 'local',
      bind: 'loopback',
      port: 18_790,
      auth: { mode: 'password', password: ref('GATEWAY_PASSWORD'), allowTailscale: true },
      tailscale: { mode: 'serve' },
      controlUi: { enabled: true, basePath: '/openclaw', allowedOrigins: ['https://claw.example.com'] },
      trustedProxies: ['127.0.0.1'],
      reload: { mode: 'hybrid' },
      http: { endpoints: { chatCompletions: { enabled: true } } },
      remote: { url: 'ws://127.0.0.1:18790', token: `\${REMOTE_TOKEN}` },
      nodes: { commands: { deny: ['camera.snap'] } },
    },
    discovery: { mdns: { mode: 'minimal' } },
    logging: { level: 'info', consoleLevel: 'warn', redactPatterns: ['secret'] },
    update: { channel: 'stable', checkOnStart: false },
  },
  cronAndHooks: {
    cron: { enabled: true, sessionRetention: '24h', failureAlert: { enabled: true, after: 3 } },
    hooks: {
      enabled: true,
      token: `\${HOOK_TOKEN}`,
      path: '/hooks',
      defaultSessionKey: 'hook:main',
      mappings: [
        {
          id: 'mail',
          match: { path: 'mail' },
          action: 'agent',
          agentId: 'main',
          messageTemplate: '{{subject}}',
          deliver: true,
          channel: 'last',
          model: 'openai/gpt-4o-mini',
        },
      ],
    },
    session: {
      scope: 'per-sender',
      reset: { mode: 'daily', atHour: 4 },
      resetByType: { group: { mode: 'idle', idleMinutes: 120 } },
      maintenance: { mode: 'enforce', pruneAfter: '30d', maxEntries: 500, maxDiskBytes: '500mb' },
      sendPolicy: { default: 'allow', rules: [{ action: 'deny', match: { channel: 'discord' } }] },
    },
  },
  memoryAndSkills: {
    memory: {
      search: {
        enabled: true,
        provider: 'openai-compatible',
        model: 'text-embedding-3-small',
        remote: { baseUrl: at('openai'), apiKey: ref('CLOUDFLARE_AI_GATEWAY_API_KEY') },
        query: { maxResults: 6, minScore: 0.3 },
      },
    },
    skills: {
      allowBundled: ['github', 'weather'],
      load: { extraDirs: ['~/skills'], watch: true },
      entries: { sag: { enabled: true, apiKey: `\${ELEVENLABS_API_KEY}`, env: { A: 'b' } } },
    },
  },
  mcpAndPlugins: {
    mcp: {
      servers: {
        files: { command: 'npx', args: ['-y', 'server-filesystem'], env: { ROOT: '/data', DEBUG: true } },
        docs: {
          url: 'https://mcp.example.com/mcp',
          transport: 'streamable-http',
          headers: { Authorization: `Bearer \${MCP_TOKEN}` },
          toolFilter: { include: ['search'] },
        },
      },
    },
    plugins: {
      enabled: true,
      allow: ['telegram', 'memory-core'],
      deny: ['voice-call'],
      load: { paths: [] },
      slots: { memory: 'memory-core' },
      entries: {
        'active-memory': { enabled: true, hooks: { timeoutMs: 5000 }, config: {} },
        google: { config: { webSearch: { apiKey: ref('GEMINI_API_KEY') } } },
      },
    },
  },
  rest: {
    $schema: 'https://openclaw.ai/schema/openclaw.json',
    env: {
      vars: { GROQ_API_KEY: 'gsk_fake0000000000000000' },
      shellEnv: { enabled: true, timeoutMs: 15_000 },
    },
    diagnostics: { enabled: true, flags: ['telegram.*'] },
    browser: {
      enabled: true,
      defaultProfile: 'openclaw',
      headless: true,
      profiles: { work: { cdpPort: 18_801 } },
    },
    ui: { seamColor: '#FF4500' },
    acp: { enabled: true, backend: 'acpx', allowedAgents: ['claude', 'codex'] },
    approvals: { exec: { enabled: true, mode: 'session' } },
    tts: { auto: 'inbound', provider: 'elevenlabs' },
    talk: { provider: 'elevenlabs', providers: { elevenlabs: { voiceId: 'x' } } },
    telemetry: { enabled: false },
    commands: { bash: false, config: true, text: true },
    secrets: { providers: { default: { source: 'env', allowlist: ['OPENAI_API_KEY'] } } },
  },
  nothing: {},
};
