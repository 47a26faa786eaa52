import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sqliteOpener } from '../../../src/lib/sqlite.js';
import {
  authDatabases,
  authFiles,
  readAuthFile,
  readAuthStore,
} from '../../../src/openclaw/machine/auth-store.js';
import { contents, inTempFolder } from '../../temp-folder.js';

const KEY = 'sk-fake-provider-key-000000000000';
const PROVIDER = 'cloudflare-ai-gateway';
const STORE = {
  version: 1,
  profiles: {
    [`${PROVIDER}:manual`]: { type: 'api_key', provider: PROVIDER, key: KEY },
    [`${PROVIDER}:ref`]: { type: 'api_key', provider: PROVIDER, keyRef: { source: 'env', id: 'MY_KEY' } },
    'anthropic:work': { type: 'oauth', provider: 'anthropic', access: KEY, refresh: KEY },
  },
};
const STATE = {
  version: 1,
  usageStats: {
    [`inline-api-key:${PROVIDER}`]: { cooldownUntil: 1000, cooldownReason: 'auth', errorCount: 1 },
    [`${PROVIDER}:manual`]: { cooldownUntil: 5, disabledUntil: 2000, disabledReason: 'billing' },
    'anthropic:work': { lastUsed: 3 },
  },
};

/** The schema of OpenClaw 2026.9.6. */
const SHARED = [
  'CREATE TABLE config_machine_state (state_key TEXT NOT NULL PRIMARY KEY, value_json TEXT NOT NULL, updated_at_ms INTEGER NOT NULL) STRICT',
  `INSERT INTO config_machine_state VALUES ('auth.sharedStore', '{"location":"state-db"}', 1)`,
  `INSERT INTO config_machine_state VALUES ('authProfiles.store', '${JSON.stringify(STORE)}', 1)`,
];
const AGENT = [
  'CREATE TABLE auth_profile_store (store_key TEXT NOT NULL PRIMARY KEY, store_json TEXT NOT NULL, updated_at INTEGER NOT NULL) STRICT',
  'CREATE TABLE auth_profile_state (state_key TEXT NOT NULL PRIMARY KEY, state_json TEXT NOT NULL, updated_at INTEGER NOT NULL) STRICT',
  `INSERT INTO auth_profile_state VALUES ('primary', '${JSON.stringify(STATE)}', 1)`,
];

interface Writable {
  DatabaseSync: new (path: string) => { exec(sql: string): void; close(): void };
}

async function create(file: string, statements: readonly string[]): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite') as unknown as Writable;
  const database = new DatabaseSync(file);
  for (const statement of ['PRAGMA journal_mode = wal', ...statements]) database.exec(statement);
  database.close();
  return file;
}

const open = sqliteOpener();
/** Node has SQLite from 22.5 on. */
const withSqlite = open ? describe : describe.skip;

withSqlite('what OpenClaw stores', () => {
  test('profiles shared by all agents, without their keys', async () => {
    await inTempFolder(async (folder) => {
      const store = readAuthStore(open!, await create(join(folder, 'openclaw.sqlite'), SHARED));
      expect(store?.profiles).toEqual([
        { id: `${PROVIDER}:manual`, provider: PROVIDER, type: 'api_key' },
        { id: `${PROVIDER}:ref`, provider: PROVIDER, type: 'api_key', variable: 'MY_KEY' },
        { id: 'anthropic:work', provider: 'anthropic', type: 'oauth' },
      ]);
      expect(store?.pauses).toEqual([]);
      expect(JSON.stringify(store)).not.toContain(KEY);
    });
  });

  test('the pauses of one agent', async () => {
    await inTempFolder(async (folder) => {
      const store = readAuthStore(open!, await create(join(folder, 'openclaw-agent.sqlite'), AGENT));
      expect(store?.pauses).toEqual([
        { id: `inline-api-key:${PROVIDER}`, until: 1000, reason: 'auth' },
        { id: `${PROVIDER}:manual`, until: 2000, reason: 'billing' },
        { id: 'anthropic:work', until: 0 },
      ]);
    });
  });

  test('both in one database, of the version that calls the table auth_profile_stores', async () => {
    await inTempFolder(async (folder) => {
      const statements = [
        'CREATE TABLE auth_profile_stores (store_json TEXT)',
        'CREATE TABLE auth_profile_state (state_json TEXT)',
        `INSERT INTO auth_profile_stores VALUES ('${JSON.stringify(STORE)}')`,
        `INSERT INTO auth_profile_state VALUES ('${JSON.stringify(STATE)}')`,
      ];
      const store = readAuthStore(open!, await create(join(folder, 'x.sqlite'), statements));
      expect(store?.profiles).toHaveLength(3);
      expect(store?.pauses).toHaveLength(3);
    });
  });

  test('no files are created next to the database', async () => {
    await inTempFolder(async (folder) => {
      readAuthStore(open!, await create(join(folder, 'openclaw.sqlite'), SHARED));
      expect(Object.keys(await contents(folder))).toEqual(['openclaw.sqlite']);
    });
  });

  test.each([
    ['a database of something else', ['CREATE TABLE other (a)']],
    [
      'a broken document',
      [SHARED[0]!, "INSERT INTO config_machine_state VALUES ('authProfiles.store', '{', 1)"],
    ],
  ])('%s cannot be read', async (_name, statements) => {
    await inTempFolder(async (folder) => {
      expect(readAuthStore(open!, await create(join(folder, 'x.sqlite'), statements))).toBeUndefined();
    });
  });
});

test('databases: the shared one first, then one per agent', async () => {
  await inTempFolder(async (folder) => {
    const files = ['state/openclaw.sqlite', 'agents/main/agent/openclaw-agent.sqlite'].map((one) =>
      join(folder, one),
    );
    for (const file of files) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, '');
    }
    await mkdir(join(folder, 'agents', 'empty'), { recursive: true });
    expect(authDatabases(folder)).toEqual(files);
  });
});

describe('the file of older versions', () => {
  const FILE = '/home/u/.openclaw/agent/auth-profiles.json';
  const read = (document: unknown) =>
    readAuthFile(FILE, async (path) => {
      const text = typeof document === 'string' ? document : JSON.stringify(document);
      return { kind: 'file', path, realPath: path, text, mode: 0o600, size: text.length };
    });

  test('profiles without their keys, and pauses', async () => {
    const store = await read({ ...STORE, ...STATE });
    expect(store).toEqual({
      file: FILE,
      profiles: [
        { id: `${PROVIDER}:manual`, provider: PROVIDER, type: 'api_key' },
        { id: `${PROVIDER}:ref`, provider: PROVIDER, type: 'api_key', variable: 'MY_KEY' },
        { id: 'anthropic:work', provider: 'anthropic', type: 'oauth' },
      ],
      pauses: [
        { id: `inline-api-key:${PROVIDER}`, until: 1000, reason: 'auth' },
        { id: `${PROVIDER}:manual`, until: 2000, reason: 'billing' },
        { id: 'anthropic:work', until: 0 },
      ],
    });
    expect(JSON.stringify(store)).not.toContain(KEY);
  });

  test.each<[name: string, profile: unknown, variable: string | undefined]>([
    ['of a token', { provider: PROVIDER, tokenRef: { source: 'env', id: 'MY_TOKEN' } }, 'MY_TOKEN'],
    ['that is not in a variable', { provider: PROVIDER, keyRef: { source: 'file', id: 'a' } }, undefined],
    ['without a name', { provider: PROVIDER, keyRef: { source: 'env', id: 3 } }, undefined],
  ])('a reference %s', async (_name, profile, variable) => {
    expect((await read({ profiles: { x: profile } }))?.profiles[0]?.variable).toBe(variable);
  });

  test.each<[name: string, stats: unknown, pauses: object[]]>([
    [
      'a reason that came first',
      { disabledReason: 'a', cooldownReason: 'b', blockedReason: 'c' },
      [{ until: 0, reason: 'a' }],
    ],
    ['a block', { blockedUntil: 9, cooldownUntil: 3, blockedReason: 'c' }, [{ until: 9, reason: 'c' }]],
    ['a reason that is no text', { blockedUntil: 9, blockedReason: 3 }, [{ until: 9, reason: undefined }]],
    ['no object', 'x', []],
  ])('a pause: %s', async (_name, stats, pauses) => {
    const store = await read({ profiles: {}, usageStats: { x: stats } });
    expect(store?.pauses).toEqual(pauses.map((pause) => ({ id: 'x', ...pause })));
  });

  test('entries that are none are left out', async () => {
    const profiles = { a: 'text', b: { provider: 3 }, c: { provider: 'x', type: 'token' } };
    expect((await read({ profiles, usageStats: [] }))?.profiles.map(({ id }) => id)).toEqual(['c']);
  });

  test.each([
    ['no JSON', '{'],
    ['no object', []],
    ['no profiles', { usageStats: {} }],
    ['a list of profiles', { profiles: [] }],
  ])('%s is not such a file', async (_name, document) => expect(await read(document)).toBeUndefined());

  test('that cannot be read', async () => {
    expect(
      await readAuthFile(FILE, async (path) => ({ kind: 'missing', path, detail: 'gone' })),
    ).toBeUndefined();
  });

  test('one for all agents, and one for each', async () => {
    await inTempFolder(async (folder) => {
      expect(authFiles(folder)).toEqual([]);
      const files = ['agent/auth-profiles.json', 'agents/main/agent/auth-profiles.json'];
      for (const file of files.map((one) => join(folder, one))) {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, '{}');
      }
      await mkdir(join(folder, 'agents', 'other', 'agent', 'auth-profiles.json'), { recursive: true });
      expect(authFiles(folder)).toEqual(files.map((one) => join(folder, one)));
    });
  });
});

test('a database that cannot be opened is closed by nothing, and one that cannot be read is closed', () => {
  let closed = 0;
  const opened = { rows: () => [{ name: 'other' }], close: () => closed++ };
  const reads = () => {
    throw new Error('damaged');
  };
  expect(readAuthStore(reads, '/x')).toBeUndefined();
  expect(closed).toBe(0);
  expect(readAuthStore(() => ({ ...opened, rows: reads }), '/x')).toBeUndefined();
  expect(closed).toBe(1);
});
