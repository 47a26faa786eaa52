import { expect, test } from '@jest/globals';
import type { LogRow } from '../../../src/sandbox/logs/log-row.js';
import { MemoryLogStore } from '../../../src/sandbox/logs/log-store.js';

const row = (id: number) => ({ id: String(id) }) as LogRow;
const ids = (store: MemoryLogStore, gateway = 'a/g') => [...store.rows(gateway)].map(({ id }) => id);

test('rows come newest first, per gateway', () => {
  const store = new MemoryLogStore();
  for (const id of [1, 2, 3]) store.add('a/g', row(id), undefined);
  store.add('a/other', row(4), undefined);
  expect([ids(store), ids(store, 'a/other'), ids(store, 'a/none')]).toEqual([['3', '2', '1'], ['4'], []]);
});

test('a row that is replaced keeps its place; one that is gone stays gone', () => {
  const store = new MemoryLogStore();
  for (const id of [1, 2, 3]) store.add('a/g', row(id), { request: 'q', response: 'r' });
  store.remove('a/g', ['3']);
  for (const id of [1, 3]) store.replace('a/g', { ...row(id), feedback: 1 });
  expect([...store.rows('a/g')]).toEqual([{ id: '2' }, { id: '1', feedback: 1 }]);
  expect([store.payload('a/g', '3'), store.payload('a/g', '2')]).toEqual([
    undefined,
    { request: 'q', response: 'r' },
  ]);
});

test('the oldest rows go, with their payloads', () => {
  const store = new MemoryLogStore();
  for (let id = 0; id < 60_000; id++) store.add('a/g', row(id), { request: 'q', response: 'r' });
  const kept = ids(store);
  expect([kept.length <= 25_000, kept[0], store.payload('a/g', '0')]).toEqual([true, '59999', undefined]);
});

test('of large payloads the oldest go, the rows stay', () => {
  const store = new MemoryLogStore();
  const large = 'x'.repeat(1024 * 1024);
  for (let id = 0; id < 40; id++) store.add('a/g', row(id), { request: large, response: '' });
  const payloads = ids(store).map((id) => store.payload('a/g', id) !== undefined);
  expect([payloads.length, payloads[0], payloads.at(-1)]).toEqual([40, true, false]);
  expect(payloads.filter(Boolean).length).toBeLessThanOrEqual(16);
});
