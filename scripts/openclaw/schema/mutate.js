// Changes configurations as people do, well and badly, at places that chance chooses. The same seed gives the same changes.
import { randomFrom } from '../../random.js';

/** @typedef {{ [key: string]: any }} Json */
/** @typedef {{ parent: any, key: string | number, value: any, path: (string | number)[] }} Place */
/** @typedef {import('../../random.js').Random} Random */

/** @template T @param {Random} random @param {readonly T[]} list @returns {T} */
const pick = (random, list) => /** @type {T} */ (list[Math.floor(random() * list.length)]);

const isObject = (/** @type {any} */ value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {Json} root @returns {Place[]} everything in it */
function placesIn(root) {
  /** @type {Place[]} */
  const places = [];
  const visit = (/** @type {any} */ node, /** @type {(string | number)[]} */ path) => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, value] of Object.entries(node)) {
      const key = Array.isArray(node) ? Number(name) : name;
      places.push({ parent: node, key, value, path: [...path, key] });
      visit(value, [...path, key]);
    }
  };
  visit(root, []);
  return places;
}

const NEW_KEYS = [
  'note',
  'enable',
  'disabled',
  'comment',
  'timeout',
  'apikey',
  'max_tokens',
  'description',
  'models',
  'model',
  'default',
];
const WORDS = ['none', 'auto', 'on', 'strict', 'token', 'Full', 'openai', ''];
const OTHER_VALUES = [null, true, 0, -1, 1.5, 'yes', '5', [], {}, ['a'], { a: 1 }];
/** What older versions of OpenClaw took, and where. */
const OLD_KEYS = /** @type {[string[], any][]} */ ([
  [['meta', 'lastTouchedAt'], '2026-02-01T10:00:00.000Z'],
  [['gateway', 'tailscale', 'resetOnExit'], false],
  [['commands', 'ownerDisplay'], 'raw'],
  [['gateway', 'nodes', 'denyCommands'], ['camera.snap']],
  [['gateway', 'controlUi', 'allowInsecureAuth'], true],
  [['agents', 'defaults', 'memorySearch'], { enabled: true }],
  [['tools', 'web', 'search', 'apiKey'], 'BSA-fake'],
  [['tools', 'web', 'search', 'gemini'], { model: 'gemini-2.5-flash' }],
  [['agent'], { model: 'openai/gpt-4o' }],
  [['plugins', 'installs'], {}],
  [['logging', 'redactSensitive'], 'tools'],
  [['messages', 'tts'], { auto: 'off' }],
  [['ui', 'assistant'], { name: 'Claw' }],
  [['env', 'OPENROUTER_API_KEY'], 'sk-or-fake'],
  [['memory', 'backend'], 'qmd'],
  [['skills', 'load', 'watchDebounceMs'], 250],
  [['tools', 'exec', 'timeoutSec'], 60],
  [['identity'], { name: 'Claw' }],
  [['agents', 'defaults', 'model', 'fallback'], ['openai/gpt-4o']],
  [['agents', 'defaults', 'contextPruning', 'keepLastAssistants'], 3],
  [['agents', 'defaults', 'contextPruning', 'mode'], 'adaptive'],
  [['agents', 'defaults', 'sandbox', 'network'], 'none'],
  [['agents', 'defaults', 'models'], ['openai/gpt-4o']],
  [['hooks', 'token'], { source: 'env', provider: 'default', id: 'HOOK_TOKEN' }],
  [
    ['mcp', 'servers', 'old'],
    { url: 'https://x.example.com', headers: { 'X-API-Key': { source: 'env', id: 'A' } } },
  ],
  [['mcp', 'servers', 'old'], { command: 'npx', disabled: true }],
  [['models', 'providers', 'own'], { apiKey: 'x', api: 'openai-completions' }],
  [['models', 'providers', 'own'], { baseUrl: 'https://x.example.com', defaultHeaders: {}, models: [] }],
  [['auth', 'cooldowns'], {}],
  [['messages', 'queue', 'debounceMs'], 500],
  [['wizard', 'lastRunAt'], null],
  [['agents', 'default'], 'main'],
  [['channels', 'telegram', 'tokn'], 'x'],
  [['channels', 'wechat'], { enabled: true }],
  [['agents', 'defaults', 'imageModel'], 'google/gemini-1.5-pro'],
  [['session', 'maintenance', 'pruneAfter'], 'a month'],
]);
/** What the newest takes. */
const NEW_SETTINGS = /** @type {[string[], any][]} */ ([
  [['logging', 'level'], 'debug'],
  [['logging', 'file'], '/tmp/openclaw.log'],
  [['commands', 'text'], true],
  [['env', 'vars', 'TZ'], 'UTC'],
  [['models', 'mode'], 'replace'],
  [['agents', 'defaults', 'workspace'], '~/.openclaw/workspace'],
  [['agents', 'defaults', 'timeoutSeconds'], 900],
  [['agents', 'defaults', 'heartbeat'], { every: '1h' }],
  [['tools', 'deny'], ['browser']],
  [['session', 'resetTriggers'], ['/new']],
  [['session', 'reset'], { mode: 'idle', idleMinutes: 60 }],
  [['cron', 'enabled'], false],
  [['browser', 'enabled'], false],
  [['channels', 'telegram', 'enabled'], false],
  [['channels', 'defaults', 'groupPolicy'], 'allowlist'],
  [['mcp', 'servers', 'more'], { command: 'uvx', args: ['server'] }],
  [['skills', 'entries', 'weather'], { enabled: false }],
  [
    ['models', 'providers', 'openrouter'],
    { apiKey: { source: 'env', provider: 'default', id: 'OPENROUTER_API_KEY' } },
  ],
  [
    ['models', 'providers', 'own'],
    { baseUrl: 'http://localhost:1234/v1', apiKey: 'none', models: [{ id: 'a', name: 'A' }] },
  ],
  [['plugins', 'entries', 'cloudflare-ai-gateway'], { enabled: false }],
  [['plugins', 'entries', 'not-installed'], { enabled: true }],
  [['gateway', 'mode'], 'local'],
  [['gateway', 'auth'], { mode: 'token', token: 'fake-token' }],
  [['memory', 'search'], { enabled: false }],
  [['talk', 'interruptOnSpeech'], true],
]);

/** @param {Json} config @param {string[]} path @param {any} value */
function set(config, path, value) {
  let node = config;
  for (const key of path.slice(0, -1)) {
    if (!isObject(node[key])) node[key] = {};
    node = node[key];
  }
  node[/** @type {string} */ (path.at(-1))] = structuredClone(value);
}

/**
 * Each changes the configuration in place. Most of the first harm, the others mostly do not.
 * @type {readonly ((config: Json, random: Random, bases: readonly Json[]) => void)[]}
 */
const CHANGES = [
  function addUnknownKey(config, random) {
    const objects = [config, ...placesIn(config).map(({ value }) => value)].filter(isObject);
    pick(random, objects)[pick(random, NEW_KEYS)] = pick(random, OTHER_VALUES);
  },
  function misspellKey(config, random) {
    const place = pick(
      random,
      placesIn(config).filter(({ key }) => typeof key === 'string'),
    );
    if (!place) return;
    const key = String(place.key);
    const position = Math.floor(random() * key.length);
    const typo = pick(random, [
      key.toUpperCase(),
      `${key}s`,
      key.slice(0, position) + key.slice(position + 1),
    ]);
    delete place.parent[key];
    place.parent[typo] = place.value;
  },
  function changeType(config, random) {
    const place = pick(random, placesIn(config));
    if (place) place.parent[place.key] = structuredClone(pick(random, OTHER_VALUES));
  },
  function changeWord(config, random) {
    const place = pick(
      random,
      placesIn(config).filter(({ value }) => typeof value === 'string'),
    );
    if (place)
      place.parent[place.key] = pick(random, [`${place.value}x`, place.value.toUpperCase(), ...WORDS]);
  },
  function changeNumber(config, random) {
    const place = pick(
      random,
      placesIn(config).filter(({ value }) => typeof value === 'number'),
    );
    if (place) place.parent[place.key] = pick(random, [0, -1, 0.5, 1e12, String(place.value)]);
  },
  function removeKey(config, random) {
    const place = pick(
      random,
      placesIn(config).filter(({ path }) => path.length > 1),
    );
    if (!place) return;
    if (Array.isArray(place.parent)) place.parent.splice(Number(place.key), 1);
    else delete place.parent[place.key];
  },
  function wrapInArray(config, random) {
    const place = pick(random, placesIn(config));
    if (place) place.parent[place.key] = Array.isArray(place.value) ? place.value[0] : [place.value];
  },
  function addOldKey(config, random) {
    const [path, value] = pick(random, OLD_KEYS);
    set(config, path, value);
  },
  function addSetting(config, random) {
    const [path, value] = pick(random, NEW_SETTINGS);
    set(config, path, value);
  },
  function addPartOfAnother(config, random, bases) {
    const other = pick(random, bases);
    const key = pick(random, Object.keys(other));
    if (key !== undefined && config[key] === undefined) config[key] = structuredClone(other[key]);
  },
  function useVariable(config, random) {
    const place = pick(
      random,
      placesIn(config).filter(({ value }) => typeof value === 'string'),
    );
    if (place) place.parent[place.key] = pick(random, ['$' + '{NOT_SET}', `\${NOT_SET}/${place.value}`]);
  },
];

/**
 * @param {readonly Json[]} bases
 * @param {number} count
 * @param {number} seed
 * @returns {Json[]}
 */
export function mutate(bases, count, seed) {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const config = structuredClone(pick(random, bases));
    const changes = 1 + Math.floor(random() * 2);
    for (let n = 0; n < changes; n++) pick(random, CHANGES)(config, random, bases);
    return config;
  });
}
