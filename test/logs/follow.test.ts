import { describe, expect, test } from '@jest/globals';
import { follow } from '../../src/logs/follow.js';
import fc from '../property.js';
import { FakeLog, type FakeRow, rows } from './log-server.js';

const NOON = Date.UTC(2026, 10, 1, 12);
const LIMIT = 10;

const at = (ms: number) => new Date(NOON + ms).toISOString();
const newestFirst = (a: FakeRow, b: FakeRow) => Date.parse(b.created_at) - Date.parse(a.created_at);

/** What `follow` yields while `before` changes the log before each of so many polls. */
async function followed(
  log: FakeLog,
  polls: number,
  before: (poll: number) => void,
  now = NOON,
): Promise<string[][]> {
  const batches: string[][] = [];
  const stop = new Error('enough');
  let poll = 0;
  log.reader.sleep = async () => {
    poll++;
    if (poll > polls) throw stop;
    before(poll);
  };
  try {
    for await (const batch of follow(log.reader, {}, { limit: LIMIT, now: () => now }))
      batches.push(batch.map(({ id }) => id));
  } catch (error) {
    if (error !== stop) throw error;
  }
  return batches;
}

const add = (log: FakeLog, id: string, ms: number) => {
  log.rows.push({ ...rows(1)[0]!, id, created_at: at(ms) });
  log.rows.sort(newestFirst);
};

test('first the newest rows, then every new one once, oldest first, including late ones', async () => {
  const log = new FakeLog(rows(20));
  const batches = await followed(log, 4, (poll) => {
    if (poll === 2) {
      add(log, 'a', 5_000);
      add(log, 'b', 6_000);
    }
    if (poll === 3) add(log, 'late', -30_000);
  });
  expect(batches).toEqual([
    Array.from({ length: LIMIT }, (_, index) => `row-${LIMIT - 1 - index}`),
    ['a', 'b'],
    ['late'],
  ]);
});

test('rows of the newest row’s millisecond that were left out at first are no new ones', async () => {
  const log = new FakeLog(rows(30, () => ({ created_at: at(0) })));
  expect((await followed(log, 3, () => {})).map((batch) => batch.length)).toEqual([LIMIT]);
});

test('a new row of a millisecond that was already seen comes too', async () => {
  const log = new FakeLog(rows(3));
  const batches = await followed(log, 2, (poll) => poll === 1 && add(log, 'same', 0));
  expect(batches.slice(1)).toEqual([['same']]);
});

test('an empty log', async () => {
  const log = new FakeLog([]);
  expect(await followed(log, 2, (poll) => poll === 2 && add(log, 'first', -3_600_000))).toEqual([
    [],
    ['first'],
  ]);
});

test.each([
  ['a row without a time', 'no time'],
  ['a row of the year 9999', '9999-12-31T00:00:00.000Z'],
  ['a row of 1970', '1970-01-01T00:00:00.000Z'],
])('%s does not stop the others', async (_name, created_at) => {
  const log = new FakeLog(rows(3));
  const batches = await followed(log, 3, (poll) => {
    if (poll === 1) log.rows.unshift({ ...log.rows[0]!, id: 'bad', created_at });
    if (poll === 2) add(log, 'good', 1_000);
  });
  expect(batches.slice(1).flat()).toContain('good');
});

test('a clock that is an hour off makes no difference', async () => {
  for (const skew of [-3_600_000, 3_600_000]) {
    const log = new FakeLog(rows(200));
    const batches = await followed(log, 3, (poll) => add(log, `new-${poll}`, poll), NOON + skew);
    expect(batches.slice(1)).toEqual([['new-1'], ['new-2'], ['new-3']]);
  }
});

describe('whatever moves meanwhile', () => {
  /** Rows of few milliseconds, so that many share one; some appear between two pages, some are removed. */
  const change = fc.record({
    add: fc.array(
      fc.integer({ min: -1_000, max: 60_000 }).map((ms) => ms - (ms % 500)),
      { maxLength: 120 },
    ),
    remove: fc.array(fc.nat({ max: 300 }), { maxLength: 5 }),
    between: fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 10 }),
  });

  test('each new row comes once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 260 }),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        async (existing, changes) => {
          const log = new FakeLog(rows(existing, (index) => ({ created_at: at(-500 * (index >> 2)) })));
          let count = 0;
          const added: string[] = [];
          const removed = new Set<string>();
          const addRow = (ms: number) => {
            added.push(`new-${count}`);
            add(log, `new-${count++}`, ms);
          };
          let between: number[] = [];
          log.before = () => {
            const ms = between.shift();
            if (ms !== undefined) addRow(ms);
          };
          // The last polls find what appeared between two pages.
          const batches = await followed(log, changes.length + 2, (poll) => {
            const {
              add: more,
              remove,
              between: later,
            } = changes[poll - 1] ?? { add: [], remove: [], between: [] };
            for (const ms of more) addRow(ms);
            for (const index of remove) for (const { id } of log.rows.splice(index, 1)) removed.add(id);
            between = [...later];
          });
          const found = batches.flat();
          expect(new Set(found).size).toBe(found.length);
          expect(
            batches
              .slice(1)
              .flat()
              .filter((id) => id.startsWith('row-')),
          ).toEqual([]);
          const missing = added.filter((id) => !removed.has(id) && !found.includes(id));
          expect(missing).toEqual([]);
        },
      ),
      { numRuns: 12 },
    );
  });
});
