// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references as people write them
import { ACCOUNT } from '../program.js';
import { Members, Raw, writeJson5 } from './json5-writer.js';
import { diceOf } from './random.js';

/** @typedef {import('./random.js').Dice} Dice */

export const PROVIDER = 'cloudflare-ai-gateway';
const GATEWAY = `https://gateway.ai.cloudflare.com/v1/${ACCOUNT}`;
const KEYS = [
  'a',
  'note',
  '$id',
  '__proto__',
  'constructor',
  'a-b',
  '',
  "it's",
  '"',
  'ключ',
  '0',
  'true',
  'Infinity',
  'toString',
  '\u2028',
  'x y',
];
const STRINGS = [
  '',
  'text',
  '// no comment',
  '/* nor this */',
  "it's",
  '"',
  '\\',
  'two\nlines',
  '${HOME}',
  '$NAME',
  '}',
  '] , {',
  'ü 😀 漢',
  '\u2029',
];

/** @param {Dice} dice @param {number} depth @returns {unknown} */
function anything(dice, depth) {
  const { below, once, pick } = dice;
  if (depth > 0 && once(3))
    return new Members(Array.from({ length: below(4) }, () => [pick(KEYS), anything(dice, depth - 1)]));
  if (depth > 0 && once(4)) return Array.from({ length: below(4) }, () => anything(dice, depth - 1));
  return pick([
    true,
    false,
    null,
    below(1000),
    -below(99),
    0.25,
    1e21,
    new Raw('-0'),
    new Raw('NaN'),
    new Raw('-Infinity'),
    new Raw('+1.5'),
    new Raw('.5'),
    ...STRINGS,
  ]);
}

/** @param {Dice} dice @param {[string, unknown][]} members @returns {Members} With unknown members in between. */
function mixed(dice, members) {
  const list = members.slice();
  while (dice.once(3)) list.splice(dice.below(list.length + 1), 0, [dice.pick(KEYS), anything(dice, 2)]);
  if (dice.once(40) && members.length)
    list.unshift([/** @type {[string, unknown]} */ (members[0])[0], anything(dice, 1)]);
  return new Members(list);
}

/** @param {Dice} dice @param {Record<string, () => unknown>} parts @returns {Members} Each part or not, in any order. */
function some(dice, parts) {
  /** @type {[string, unknown][]} */
  const list = [];
  for (const [key, make] of Object.entries(parts))
    if (!dice.once(3)) list.splice(dice.below(list.length + 1), 0, [key, make()]);
  return mixed(dice, list);
}

/** @param {Dice} dice */
function gatewayBlock(dice) {
  const { pick } = dice;
  const route = pick(['compat', 'openai', 'anthropic', 'compat/chat/completions', '', 'compat/']);
  const ids = ['openai/gpt-4o', 'openai/gpt-4o-mini', 'groq/llama-3.3', 'gpt-4o'];
  return some(dice, {
    baseUrl: () =>
      pick([
        `${GATEWAY}/my-gateway/${route}`,
        `${GATEWAY}/other/${route}`,
        `${GATEWAY}/my-gateway/${route} `,
        '${BASE_URL}',
        'https://example.com/v1',
        7,
      ]),
    apiKey: () =>
      pick([
        '${CLOUDFLARE_AI_GATEWAY_API_KEY}',
        'CLOUDFLARE_AI_GATEWAY_API_KEY',
        new Members([
          ['source', 'env'],
          ['provider', 'default'],
          ['id', 'CLOUDFLARE_AI_GATEWAY_API_KEY'],
        ]),
        '',
      ]),
    api: () => pick(['openai-completions', 'anthropic-messages', 'openai-responses', 'none']),
    headers: () =>
      mixed(dice, [
        ['cf-aig-authorization', 'Bearer ${CLOUDFLARE_AI_GATEWAY_API_KEY}'],
        ['X-Mine', 'kept'],
      ]),
    models: () =>
      pick([
        () =>
          ids.map((id) =>
            some(dice, {
              id: () => id,
              name: () => id,
              contextWindow: () => 0x20000,
              reasoning: () => false,
              input: () => ['text'],
            }),
          ),
        () => [],
        () =>
          ids.slice(0, 1 + dice.below(3)).map(
            (id) =>
              new Members([
                ['id', id],
                ['name', id],
              ]),
          ),
        () => 'gpt-4o',
      ])(),
  });
}

/** @param {Dice} dice */
function providers(dice) {
  const { pick } = dice;
  return some(dice, {
    openai: () =>
      mixed(dice, [
        ['baseUrl', 'https://api.openai.com/v1'],
        ['apiKey', '${OPENAI_API_KEY}'],
        ['models', [new Members([['id', 'gpt-4o']])]],
      ]),
    local: () =>
      mixed(dice, [
        ['baseUrl', 'http://127.0.0.1:11434/v1'],
        ['api', 'openai-completions'],
        ['models', []],
      ]),
    [PROVIDER]: () => (dice.once(12) ? pick(['text', null, [], 1]) : gatewayBlock(dice)),
    'cf-second': () => gatewayBlock(dice),
  });
}

/** @param {Dice} dice */
function defaultModel(dice) {
  const refs = [
    `${PROVIDER}/openai/gpt-4o`,
    'openai/gpt-4o',
    'anthropic/claude-opus-4-6',
    'mini',
    'local/llama',
  ];
  if (dice.once(12)) return dice.pick([null, [], 5, '']);
  if (dice.once(2)) return dice.pick(refs);
  return some(dice, {
    primary: () => dice.pick(refs),
    fallbacks: () => (dice.once(10) ? 'text' : refs.slice(dice.below(4))),
  });
}

/** @param {Dice} dice */
function agents(dice) {
  const models = [`${PROVIDER}/openai/gpt-4o`, `${PROVIDER}/openai/gpt-4o-mini`, 'openai/gpt-4o'];
  return some(dice, {
    defaults: () =>
      some(dice, {
        workspace: () => '~/w',
        model: () => defaultModel(dice),
        models: () =>
          mixed(
            dice,
            models
              .slice(dice.below(4))
              .map((ref) => [ref, dice.once(2) ? new Members([]) : mixed(dice, [['alias', 'mini']])]),
          ),
        modelPolicy: () => mixed(dice, dice.once(2) ? [] : [['allow', models.slice(dice.below(3))]]),
        imageModel: () => defaultModel(dice),
      }),
    list: () => [
      some(dice, { id: () => 'main', model: () => defaultModel(dice), default: () => true }),
      some(dice, { id: () => 'work', name: () => 'W' }),
    ],
  });
}

/** @param {Dice} dice */
function config(dice) {
  return some(dice, {
    models: () =>
      dice.once(25)
        ? dice.pick(['text', null, []])
        : some(dice, {
            mode: () => 'merge',
            providers: () => (dice.once(25) ? dice.pick([null, 'x', []]) : providers(dice)),
          }),
    agents: () => (dice.once(25) ? dice.pick(['text', null, []]) : agents(dice)),
    plugins: () =>
      some(dice, {
        entries: () =>
          some(dice, {
            telegram: () => mixed(dice, [['enabled', true]]),
            [PROVIDER]: () => mixed(dice, [['enabled', dice.once(2)]]),
          }),
      }),
    env: () =>
      some(dice, {
        vars: () =>
          mixed(dice, [
            ['MY_VAR', 'x'],
            ['OTHER', '${HOME}'],
          ]),
      }),
    channels: () =>
      mixed(dice, [
        [
          'telegram',
          mixed(dice, [
            ['botToken', '1:FAKEfake'],
            ['groups', anything(dice, 3)],
          ]),
        ],
      ]),
    gateway: () =>
      mixed(dice, [
        ['port', 18789],
        ['bind', 'loopback'],
        ['auth', mixed(dice, [['mode', 'token']])],
      ]),
    meta: () => mixed(dice, [['lastTouchedVersion', '2026.9.6']]),
  });
}

/** Cut off, a character gone, or one too many. @param {string} text @param {Dice} dice */
function spoil(text, { below, pick }) {
  const at = below(text.length + 1);
  return pick([
    () => text.slice(0, at),
    () => text.slice(0, at) + text.slice(at + 1),
    () =>
      text.slice(0, at) +
      pick(['{', ']', ',', ':', '"', "'", '/*', '\u0001', '\\', 'x', '@']) +
      text.slice(at),
  ])();
}

/** @param {number} seed @returns {string} The text of an openclaw.json: most are JSON5. */
export function configText(seed) {
  const dice = diceOf(seed);
  const { below, once, pick } = dice;
  if (once(40))
    return pick([
      '',
      ' ',
      '\n',
      '\r\n\r\n',
      '// only a comment',
      '/* a */ // b\n',
      '\ufeff',
      '\ufeff// x\r\n',
      '{}',
      '{\n}\n',
      '{ /* inside */ }',
      '{// x\n}',
    ]);
  if (once(200)) return pick(['[]', 'null', '"text"', '5', '[{}]']);
  const root = config(dice);
  if (once(50)) root.list.splice(below(root.list.length + 1), 0, ['long', 'x'.repeat(20_000)]);
  if (once(50)) {
    /** @type {unknown} */
    let deep = 1;
    for (let level = 20 + below(300); level > 0; level--)
      deep = once(2) ? [deep] : new Members([['d', deep]]);
    root.list.push(['deep', deep]);
  }
  const text = writeJson5(root, dice);
  return once(12) ? spoil(text, dice) : text;
}
