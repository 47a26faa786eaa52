import { expect, test } from '@jest/globals';
import type { LogRow } from '../../src/gateway/management/log-responses.js';
import { RowDiagnoser } from '../../src/logs/diagnose-row.js';
import { logPages } from '../../src/logs/log-pages.js';
import { rowSender } from '../../src/logs/row-sender.js';
import { Usage } from '../../src/logs/usage-report.js';
import { targetOf } from '../../src/openclaw/target.js';
import { inHome, type Setup } from '../doctor/home.js';
import { FakeLog, rows } from './log-server.js';

const OWN = { metadata: { tool: 'cf-aig' } };
const KEY_REFUSED = JSON.stringify({
  error: { message: 'Incorrect API key provided', type: 'invalid_request_error', code: 'invalid_api_key' },
});

/** The cause of a 401 row, read with what the block sends: a gateway token, and no provider key. */
async function causeOf(row: Record<string, unknown>, setup: Setup = {}): Promise<string | undefined> {
  const log = new FakeLog(rows(1, () => ({ success: false, status_code: 401, ...row })));
  log.payload = () => ({ status: 200, body: KEY_REFUSED });
  const sentOf = await inHome(async (home) => {
    const { snapshot } = await home.inputs(setup);
    const targets = snapshot.blocks.flatMap(({ id, models }) =>
      models.flatMap((model) => targetOf(snapshot, { providerId: id, modelId: model.id }) ?? []),
    );
    return rowSender(targets, targetOf(snapshot));
  });
  const reader = { ...log.reader, sentOf };
  for await (const page of logPages(reader, {})) {
    const [diagnosed] = await new RowDiagnoser(reader).diagnoseAll(page.rows);
    return diagnosed?.diagnosis?.cause;
  }
  return undefined;
}

const models = (...ids: string[]): Setup => ({ block: { models: ids.map((id) => ({ id, name: id })) } });

/** The block: compat, stored keys. A rejected key that OpenClaw did not send is the stored one. */
test.each<[string, Record<string, unknown>, Setup, string]>([
  ['a listed model', { model: 'gpt-4o-mini' }, {}, 'stored-key-rejected'],
  ['named with its provider', { model: 'openai/gpt-4o-mini' }, {}, 'stored-key-rejected'],
  ['with a version in dots', { model: 'gpt-4.1' }, models('openai/gpt-4-1'), 'stored-key-rejected'],
  ['a model that is not listed', { model: 'gpt-4o' }, {}, 'provider-key-rejected'],
  ['the same, asked by cf-aig', { model: 'gpt-4o', ...OWN }, {}, 'stored-key-rejected'],
  ['another provider’s', { provider: 'groq', model: 'gpt-4o-mini' }, {}, 'provider-key-rejected'],
  [
    'a block that sends its own key',
    { model: 'gpt-4o-mini' },
    {
      block: {
        headers: {
          'cf-aig-authorization': 'Bearer x',
          Authorization: `Bearer sk-proj-${'FAKEfake'.repeat(5)}`,
        },
      },
    },
    'provider-key-rejected',
  ],
])('a rejected key in the log: %s', async (_name, row, setup, cause) => {
  expect(await causeOf(row, setup)).toBe(cause);
});

test('no target, no knowledge', () => {
  const row = { provider: 'openai', model: 'gpt-4o', metadata: OWN.metadata } as unknown as LogRow;
  expect(rowSender([], undefined)(row)).toBeUndefined();
});

test('tests by cf-aig are counted apart', async () => {
  const log = new FakeLog(
    rows(10, (index) => ({
      ...(index < 3 && OWN),
      ...(index < 2 && { success: false, status_code: 401 }),
    })),
  );
  log.payload = () => ({ status: 200, body: KEY_REFUSED });
  const usage = new Usage(Date.UTC(2026, 10, 1, 11), Date.UTC(2026, 10, 1, 12));
  for await (const { rows: page } of logPages(log.reader, {})) {
    for (const row of await new RowDiagnoser(log.reader).diagnoseAll(page)) usage.add(row);
  }
  expect(usage.report()).toMatchObject({
    requests: 10,
    failed: 2,
    own: { requests: 3, failed: 2 },
    errors: [{ cause: 'provider-key-rejected', count: 2, own: 2 }],
  });
});
