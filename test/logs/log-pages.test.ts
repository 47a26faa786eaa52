import { describe, expect, test } from '@jest/globals';
import { type LogQuery, LogsRefused, logPages } from '../../src/logs/log-pages.js';
import { FakeLog, rows } from './log-server.js';

async function ids(log: FakeLog, query: LogQuery = {}): Promise<string[]> {
  const found: string[] = [];
  for await (const page of logPages(log.reader, query)) found.push(...page.rows.map(({ id }) => id));
  return found;
}

describe('paging', () => {
  test.each([0, 1, 49, 50, 51, 100, 517])('%d rows, each once, in order', async (count) => {
    const log = new FakeLog(rows(count));
    expect(await ids(log)).toEqual(log.rows.map(({ id }) => id));
    expect(log.asked.length).toBeLessThanOrEqual(Math.max(1, Math.ceil(count / 50)));
  });

  test('new rows in between cause no duplicates', async () => {
    const log = new FakeLog(rows(300));
    let fresh = 0;
    log.before = () => {
      if (log.asked.length > 1) log.rows.unshift({ ...log.rows[0]!, id: `new-${fresh++}` });
    };
    const found = await ids(log);
    expect(new Set(found).size).toBe(found.length);
    expect(found.filter((id) => id.startsWith('row-'))).toHaveLength(300);
  });

  test('no more pages are requested when the caller stops', async () => {
    const log = new FakeLog(rows(5000));
    for await (const { rows: page } of logPages(log.reader, {})) if (page.length) break;
    expect(log.asked.length).toBeLessThanOrEqual(5);
  });

  test('pending requests and waits are aborted then', async () => {
    const log = new FakeLog(rows(5000));
    const { send } = log.reader;
    const ends: string[] = [];
    const held = (what: string, signal?: AbortSignal) =>
      new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => {
          ends.push(what);
          reject(signal.reason);
        });
      });
    log.reader.send = async (request, options) => {
      if (log.asked.length === 1) log.first.push({ status: 429, body: {}, headers: { 'retry-after': '60' } });
      return log.asked.length > 2 ? held('request', options?.signal) : send(request, options);
    };
    log.reader.sleep = (_ms, signal) => held('wait', signal);
    for await (const { rows: page } of logPages(log.reader, {})) if (page.length) break;
    await Promise.resolve();
    expect(ends).toEqual(expect.arrayContaining(['wait', 'request']));
  });
});

describe('filters', () => {
  const mixed = () =>
    new FakeLog(
      rows(120, (index) => ({
        success: index % 4 !== 0,
        model: index % 2 ? 'gpt-4o' : '@cf/meta/llama',
        provider: index % 2 ? 'openai' : 'workers-ai',
      })),
    );

  test.each<[string, LogQuery, number]>([
    ['failures', { failedOnly: true }, 30],
    ['a model as the provider calls it', { model: 'gpt-4o' }, 60],
    ['a model with its provider', { model: 'openai/gpt-4o' }, 60],
    ['a model of Workers AI', { model: 'workers-ai/@cf/meta/llama' }, 60],
    ['another provider’s model of that name', { model: 'azure-openai/nope' }, 0],
    ['a time', { since: Date.UTC(2026, 10, 1, 11, 59, 0) }, 61],
  ])('%s: looked at here as well, if the API does not', async (_, query, count) => {
    expect(await ids(mixed(), query)).toHaveLength(count);
  });

  test.each(['claude-haiku-4-5', 'anthropic/claude-haiku-4.5', 'claude-haiku-4-5-20251001'])(
    '%s finds its rows in the names of before and after September 2026',
    async (model) => {
      const names = ['anthropic/claude-haiku-4.5', 'claude-haiku-4-5-20251001', 'anthropic/claude-haiku-5.5'];
      const log = new FakeLog(
        rows(30, (index) => ({ provider: 'anthropic', model: names[index % names.length] })),
      );
      expect(await ids(log, { model })).toHaveLength(20);
      expect(log.asked[0]!.searchParams.get('filters')).toContain('"claude-haiku-4"');
    },
  );

  test('are sent in the form of the API', async () => {
    const log = mixed();
    await ids(log, { failedOnly: true, model: 'openai/gpt-4o', since: 0 });
    expect(JSON.parse(log.asked[0]!.searchParams.get('filters')!)).toEqual([
      { key: 'created_at', operator: 'gt', value: ['1970-01-01T00:00:00.000Z'] },
      { key: 'success', operator: 'eq', value: [false] },
      { key: 'model', operator: 'contains', value: ['gpt-4o'] },
    ]);
  });

  test('are omitted if the API rejects them', async () => {
    const log = mixed();
    log.first.push({
      status: 400,
      body: { success: false, errors: [{ code: 7001, message: 'Invalid filter' }] },
    });
    expect(await ids(log, { failedOnly: true })).toHaveLength(30);
    expect(log.asked[1]!.searchParams.has('filters')).toBe(false);
  });
});

describe('an API that fails', () => {
  const busy = { status: 429, body: { success: false, errors: [{ code: 971, message: 'throttled' }] } };

  test('with a rate limit is retried after Retry-After', async () => {
    const log = new FakeLog(rows(3));
    log.first.push({ ...busy, headers: { 'retry-after': '7' } }, busy);
    expect(await ids(log)).toHaveLength(3);
    expect(log.waits).toEqual([7000, 2000]);
  });

  test('permanently ends it', async () => {
    const log = new FakeLog(rows(3));
    log.first.push(...Array(10).fill(busy));
    await expect(ids(log)).rejects.toThrow(LogsRefused);
    expect(log.asked).toHaveLength(6);
  });

  test('because of the token ends it at once, with the cause', async () => {
    const log = new FakeLog(rows(3));
    log.first.push({
      status: 403,
      body: { success: false, errors: [{ code: 10000, message: 'Authentication error' }] },
    });
    await expect(ids(log)).rejects.toMatchObject({ diagnosis: { cause: 'token-lacks-read' } });
    expect(log.asked).toHaveLength(1);
  });
});
