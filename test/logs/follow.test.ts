import { expect, test } from '@jest/globals';
import { follow } from '../../src/logs/follow.js';
import { FakeLog, rows } from './log-server.js';

test('yields every new row once, oldest first, including late ones', async () => {
  const log = new FakeLog(rows(20));
  const shown = log.rows.slice(0, 10).map(({ id, created_at }) => ({
    id,
    createdAt: created_at,
    provider: '',
    model: '',
    path: '',
    ok: true,
    cached: false,
    metadata: {},
  }));
  const add = (id: string, afterMs: number) =>
    log.rows.unshift({
      ...log.rows[0]!,
      id,
      created_at: new Date(Date.UTC(2026, 10, 1, 12) + afterMs).toISOString(),
    });
  const found: string[][] = [];
  let polls = 0;
  log.reader.sleep = async () => {
    polls++;
    if (polls > 10) throw new Error(`not found: ${JSON.stringify(found)}`);
    if (polls === 2) {
      add('a', 5_000);
      add('b', 6_000);
    }
    if (polls === 3) add('late', 1_000);
  };
  const now = () => Date.UTC(2026, 10, 1, 12);
  for await (const batch of follow(log.reader, {}, shown, now)) {
    found.push(batch.map(({ id }) => id));
    if (found.flat().includes('late')) break;
  }
  expect(found.flat().filter((id) => !id.startsWith('row-'))).toEqual(['a', 'b', 'late']);
});
