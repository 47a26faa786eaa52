import { describe, expect, test } from '@jest/globals';
import { findGateway } from '../../../src/openclaw/machine/gateway-process.js';
import { type Home, inHome } from '../../doctor/home.js';

const PID = 4711;
const LOCK_UID = 1234;
/** Windows has no user IDs, and gives 0 for the owner of every file. */
const OWN_UID = process.getuid?.() ?? 0;
const find = (home: Home, { uid = OWN_UID, isRunning = false } = {}) =>
  findGateway(
    { stateDir: home.state, configPath: home.at('.openclaw', 'openclaw.json') },
    { processes: home.at('proc'), tempFolder: home.at('tmp'), uid, isRunning: () => isRunning },
  );
const withLock = (home: Home) => find(home, { uid: LOCK_UID });

describe('what is a gateway', () => {
  test.each<[words: string[], isOne: boolean]>([
    [['openclaw-gateway'], true],
    [['/usr/bin/openclaw-gateway   '], true],
    [['openclaw-gateway-x'], false],
    [['my-openclaw-gateway'], false],
    [['node', 'openclaw-gateway'], false],
    [['node', '/lib/node_modules/openclaw/openclaw.mjs', 'gateway', 'run'], true],
    [['openclaw', 'gateway'], true],
    [['openclaw.mjs', 'gateway'], true],
    [['node', 'C:\\npm\\openclaw\\dist\\index.js', 'gateway'], true],
    [['node', '/lib/openclaw/dist/entry.mjs', 'gateway'], true],
    [['node', '/lib/openclaw/dist/entry.js', 'gateway'], true],
    [['node', '/lib/openclaw/openclaw.mjs', 'doctor'], false],
    [['node', '/lib/openclaw/openclaw.mjs.bak', 'gateway'], false],
    [['node', '/lib/myopenclaw', 'gateway'], false],
    [['node', '/lib/other/dist/index.js', 'gateway'], false],
    [[''], false],
  ])('%j: %s', async (words, isOne) => {
    await inHome(async (home) => {
      home.lock(PID);
      home.process(PID, words);
      expect((await withLock(home))?.pid).toBe(isOne ? PID : undefined);
    });
  });
});

describe('what its children have', () => {
  const BROKER = ['node', '/x/spawn-broker/worker.js'];
  const childEnv = (
    children: [pid: number, words: string[], env: Record<string, string>][],
    lost: number[] = [],
  ) =>
    inHome(async (home) => {
      home.lock(PID);
      home.process(PID, ['openclaw-gateway'], { A: '1' }, [...children.map(([pid]) => pid), ...lost]);
      for (const [pid, words, env] of children) home.process(pid, words, env);
      return (await withLock(home))?.childEnv;
    });
  test('none', async () => expect(await childEnv([])).toBeUndefined());
  test('only of its own', async () => {
    expect(await childEnv([[1, ['sh'], { B: '1' }]])).toBeUndefined();
    expect(
      await childEnv([
        [1, ['sh'], { B: '1' }],
        [2, BROKER, { C: 'x=y' }],
      ]),
    ).toEqual({ C: 'x=y' });
  });
  test('of several', async () => {
    const worker = ['node', 'C:\\openclaw\\dist\\x.js'];
    expect(
      await childEnv(
        [
          [1, BROKER, { B: '1' }],
          [2, worker, { C: '2' }],
        ],
        [3],
      ),
    ).toEqual({ B: '1', C: '2' });
  });
});

describe('without a lock', () => {
  const running = (
    env: (home: Home) => Record<string, string>,
    prepare: (home: Home) => void = () => {},
    uid?: number,
  ) =>
    inHome(async (home) => {
      prepare(home);
      home.process(PID, ['openclaw-gateway'], env(home));
      const found = await findGateway(
        { stateDir: home.state, configPath: home.at('.openclaw', 'openclaw.json') },
        {
          processes: home.at('proc'),
          tempFolder: home.at('tmp'),
          uid: uid ?? OWN_UID,
          isRunning: () => false,
        },
      );
      return found?.pid === PID;
    });

  test.each<[name: string, env: (home: Home) => Record<string, string>, isFound: boolean]>([
    ['of this home', ({ path }) => ({ HOME: path }), true],
    ['of another home', () => ({ HOME: '/home/other' }), false],
    ['of OPENCLAW_HOME', ({ path }) => ({ HOME: '/home/other', OPENCLAW_HOME: ` ${path} ` }), true],
    ['of this state folder', ({ state }) => ({ OPENCLAW_STATE_DIR: ` ${state} ` }), true],
    ['of another state folder', ({ path }) => ({ HOME: path, OPENCLAW_STATE_DIR: '/srv/state' }), false],
    ['without a home', () => ({}), false],
  ])('a process %s', async (_name, env, isFound) => {
    expect(await running(env)).toBe(isFound);
  });

  test('a process of another user', async () => {
    expect(await running(({ path }) => ({ HOME: path }), undefined, LOCK_UID)).toBe(false);
  });

  test('what is no process is passed over', async () => {
    const prepare = (home: Home) => {
      for (const name of ['9x', 'x9', 'self']) {
        home.write(`proc/${name}/cmdline`, 'openclaw-gateway\0');
        home.write(`proc/${name}/environ`, `HOME=${home.path}\0`);
      }
    };
    expect(await running(({ path }) => ({ HOME: path }), prepare)).toBe(true);
    await inHome(async (home) => {
      prepare(home);
      expect(await find(home)).toBeUndefined();
    });
  });

  test('where processes cannot be seen', async () => {
    await inHome(async (home) => expect(await find(home)).toBeUndefined());
  });
});

describe('where processes cannot be seen, the lock decides', () => {
  test.each([[true], [false]])('it runs: %s', async (isRunning) => {
    await inHome(async (home) => {
      home.lock(PID);
      const found = await find(home, { uid: LOCK_UID, isRunning });
      expect(found).toEqual(
        isRunning ? { pid: PID, startedAt: new Date('2026-11-23T10:00:00Z') } : undefined,
      );
    });
  });

  test('a lock of another config does not count', async () => {
    await inHome(async (home) => {
      home.lock(PID, { configPath: '/other.json' });
      expect(await find(home, { uid: LOCK_UID, isRunning: true })).toBeUndefined();
    });
  });
});
