import { describe, expect, test } from '@jest/globals';
import { AGENT_RULES } from '../../../src/openclaw/schema/agent-rules.js';
import { type Config, refusals, withValue } from './refusals.js';

const entries = (agents: unknown, more: Config = {}) => ({ agents: { entries: agents, ...more } });
const agent = (path: string, value: unknown) => withValue(`agents.entries.home.${path}`, value);
const home = (config: Config) => ({ ...entries({ home: {} }), ...config });

const NOTHING: string[] = [];
const REFUSED: [what: string, config: Config, refused: string[]][] = [
  ['no agents', { agents: {} }, ['agents.entries has no agent']],
  ['an empty list of agents', entries({}), ['agents.entries has no agent']],
  ['agents that the schema refuses', entries([]), NOTHING],
  ['an old list beside them', { agents: { list: [] } }, NOTHING],
  ['one agent', entries({ home: {} }), NOTHING],
  ['one agent that is explicit', entries({ home: {} }, { ownership: 'explicit' }), NOTHING],
  ['two agents, one of them the default', entries({ a: { default: true }, b: { default: false } }), NOTHING],
  ['two explicit agents', entries({ a: {}, b: {} }, { ownership: 'explicit' }), NOTHING],
  [
    'two agents',
    entries({ a: {}, b: 1 }),
    ['agents.ownership has to be "explicit", since there are 2 agents'],
  ],
  [
    'two defaults',
    entries({ a: { default: true }, b: { default: true } }),
    ['agents.entries has default: true 2 times'],
  ],
  [
    'a default among explicit ones',
    entries({ a: { default: true }, b: {} }, { ownership: 'explicit' }),
    ['agents.ownership is "explicit", so no agent may have default: true'],
  ],
  [
    'an agent under two keys',
    entries({ home: { default: true }, Home: {}, b: {} }),
    ['agents.entries has another key for the agent "home": Home'],
  ],
  [
    'a folder of two agents',
    entries({ a: { default: true, agentDir: '/x' }, b: { agentDir: ' /x ' }, c: { agentDir: '/y' } }),
    ['agents.entries has two agents with the agentDir  /x : b and another'],
  ],
  [
    'folders that are none',
    entries({
      a: { default: true, agentDir: ' ' },
      b: { agentDir: ' ' },
      c: { agentDir: 5 },
      d: { agentDir: 5 },
    }),
    NOTHING,
  ],

  [
    'an old list',
    withValue('agents.list', [{ id: 'a' }, {}, 1, { id: 'Ops Team' }, { id: 'a' }]),
    [
      'agents.list[1] has no id',
      'agents.list[2] has no id',
      'agents.list[3] has the id "Ops Team", which has to be "ops-team"',
      'agents.list[4] has the id "a" of an agent before it',
    ],
  ],
  ['an old list that is none', withValue('agents.list', 'x'), NOTHING],

  [
    'a heartbeat of main, without agents',
    withValue('agents.defaults.heartbeat.agentId', 'main'),
    ['agents.entries has no agent'],
  ],
  ['talk to main, without agents', withValue('talk.agentId', 'main'), NOTHING],
  [
    'talk to another one, without agents',
    withValue('talk.agentId', 'ops'),
    ['talk.agentId is "ops", but the agents are main'],
  ],
  ['talk to an agent', home(withValue('talk.agentId', 'Home')), NOTHING],
  [
    'talk to an unknown one',
    home(withValue('talk.agentId', 'main')),
    ['talk.agentId is "main", but the agents are home'],
  ],
  [
    'a system agent that is unknown',
    {
      agents: {
        entries: { home: {} },
        defaults: { systemAgent: { agentId: 'x' }, heartbeat: { agentId: 'y' } },
      },
    },
    [
      'agents.defaults.heartbeat.agentId is "y", but the agents are home',
      'agents.defaults.systemAgent.agentId is "x", but the agents are home',
    ],
  ],
  ['a binding to main', home({ bindings: [{ agentId: 'main' }] }), NOTHING],
  ['a binding without agents', { bindings: [{ agentId: 'ops' }] }, NOTHING],
  [
    'a binding',
    home({ bindings: [{ agentId: 'ops' }] }),
    ['bindings[0].agentId is "ops", but the agents are home'],
  ],
  [
    'an ACP binding without a peer',
    {
      bindings: [
        { type: 'acp', match: {} },
        { type: 'acp', match: { peer: { id: ' ' } } },
        { type: 'acp', match: { peer: { id: 5 } } },
      ],
    },
    [0, 1, 2].map((index) => `bindings[${index}].match has no peer.id, which an ACP binding needs`),
  ],
  [
    'other bindings',
    { bindings: [{ type: 'acp', match: { peer: { id: 'x' } } }, { type: 'acp' }, { match: { peer: {} } }] },
    NOTHING,
  ],

  [
    'a broadcast',
    home({
      broadcast: { strategy: ['x'], 'slack:c1': ['home', 'homee', 5], c2: ['x'], c3: { agents: ['home'] } },
    }),
    [
      'broadcast.slack:c1 names the unknown agent "homee" (home)',
      'broadcast.c2 names the unknown agent "x"',
      'broadcast.c3 needs a key of the form channel:peer for its options',
    ],
  ],
  [
    'a broadcast with options',
    home({ broadcast: { 'slack:c1': { agents: ['x'] }, 'slack:c2': {}, c4: 'x' } }),
    ['broadcast.slack:c1 names the unknown agent "x"'],
  ],
  [
    'a broadcast without agents',
    { broadcast: { c1: ['x'], 'slack:c2': ['x'], '1:c': { agents: [] }, 'slack:': { agents: [] } } },
    [
      'broadcast.slack:c2 names the unknown agent "x"',
      'broadcast.1:c needs a key of the form channel:peer for its options',
      'broadcast.slack: needs a key of the form channel:peer for its options',
    ],
  ],

  ...['500ms', '30s', '5m', '2h', '1h30m', '1.5H', '90', ' 3d ', '1.5'].map(
    (text): [string, Config, string[]] => [`a duration of ${text}`, agent('heartbeat.every', text), NOTHING],
  ),
  ...['hourly', '5 m', '1h 30m', 'm', '5w', '1.h', 'x5m', '5mx', '-5'].map(
    (text): [string, Config, string[]] => [
      `a duration of ${text}`,
      agent('heartbeat.every', text),
      ['agents.entries.home.heartbeat.every is not a duration such as 500ms, 30s, 5m, 2h or 1h30m'],
    ],
  ),
  ['no duration', agent('heartbeat.every', ''), NOTHING],
  ['hours', agent('heartbeat.activeHours', { start: '23:59', end: '24:00' }), NOTHING],
  ['other hours', agent('heartbeat.activeHours', { start: '00:00', end: '19:05' }), NOTHING],
  ['no hours', agent('heartbeat.activeHours', { start: '', end: '' }), NOTHING],
  ...['24:00', '9:00', '23:60', '30:00', '24:01', 'x09:00', '09:00x'].map(
    (text): [string, Config, string[]] => [
      `hours from ${text}`,
      agent('heartbeat.activeHours.start', text),
      ['agents.entries.home.heartbeat.activeHours.start is not a time from 00:00 to 23:59'],
    ],
  ),
  [
    'hours to 24:01',
    agent('heartbeat.activeHours.end', '24:01'),
    ['agents.entries.home.heartbeat.activeHours.end is not a time from 00:00 to 24:00'],
  ],
  ['a target', agent('heartbeat.target', ' Owner '), NOTHING],
  ['a channel as target', agent('heartbeat.target', 'telegram'), NOTHING],
  ['an empty target', agent('heartbeat.target', ' '), ['agents.entries.home.heartbeat.target is empty']],
  [
    'an unknown target',
    agent('heartbeat.target', 'wechat'),
    ['agents.entries.home.heartbeat.target is "wechat", but has to be owner, last, none or a channel'],
  ],

  ...[
    'openai/gpt-5.6',
    'openai/*',
    'openrouter/a/b',
    '*'.replace('*', 'openai/*'),
    ' OpenRouter:Auto ',
    'openrouter:free',
  ].map((text): [string, Config, string[]] => [
    `a policy of ${text}`,
    agent('modelPolicy.allow', [text]),
    NOTHING,
  ]),
  ...['gpt', '*', 'openai//x', '/x', 'openai/', 'openai/a b', 'openai/*/x', 'o*/x', 'openai/\u0007'].map(
    (text): [string, Config, string[]] => [
      `a policy of ${JSON.stringify(text)}`,
      agent('modelPolicy.allow', [text]),
      [
        'agents.entries.home.modelPolicy.allow[0] is not a model such as openai/gpt-5.6, a prefix such as openai/*, or an alias',
      ],
    ],
  ),
  [
    'a policy of an alias',
    {
      agents: {
        defaults: {
          models: { 'a/b': { alias: ' Fast ' }, 'a/c': 1, 'a/d': { alias: 5 } },
          modelPolicy: { allow: ['fast ', 'home'] },
        },
        entries: { home: { models: { 'a/e': { alias: 'home' } } } },
      },
    },
    NOTHING,
  ],
  [
    'settings of models',
    agent('models', {
      'a/b': { codeMode: true, pickerRuntimes: [] },
      'a/b/c': { codeMode: true },
      'a/*': { codeMode: true, alias: 'x' },
      b: { pickerRuntimes: [] },
      '*/c': { alias: 'x' },
      'x*/c': { codeMode: true },
    }),
    [
      'agents.entries.home.models.a/*.codeMode needs an exact model such as openai/gpt-5.6 as its key',
      'agents.entries.home.models.b.pickerRuntimes needs an exact model such as openai/gpt-5.6 as its key',
      'agents.entries.home.models.x*/c.codeMode needs an exact model such as openai/gpt-5.6 as its key',
    ],
  ],
  ...['', ' ', 'a/b', ' a/b/c '].map((text): [string, Config, string[]] => [
    `a model ${JSON.stringify(text)} for decisions`,
    agent('decisionModel', text),
    NOTHING,
  ]),
  ...['gpt', '/b', 'a/', 'a'].map((text): [string, Config, string[]] => [
    `a model ${JSON.stringify(text)} for decisions`,
    agent('decisionModel', text),
    ['agents.entries.home.decisionModel is not of the form provider/model'],
  ]),

  ...[
    'me.png',
    'a/../me.png',
    'data:image/png,x',
    'HTTPS://x/y',
    'http://x',
    'C:\\me.png',
    'c:/me.png',
    '..me.png',
  ].map((text): [string, Config, string[]] => [`an avatar ${text}`, agent('identity.avatar', text), NOTHING]),
  ...['~/me.png', '../me.png', '..\\me.png', ' ../me.png', 'file:///me.png', 'ftp://x', 'cd:/me.png'].map(
    (text): [string, Config, string[]] => [
      `an avatar ${text}`,
      agent('identity.avatar', text),
      [
        'agents.entries.home.identity.avatar has to be a path inside the workspace, an http(s) address or a data: URI',
      ],
    ],
  ),
];

describe('what the rules about agents refuse', () => {
  test.each(REFUSED)('%s', (_what, config, refused) => {
    expect(refusals(AGENT_RULES, config)).toEqual(refused);
  });

  test('the rules hold for the defaults too', () => {
    const config = { agents: { entries: { home: {} }, defaults: { heartbeat: { every: 'x', target: '' } } } };
    expect(refusals(AGENT_RULES, config).map((text) => text.split(' ')[0])).toEqual([
      'agents.defaults.heartbeat.every',
      'agents.defaults.heartbeat.target',
    ]);
  });

  test('a plugin may bring the target of a heartbeat', () => {
    expect(refusals(AGENT_RULES, agent('heartbeat.target', 'wechat'), { hasPlugins: true })).toEqual([]);
  });
});
