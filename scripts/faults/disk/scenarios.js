import { FLAGS, INIT, TOKEN } from '../program.js';

/** @typedef {Record<string, (text: string) => string>} Edits by path */

/**
 * A command that writes, and the home that it meets.
 * @typedef {object} Scenario
 * @property {string} group the line of the report
 * @property {Record<string, string | { text?: string, link?: string, mode?: number, uid?: number }>} home by path
 * @property {(string[] | Edits)[]} before the commands that set the home up, and what the user then changed
 * @property {string[]} command
 * @property {string[]} place flags of every command
 * @property {Record<string, string>} env
 * @property {boolean} hasErrors also tried with errors of the system: these together make every kind of call
 * @property {boolean} undoes `undo` after the command gives back what was before
 */

const CONFIG = '// mine\n{\n  agents: { defaults: { workspace: "~/w" } }, // kept\n}\n';
const ENV = '# mine\nOTHER_KEY=sk-FAKEfakeFAKEfakeFAKE\n';
const STATE = '.openclaw';
const JSON5 = `${STATE}/openclaw.json`;
const DOTENV = `${STATE}/.env`;
const SKILL_FILE = `${STATE}/skills/cf-aig/SKILL.md`;
const BOTH = { [JSON5]: CONFIG, [DOTENV]: ENV };

const ADD = ['init', '--add-model', 'openai/gpt-4o', ...FLAGS];
const ADD_TWO = ['init', '--add-model', 'openai/gpt-4.1-mini', 'openai/gpt-4.1', ...FLAGS];
const TAKE = ['init', '--remove-model', 'openai/gpt-4o', '--yes', '--no-input'];
const SKILL = ['init', '--skill', '--yes', '--no-input'];
const REMOVE = ['init', '--remove', '--yes', '--no-input'];
const FIX = ['doctor', '--offline', '--fix', '--yes', '--no-input'];
const UNDO = ['undo', '--yes', '--no-input'];
const FALLBACK = [...INIT, '--fallback', 'anthropic/claude-haiku-4-5', '--recipe', 'openai'];
const SECOND = [...INIT, '--provider-id', 'cloudflare-work', '--gateway', 'work'];
const OWN_KEY = [...INIT, '--pay', 'own-key', '--provider-key-env', 'MY_KEY'];
const KEY = { MY_KEY: 'sk-FAKEfakeFAKEfakeFAKEfakeFAKEfake' };
const STATE_DIR = { OPENCLAW_STATE_DIR: '~/state' };
const ELSEWHERE = { OPENCLAW_CONFIG_PATH: '~/etc/openclaw.json', OPENCLAW_STATE_DIR: '~/var' };

/** Ways to say what is wrong in a home that init has set up. */
const wrongUrl = (/** @type {string} */ text) => text.replace('/compat"', '/compat/chat/completions"');
const secretInConfig = (/** @type {string} */ text) =>
  text.replace(/apiKey: \{[^}]*\}/, `apiKey: "${TOKEN}"`);
const note = (/** @type {string} */ text) => `${text}// later\n`;
const otherToken = (/** @type {string} */ text) => text.replace(TOKEN, TOKEN.replaceAll('0', '1'));
const withoutToken = (/** @type {string} */ text) => text.replace(/^CLOUDFLARE.*\n/m, '');

/** Five older versions beside each file, two of which others can read. */
const BACKUPS = Object.fromEntries(
  [JSON5, DOTENV].flatMap((path) =>
    ['', '.1', '.2', '.3', '.4'].map((age, index) => [
      `${path}.cf-aig.bak${age}`,
      { text: `# version ${5 - index}\n`, mode: index % 2 ? 0o644 : 0o600 },
    ]),
  ),
);
const LINKS = {
  'dotfiles/openclaw.json': CONFIG,
  'dotfiles/secrets/env': ENV,
  [JSON5]: { link: '../dotfiles/openclaw.json' },
  [DOTENV]: { link: '../dotfiles/secrets/env' },
};
const INCLUDES = {
  [JSON5]:
    '{\n  models: { $include: "./parts/models.json5" }, // kept\n  agents: { $include: "./agents.json" },\n}\n',
  [`${STATE}/parts/models.json5`]: '// models\n{ providers: {} }\n',
  [`${STATE}/agents.json`]: '{ "defaults": {} }\n',
  [DOTENV]: ENV,
};
const CRLF = {
  [JSON5]: `\ufeff${CONFIG.replaceAll('\n', '\r\n')}`,
  [DOTENV]: ENV.replaceAll('\n', '\r\n').trimEnd(),
};
/** What a run left that was killed. */
const LEFT = {
  [`${STATE}/.openclaw.json.cf-aig-999999-0123abcd.tmp`]: '{ half',
  [`${STATE}/.openclaw.json.cf-aig.bak.cf-aig-999999-0123abcd.tmp`]: '{ half',
  [`${STATE}/..env.cf-aig-999999-0123abcd.tmp`]: 'SECRET=ha',
};

/** @typedef {Partial<Scenario> & { command: string[] }} Row */
/** @type {Record<string, Record<string, Row>>} */
const GROUPS = {
  init: {
    'config and .env': { hasErrors: true, command: INIT },
    'no folder': { home: {}, hasErrors: true, command: INIT },
    'only a config': { home: { [JSON5]: CONFIG }, command: INIT },
    'only a .env': { home: { [DOTENV]: ENV }, command: INIT },
    'empty files': { home: { [JSON5]: '', [DOTENV]: '' }, command: INIT },
    'CRLF, BOM, no final newline': { home: CRLF, command: INIT },
    'symbolic links': { home: LINKS, hasErrors: true, command: INIT },
    includes: { home: INCLUDES, hasErrors: true, command: INIT },
    'all backups exist': { home: { ...BOTH, ...BACKUPS }, hasErrors: true, command: INIT },
    'left by a killed run': { home: { ...BOTH, ...LEFT }, hasErrors: true, command: INIT },
    'files of another user': {
      home: { [JSON5]: { text: CONFIG, uid: 1234, mode: 0o640 }, [DOTENV]: { text: ENV, uid: 1234 } },
      hasErrors: true,
      command: INIT,
    },
    'another model': { before: [INIT], command: [...INIT, '--model', 'openai/gpt-4.1'] },
    'another token': { before: [INIT, { [DOTENV]: otherToken }], command: INIT },
    'a token that is gone': { before: [INIT, { [DOTENV]: withoutToken }], command: INIT },
    'a second block': { before: [INIT], command: SECOND },
    'a fallback of its own': { command: FALLBACK },
    'an own key': { command: OWN_KEY, env: KEY },
    'with the skill': { home: {}, command: [...INIT, '--skill'] },
    'headers and memory search': {
      command: [...INIT, '--header', 'cf-aig-cache-ttl=60', '--memory-search'],
    },
    'a profile': { home: {}, command: INIT, place: ['--profile', 'work'] },
    'a state folder': { home: {}, command: INIT, env: STATE_DIR },
    'config and state apart': {
      home: { 'etc/openclaw.json': CONFIG, 'etc/.env': ENV, 'var/.env': 'A=1\n' },
      command: INIT,
      env: ELSEWHERE,
    },
    '--config and --env-file': {
      // Node itself reads this flag, and refuses a file that is not there.
      home: { 'a/secrets.env': ENV },
      command: INIT,
      place: ['--config', '~/a/b/c.json5', '--env-file', 'a/secrets.env'],
    },
    'the old names': { home: { '.clawdbot/clawdbot.json': CONFIG, '.clawdbot/.env': ENV }, command: INIT },
  },
  'init --add-model': {
    one: { before: [INIT], hasErrors: true, command: ADD },
    two: { before: [INIT], command: ADD_TWO },
    'all backups exist': { home: { ...BOTH, ...BACKUPS }, before: [INIT], command: ADD },
    'symbolic links': { home: LINKS, before: [INIT], command: ADD },
    includes: { home: INCLUDES, before: [INIT], command: ADD },
    'edited since': { before: [INIT, { [JSON5]: note }], command: ADD },
  },
  'init --remove-model': {
    one: { before: [INIT, ADD], hasErrors: true, command: TAKE },
    'with its fallback': { before: [[...INIT, '--fallback', 'openai/gpt-4o']], command: TAKE },
    includes: { home: INCLUDES, before: [INIT, ADD], command: TAKE },
  },
  'init --skill': {
    'to a setup': { before: [INIT], command: SKILL },
    'changed by the user': { before: [[...INIT, '--skill'], { [SKILL_FILE]: note }], command: SKILL },
  },
  'init --remove': {
    'exactly what init added': { before: [INIT], hasErrors: true, command: REMOVE },
    'files that init made': { home: {}, before: [INIT], hasErrors: true, command: REMOVE },
    'edited since': {
      before: [INIT, { [JSON5]: note, [DOTENV]: (text) => `${text}B=2\n` }],
      command: REMOVE,
    },
    'after several changes': { before: [INIT, ADD, [...INIT, '--model', 'openai/gpt-4.1']], command: REMOVE },
    'a block with fallbacks': { before: [FALLBACK], command: REMOVE },
    'with the skill': { home: {}, before: [[...INIT, '--skill']], command: REMOVE },
    'one of two blocks': { before: [INIT, SECOND], command: [...REMOVE, '--provider-id', 'cloudflare-work'] },
    'symbolic links': { home: LINKS, before: [INIT], command: REMOVE },
    includes: { home: INCLUDES, before: [INIT], command: REMOVE },
    'CRLF, BOM, no final newline': { home: CRLF, before: [INIT], command: REMOVE },
    'no history': { home: BOTH, before: [INIT, { [`${JSON5}.cf-aig.journal`]: () => '' }], command: REMOVE },
  },
  'doctor --fix': {
    'a wrong address': { before: [INIT, { [JSON5]: wrongUrl }], command: FIX },
    'a secret in the config': {
      before: [INIT, { [JSON5]: secretInConfig, [DOTENV]: withoutToken }],
      hasErrors: true,
      command: FIX,
    },
    'a .env that others can read': {
      home: { [JSON5]: { text: CONFIG, mode: 0o644 }, [DOTENV]: { text: ENV, mode: 0o644 } },
      before: [INIT, { [JSON5]: wrongUrl }],

      hasErrors: true,
      command: FIX,
    },
    includes: { home: INCLUDES, before: [INIT, { [`${STATE}/parts/models.json5`]: wrongUrl }], command: FIX },
  },
  undo: {
    init: { before: [INIT], hasErrors: true, command: UNDO },
    'files that init made': { home: {}, before: [INIT], hasErrors: true, command: UNDO },
    '--add-model': { before: [INIT, ADD], hasErrors: true, command: UNDO },
    '--remove': { before: [INIT, REMOVE], command: UNDO },
    '--skill': { before: [INIT, SKILL], command: UNDO },
    'doctor --fix': { before: [INIT], command: UNDO },
    'edited since': { before: [INIT, { [JSON5]: note }], command: [...UNDO, '--force'] },
    'symbolic links': { home: LINKS, before: [INIT], command: UNDO },
    includes: { home: INCLUDES, before: [INIT], command: UNDO },
  },
};

/** All scenarios by name, `init: symbolic links`. @type {Map<string, Scenario>} */
export const SCENARIOS = new Map(
  Object.entries(GROUPS).flatMap(([group, rows]) =>
    Object.entries(rows).map(([name, row]) => [
      `${group}: ${name}`,
      {
        home: BOTH,
        before: [],
        place: [],
        env: {},
        hasErrors: false,
        undoes: group !== 'undo',
        ...row,
        group,
      },
    ]),
  ),
);
