import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { readLock } from '../../../src/openclaw/machine/gateway-lock.js';
import { type Home, inHome } from '../../doctor/home.js';

const UID = 1234;
/** Windows has no user IDs, and gives 0 for the owner of every file. */
const OWN_UID = process.getuid?.() ?? 0;
const CONFIG = '/home/u/.openclaw/openclaw.json';
const read = (home: Home, uid: number | undefined = UID) =>
  readLock({ stateDir: home.state, configPath: CONFIG }, { uid, tempFolder: home.at('tmp') });
const NEW = `.openclaw/tmp/openclaw-${UID}/gateway.state.lock`;
const nameOf = (config: string) =>
  `gateway.${createHash('sha256').update(config).digest('hex').slice(0, 8)}.lock`;

test.each<[name: string, lock: unknown, expected: unknown]>([
  [
    'all of it',
    { pid: 7, configPath: CONFIG, createdAt: '2026-11-23T10:00:00.000Z', startTime: 99 },
    { pid: 7, configPath: CONFIG, createdAt: new Date('2026-11-23T10:00:00Z'), startTime: 99 },
  ],
  ['the process alone', { pid: 7 }, { pid: 7 }],
  ['a time that is none', { pid: 7, createdAt: 'today' }, { pid: 7 }],
  ['values of other types', { pid: 7, configPath: 3, createdAt: 0, startTime: 'x' }, { pid: 7 }],
  ['no process', { configPath: CONFIG }, undefined],
  ['a process that is no number', { pid: '7' }, undefined],
  ['no object', 7, undefined],
])('what a lock says: %s', async (_name, lock, expected) => {
  await inHome(async (home) => {
    home.write(NEW, `${JSON.stringify(lock)}\n \t`);
    expect(await read(home)).toEqual(expected);
  });
});

test('a lock that is no JSON', async () => {
  await inHome(async (home) => {
    home.write(NEW, 'x');
    expect(await read(home)).toBeUndefined();
  });
});

describe('where the lock is', () => {
  test.each<[name: string, file: string, uid: number | undefined, pid: number | undefined]>([
    ['in the state folder', NEW, UID, 7],
    ['in that of another user', NEW, 5678, undefined],
    ['in the state folder, on Windows', '.openclaw/tmp/openclaw/gateway.state.lock', undefined, 7],
    ['in that for temporary files', `tmp/openclaw-${OWN_UID}/${nameOf(CONFIG)}`, OWN_UID, 7],
    ['there, on Windows', `tmp/openclaw/${nameOf(CONFIG)}`, undefined, 7],
    ['there, of another user', `tmp/openclaw-${UID}/${nameOf(CONFIG)}`, UID, undefined],
    ['there, for another config', `tmp/openclaw/${nameOf('/other.json')}`, undefined, undefined],
  ])('%s', async (_name, file, uid, pid) => {
    await inHome(async (home) => {
      home.write(file, JSON.stringify({ pid: 7 }));
      const lock = await readLock(
        { stateDir: home.state, configPath: CONFIG },
        { uid, tempFolder: home.at('tmp') },
      );
      expect(lock?.pid).toBe(pid);
    });
  });

  test('nowhere', async () => {
    await inHome(async (home) => {
      expect(await read(home)).toBeUndefined();
    });
  });
});
