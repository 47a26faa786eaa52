import { describe, expect, test } from '@jest/globals';
import type { CommandResult, RunCommand } from '../../../src/openclaw/machine/run-command.js';
import { SCHEMA_VERSION } from '../../../src/openclaw/schema/schema.generated.js';
import { judgeConfig } from '../../../src/openclaw/schema/verdict.js';
import { type Home, inHome } from '../../doctor/home.js';

interface Asked {
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
}

/** The verdict with an OpenClaw of a version on the PATH that answers so. */
async function judge(home: Home, version: string, result: Partial<CommandResult>, config: object = {}) {
  const asked: Asked[] = [];
  const run: RunCommand = async (command, args, { env }) => {
    asked.push({ command, args, env });
    return { stdout: '', ...result };
  };
  const files = {
    'bin/openclaw': '',
    'bin/package.json': JSON.stringify({ name: 'openclaw', version }),
  };
  const { snapshot } = await home.inputs({ config: { ...config }, files, env: { PATH: home.at('bin') } });
  return { asked, verdict: await judgeConfig(snapshot, { run }), snapshot };
}

const refusing = (...issues: { path: string; message: string }[]) => ({
  stdout: JSON.stringify({ valid: false, issues }, null, 2),
});

test('the OpenClaw of the schema is not asked', async () => {
  await inHome(async (home) => {
    const { asked, verdict } = await judge(home, SCHEMA_VERSION, {}, { foo: 1 });
    expect(asked).toEqual([]);
    expect(verdict).toMatchObject({ version: SCHEMA_VERSION, faults: [{ path: ['foo'] }] });
  });
});

describe('another OpenClaw is asked, and its verdict counts', () => {
  test('it takes what the schema refuses', async () => {
    await inHome(async (home) => {
      const { asked, verdict } = await judge(home, '2026.6.6', { stdout: '{"valid":true}' }, { foo: 1 });
      expect(verdict).toEqual({ version: '2026.6.6', faults: [] });
      expect(asked).toMatchObject([
        {
          command: home.at('bin', 'openclaw'),
          args: ['config', 'validate', '--json'],
          env: {
            OPENCLAW_CONFIG_PATH: home.at('.openclaw', 'openclaw.json'),
            OPENCLAW_STATE_DIR: home.state,
          },
        },
      ]);
    });
  });

  test('it refuses what the schema takes; lines around the document do not matter', async () => {
    await inHome(async (home) => {
      const { stdout } = refusing({ path: 'gateway', message: 'Unrecognized key: "mode"' });
      const config = { gateway: { mode: 'local' } };
      const { verdict } = await judge(home, '2026.12.1', { stdout: `[warn] something\n${stdout}` }, config);
      expect(verdict).toEqual({
        version: '2026.12.1',
        faults: [{ path: ['gateway', 'mode'], detail: 'gateway: Unrecognized key: "mode"' }],
      });
    });
  });

  const REFUSAL = `Config invalid
File: ~/.openclaw/openclaw.json
Problem:
  - models.providers.x.models.0.name: Invalid input: expected string, received undefined
  - <root>: Unrecognized key: "foo"

Run: openclaw doctor --fix
`;
  test.each<[string, Partial<CommandResult>, string[]]>([
    ['takes the config', { stdout: '{\n  "lastTouchedAt": "2026-02-20T00:00:00Z"\n}\n' }, []],
    ['takes one without that key', { stderr: 'Config path not found: meta\n' }, []],
    [
      'refuses it',
      // As 2026.2.23 prints it, with an escaped line break in the first line.
      {
        stderr: `Invalid config at /home/u/.openclaw/openclaw.json:\\n- <root>: Unrecognized key: "foo"\n${REFUSAL}`,
      },
      [
        'models.providers.x.models[0].name: Invalid input: expected string, received undefined',
        'the config: Unrecognized key: "foo"',
      ],
    ],
  ])('one without `config validate` is asked by another command: it %s', async (_name, result, details) => {
    await inHome(async (home) => {
      const config = { foo: 1, models: { providers: { x: { models: [{ id: 'a' }] } } } };
      const { asked, verdict } = await judge(home, '2026.2.23', result, config);
      expect(asked[0]?.args).toEqual(['config', 'get', 'meta']);
      expect(verdict?.version).toBe('2026.2.23');
      expect(verdict?.faults.map(({ detail }) => detail)).toEqual(details);
    });
  });

  test('keys with dots', async () => {
    await inHome(async (home) => {
      const config = {
        agents: { defaults: { models: { 'openai/gpt-4.1': { alias: 5 } } } },
        list: [{ a: 1 }],
      };
      const { stdout } = refusing(
        { path: 'agents.defaults.models.openai/gpt-4.1.alias', message: 'wrong' },
        { path: 'list.0.a', message: 'wrong' },
      );
      const { verdict } = await judge(home, '2026.6.6', { stdout }, config);
      expect(verdict?.faults.map(({ path }) => path)).toEqual([
        ['agents', 'defaults', 'models', 'openai/gpt-4.1', 'alias'],
        ['list', 0, 'a'],
      ]);
    });
  });

  test('what it does not explain, the schema does', async () => {
    await inHome(async (home) => {
      const { stdout } = refusing(
        { path: '<root>', message: 'Invalid input' },
        { path: 'gateway.mode', message: 'Invalid input' },
        { path: 'logging.level', message: 'Invalid input' },
      );
      const { verdict } = await judge(
        home,
        '2026.6.6',
        { stdout },
        { nonsense: 1, gateway: { mode: 'locl' } },
      );
      expect(verdict?.faults.map(({ detail }) => detail)).toEqual([
        'the config has the unknown key "nonsense"',
        'gateway.mode is "locl", but has to be one of local, remote',
        'logging.level: Invalid input',
      ]);
    });
  });
});

describe('what cannot be asked is said, and the schema judges', () => {
  const UNANSWERED: [string, version: string, Partial<CommandResult>, why: string][] = [
    ['an old one that cannot start', '2026.2.23', {}, '`openclaw config get meta` gave no verdict'],
    ['not in time', '2026.6.6', { failure: 'timed out' }, '`openclaw config validate` timed out'],
    ['a broken answer', '2026.6.6', { stdout: '{"valid":' }, '`openclaw config validate` gave no verdict'],
    ['a Node that is too old for it', '2026.6.6', { stdout: 'needs Node 22' }, 'gave no verdict'],
  ];
  test.each(UNANSWERED)('%s', async (_name, version, result, why) => {
    await inHome(async (home) => {
      const { verdict } = await judge(home, version, result, { foo: 1 });
      expect(verdict).toMatchObject({ version: SCHEMA_VERSION, faults: [{ path: ['foo'] }] });
      expect(verdict?.unanswered).toContain(why);
    });
  });

  test('a plan, which is not on the disk yet', async () => {
    await inHome(async (home) => {
      const { snapshot, asked } = await judge(home, '2026.6.6', { stdout: '{"valid":true}' });
      asked.length = 0;
      const run = async () => {
        throw new Error('nothing to ask');
      };
      const verdict = await judgeConfig({ ...snapshot, isPlanned: true }, { run });
      expect(verdict?.unanswered).toBe('it reads only what is written');
    });
  });
});

test('without a config there is no verdict', async () => {
  await inHome(async (home) => {
    const { snapshot } = await home.inputs();
    const run = async () => ({ stdout: '' });
    expect(
      await judgeConfig({ ...snapshot, config: { ...snapshot.config, value: undefined } }, { run }),
    ).toBe(undefined);
  });
});
