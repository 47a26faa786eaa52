import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadSqlite } from '../../src/lib/sqlite.js';
import { openLogFile } from '../../src/sandbox/logs/sqlite-store.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { makeTempFolder } from '../temp-folder.js';
import { type Asking, aig, ask, bearer, gatewayUrl, sandbox } from './client.js';

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
  const url = `${box.apiBaseUrl}/accounts/${box.accountId}/ai-gateway/gateways/my-gateway/logs${rest}`;
  return ask(url, { headers: bearer(box.token), ...asking });
}

(sqlite ? describe : describe.skip)('logs in a file', () => {
  test('outlive the sandbox, and can be changed and removed', async () => {
    const path = join(folder, 'a.db');
    const first = await sandbox({ logs: openLogFile(path) });
    const { text } = await chat(first, 'openai/gpt-4o');
    await chat(first, 'openai/fail-500');
    await first.close();

    const second = await sandbox({ logs: openLogFile(path) });
    await chat(second, 'anthropic/claude-sonnet-5');
    const { result } = (await logs(second)).json;
    expect(result.map(({ model }: { model: string }) => model)).toEqual([
      'claude-sonnet-5',
      'fail-500',
      'gpt-4o',
    ]);
    const id = result[2].id;
    expect((await logs(second, `/${id}/response`)).text).toBe(text);
    await logs(second, `/${id}`, { method: 'PATCH', body: { feedback: 1 } });
    expect((await logs(second, `/${id}`)).json.result.feedback).toBe(1);
    await logs(second, '?success=false', { method: 'DELETE' });
    expect((await logs(second)).json.result_info.total_count).toBe(2);
  });

  test('two sandboxes may share it', async () => {
    const path = join(folder, 'b.db');
    const boxes = [await sandbox({ logs: openLogFile(path) }), await sandbox({ logs: openLogFile(path) })];
    await Promise.all(boxes.flatMap((box) => Array.from({ length: 10 }, () => chat(box, 'openai/gpt-4o'))));
    for (const box of boxes) expect((await logs(box)).json.result_info.total_count).toBe(20);
  });

  test('another program`s database stays as it is', () => {
    const path = join(folder, 'c.db');
    const database = new sqlite!.DatabaseSync(path);
    database.exec('CREATE TABLE theirs (x)');
    database.close();
    expect(() => openLogFile(path)).toThrow(/it is the database of another program/);
  });

  test('a folder that is not there', () => {
    expect(() => openLogFile(join(folder, 'none', 'd.db'))).toThrow(/cannot keep logs in .*d\.db: .*ENOENT/);
  });
});

(sqlite ? test.skip : test)('a Node without SQLite says so', () => {
  expect(() => openLogFile(join(folder, 'e.db'))).toThrow(/needs Node 22\.13 or newer/);
});
