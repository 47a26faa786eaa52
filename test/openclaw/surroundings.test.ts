import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import type { Machine } from '../../src/openclaw/machine/this-machine.js';
import { type Home, inHome, type Setup, TOKEN, VARIABLE } from '../doctor/home.js';

const look = (setup: Setup, afterwards?: (home: Home) => void) =>
  inHome(async (home) => (await home.inputs(setup, afterwards)).surroundings);

describe('certificates', () => {
  test('those that variables name', async () => {
    await inHome(async (home) => {
      const env = { NODE_EXTRA_CA_CERTS: ` ${home.at('ca.pem')} `, SSL_CERT_FILE: home.at('gone.pem') };
      const { certificates } = (await home.inputs({ files: { 'ca.pem': 'CERT' }, env })).surroundings;
      expect([...certificates].map(([name, file]) => [name, file.kind])).toEqual([
        ['NODE_EXTRA_CA_CERTS', 'file'],
        ['SSL_CERT_FILE', 'missing'],
      ]);
    });
  });

  test('none', async () => {
    expect((await look({ env: { NODE_EXTRA_CA_CERTS: ' ' } })).certificates.size).toBe(0);
  });
});

describe('whether git tracks the .env', () => {
  const git = (home: Home, ...args: string[]) =>
    execFileSync('git', ['-C', home.state, ...args], { env: { PATH: process.env.PATH }, stdio: 'ignore' });
  test.each<[name: string, prepare: (home: Home) => void, isTracked: boolean]>([
    ['no repository', () => {}, false],
    ['a repository without it', (home) => git(home, 'init'), false],
    [
      'a repository with it',
      (home) => {
        git(home, 'init');
        git(home, 'add', '-f', '.env');
      },
      true,
    ],
  ])('%s', async (_name, prepare, isTracked) => {
    expect((await look({}, prepare)).envIsTracked).toBe(isTracked);
  });
});

describe('stored credentials', () => {
  const OLD = '.openclaw/agents/main/agent/auth-profiles.json';
  const NEW = '.openclaw/state/openclaw.sqlite';
  const store = JSON.stringify({ profiles: { 'own:x': { type: 'api_key', provider: 'own', key: TOKEN } } });
  const broken: Partial<Machine> = {
    openDatabase: () => () => {
      throw new Error('damaged');
    },
  };
  test.each<[name: string, setup: Setup, kind: string, profiles: string[]]>([
    ['none', {}, 'none', []],
    ['in a file', { files: { [OLD]: store } }, 'read', ['own:x']],
    ['in a file that is damaged', { files: { [OLD]: 'x' } }, 'unreadable', []],
    [
      'in a damaged file, with a Node that reads databases',
      { files: { [OLD]: 'x' }, machine: broken },
      'unreadable',
      [],
    ],
    ['in a database that this Node cannot read', { files: { [NEW]: 'x' } }, 'node-too-old', []],
    ['in a database that is damaged', { files: { [NEW]: 'x' }, machine: broken }, 'unreadable', []],
    [
      'in a file, beside a database that cannot be read',
      { files: { [OLD]: store, [NEW]: 'x' } },
      'read',
      ['own:x'],
    ],
  ])('%s', async (_name, setup, kind, profiles) => {
    const { authStores } = await look(setup);
    expect(authStores.kind).toBe(kind);
    const stores = authStores.kind === 'read' ? authStores.stores : [];
    expect(stores.flatMap((one) => one.profiles.map(({ id }) => id))).toEqual(profiles);
  });
});

describe('the variables of a gateway that runs', () => {
  const [GATEWAY, CHILD] = [4711, 4712];
  const STARTED = new Date('2026-11-23T10:00:00Z');
  const ENV_FILES = ['.openclaw/.env', '.config/openclaw/gateway.env'] as const;
  const value = (setup: Setup, times: readonly (Date | undefined)[], hasChild = true) =>
    look({ ...setup, files: { [ENV_FILES[1]]: 'OTHER=1\n', ...setup.files } }, (home) => {
      home.lock(GATEWAY);
      home.process(GATEWAY, ['openclaw-gateway'], { HOME: home.path }, hasChild ? [CHILD] : []);
      if (hasChild)
        home.process(CHILD, ['node', '/x/dist/process/spawn-broker/worker.js'], { INHERITED: '1' });
      for (const [index, time] of times.entries()) if (time) home.touch(ENV_FILES[index]!, time);
    }).then(({ gateway }) => gateway?.environment?.lookup(VARIABLE)?.value);
  const EARLIER = new Date('2026-11-23T09:00:00Z');
  const LATER = new Date('2026-11-23T11:00:00Z');
  test.each<[name: string, times: Date[], hasChild: boolean, expected: string | undefined]>([
    ['a file that it has read counts', [EARLIER, EARLIER], true, TOKEN],
    ['a file of the moment of its start counts', [STARTED, STARTED], true, TOKEN],
    ['no file counts if one has changed since', [EARLIER, LATER], true, undefined],
    ['without a child that shows them, what it would read now', [LATER, LATER], false, TOKEN],
  ])('%s', async (_name, times, hasChild, expected) => {
    expect(await value({}, times, hasChild)).toBe(expected);
  });
});
