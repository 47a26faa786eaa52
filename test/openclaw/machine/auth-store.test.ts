import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sqliteOpener } from '../../../src/lib/sqlite.js';
import { authDatabases, readAuthStore } from '../../../src/openclaw/machine/auth-store.js';
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
    expect(await authDatabases(folder)).toEqual(files);
  });
});
