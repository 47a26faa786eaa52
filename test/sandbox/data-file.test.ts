import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadSqlite } from '../../src/lib/sqlite.js';
import { DEFAULT_CONFIG } from '../../src/sandbox/config/defaults.js';
import { openDataFile } from '../../src/sandbox/data/data-file.js';
import { LOGS_TABLE } from '../../src/sandbox/data/sqlite-logs.js';
import { MemoryLogStore } from '../../src/sandbox/logs/log-store.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { makeTempFolder } from '../temp-folder.js';
import { type Asking, aig, ask, gatewayApi, gatewayUrl, sandbox, storeKey } from './client.js';

const sqlite = loadSqlite();

let folder: string;
beforeAll(async () => {
  folder = makeTempFolder('logs ');
});
afterAll(() => rm(folder, { recursive: true }));

function chat(box: Sandbox, model: string) {
  return ask(`${gatewayUrl(box)}/compat/chat/completions`, {
    headers: aig(box.token),
    body: { model, messages: [{ role: 'user', content: 'hi' }] },
  });
}

function logs(box: Sandbox, rest = '', asking: Asking = {}) {
  return gatewayApi(box, `/my-gateway/logs${rest}`, asking);
}

test.each([false, true])(
  'a log that cannot be written is told, and the client gets its answer (stream: %s)',
  async (stream) => {
    const failures: unknown[] = [];
    const logs = new MemoryLogStore();
    logs.add = () => {
      throw new Error('database or disk is full');
    };
    const box = await sandbox({ logs, onFailure: (error) => void failures.push(error) });
    const { status, text } = await ask(`${gatewayUrl(box)}/compat/chat/completions`, {
      headers: aig(box.token),
      body: { model: 'openai/gpt-4o', messages: [{ role: 'user', content: 'hi' }], stream },
    });
    expect([status, text.includes('sandbox'), String(failures)]).toEqual([
      200,
      true,
      'Error: database or disk is full',
    ]);
  },
);

(sqlite ? describe : describe.skip)('logs in a file', () => {
  test('outlive the sandbox, and can be changed and removed', async () => {
    const path = join(folder, 'a.db');
    const first = await sandbox(openDataFile(path));
    const { text } = await chat(first, 'openai/gpt-4o');
    await chat(first, 'openai/fail-500');
    await first.close();

    const second = await sandbox(openDataFile(path));
    await chat(second, 'anthropic/claude-sonnet-5');
    const { result } = (await logs(second)).json;
    expect(result.map(({ model }: { model: string }) => model)).toEqual([
      'anthropic/claude-sonnet-5',
      'openai/fail-500',
      'openai/gpt-4o',
    ]);
    const id = result[2].id;
    expect((await logs(second, `/${id}/response`)).text).toBe(text);
    await logs(second, `/${id}`, { method: 'PATCH', body: { feedback: 1 } });
    expect((await logs(second, `/${id}`)).json.result.feedback).toBe(1);
    await logs(second, '?success=false', { method: 'DELETE' });
    expect((await logs(second)).json.result_info.total_count).toBe(2);
  });

  const withDevices = process.platform === 'win32' ? test.skip : test;

  withDevices('a device keeps its mode', () => {
    const { mode } = statSync('/dev/null');
    expect(() => openDataFile('/dev/null')).toThrow('cannot keep data in /dev/null: it is not a file');
    expect(statSync('/dev/null').mode).toBe(mode);
  });

  withDevices.each([':memory:', 'file:x?mode=memory'])('a file may be called %s', async (name) => {
    const here = process.cwd();
    process.chdir(folder);
    try {
      const first = await sandbox(openDataFile(name));
      await chat(first, 'openai/gpt-4o');
      await first.close();
      const second = await sandbox(openDataFile(name));
      expect((await logs(second)).json.result_info.total_count).toBe(1);
    } finally {
      process.chdir(here);
    }
  });

  test('two sandboxes may share it', async () => {
    const path = join(folder, 'b.db');
    const boxes = [await sandbox(openDataFile(path)), await sandbox(openDataFile(path))];
    await Promise.all(boxes.flatMap((box) => Array.from({ length: 10 }, () => chat(box, 'openai/gpt-4o'))));
    for (const box of boxes) expect((await logs(box)).json.result_info.total_count).toBe(20);
  });

  test('gateways and keys too, in a file that only its owner reads', async () => {
    const path = join(folder, 'g.db');
    writeFileSync(path, '', { mode: 0o644 });
    const first = await sandbox(openDataFile(path));
    await storeKey(first, 'openai', 'a-fake-secret-to-keep', 'mine');
    await gatewayApi(first, '/open-gateway', { method: 'DELETE' });
    await first.close();
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);

    const data = openDataFile(path);
    expect([...data.gateways.kept.values()]).toEqual([
      expect.objectContaining({ secrets: { 'openai/mine': 'a-fake-secret-to-keep' } }),
      null,
    ]);
    const second = await sandbox(data);
    const { result } = (await gatewayApi(second)).json;
    expect(result.map(({ id }: { id: string }) => id)).toEqual(['my-gateway', 'default']);
  });

  test('a file of the version with logs only', async () => {
    const path = join(folder, 'old.db');
    const database = new sqlite!.DatabaseSync(path);
    database.exec(`${LOGS_TABLE} PRAGMA user_version = 1;`);
    const row = JSON.stringify({
      id: 'a',
      created_at: '2026-11-01T00:00:00.000Z',
      model: 'old',
      metadata: {},
    });
    const account = DEFAULT_CONFIG.accounts[0]!.id;
    database
      .prepare('INSERT INTO logs (gateway, id, row) VALUES (?, ?, ?)')
      .run(`${account}/my-gateway`, 'a', row);
    database.close();
    const box = await sandbox(openDataFile(path));
    expect((await logs(box)).json.result.map(({ model }: { model: string }) => model)).toEqual(['old']);
  });

  test.each([
    ['of a newer version', 'PRAGMA user_version = 9', /written by a newer version of cf-aig/],
    [
      'whose gateway is no JSON',
      "INSERT INTO gateways VALUES ('a/b', 'x')",
      /its gateway a\/b cannot be read/,
    ],
    ['of another program with versions', 'DROP TABLE logs; PRAGMA user_version = 1', /of another program/],
  ])('a file %s', (name, sql, message) => {
    const path = join(folder, `${name}.db`);
    openDataFile(path).logs.close();
    const database = new sqlite!.DatabaseSync(path);
    database.exec(sql);
    database.close();
    expect(() => openDataFile(path)).toThrow(message);
  });

  test('another program`s database stays as it is', () => {
    const path = join(folder, 'c.db');
    const database = new sqlite!.DatabaseSync(path);
    database.exec('CREATE TABLE theirs (x)');
    database.close();
    chmodSync(path, 0o644);
    expect(() => openDataFile(path)).toThrow(/it is the database of another program/);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o644);
  });

  test('a folder that is not there', () => {
    expect(() => openDataFile(join(folder, 'none', 'd.db'))).toThrow(/cannot keep data in .*d\.db: .*ENOENT/);
  });
});

(sqlite ? test.skip : test)('a Node without SQLite says so', () => {
  expect(() => openDataFile(join(folder, 'e.db'))).toThrow(/needs Node 22\.13 or newer/);
});
