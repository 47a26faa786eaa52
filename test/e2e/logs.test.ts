import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { run } from '../../src/cli/run.js';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import type { LogRow, Payload } from '../../src/sandbox/logs/log-row.js';
import { type LogStore, MemoryLogStore } from '../../src/sandbox/logs/log-store.js';
import { memoryIo } from '../memory-io.js';
import { builtProgram } from './built.js';
import { Stage } from './features-setup.js';

const ROWS = 10_000;
/** MiB. */
const MOST_MEMORY = 150;

let stage: Stage;
jest.setTimeout(60_000);

interface Row {
  id: string;
  ok: boolean;
  model: string;
  costUsd: number;
  inputTokens: number;
  outputTokens: number;
  diagnosis?: { cause: string; from: string };
}

/** Every tenth request fails, every seventh goes to another model. */
function modelOf(index: number): string {
  if (index % 10 === 0) return 'openai/fail-401';
  return index % 7 === 0 ? 'openai/gpt-4o' : 'openai/gpt-4o-mini';
}

/** One request as an agent sends it. */
async function ask(model: string): Promise<void> {
  const { gatewayOrigin, accountId, token } = stage.sandbox;
  const answer = await fetch(`${gatewayOrigin}/v1/${accountId}/my-gateway/compat/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cf-aig-authorization': `Bearer ${token}` },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello.' }] }),
  });
  await answer.arrayBuffer();
}

/** What the sandbox writes of one request, again and again, a millisecond apart, as if it had been asked that often. */
async function fill(log: LogStore, count: number): Promise<void> {
  const gateway = `${stage.sandbox.accountId}/my-gateway`;
  const written = new Map<string, { row: LogRow; payload: Payload | undefined }>();
  for (const model of new Set(Array.from({ length: count }, (_, index) => modelOf(index)))) {
    await ask(model);
    const [row] = log.rows(gateway);
    written.set(model, { row: row!, payload: log.payload(gateway, row!.id) });
  }
  log.remove(
    gateway,
    [...log.rows(gateway)].map(({ id }) => id),
  );
  const start = Date.now() - count;
  for (let index = 0; index < count; index++) {
    const { row, payload } = written.get(modelOf(index))!;
    const created_at = new Date(start + index).toISOString();
    log.add(gateway, { ...row, id: `row-${index}`, created_at }, payload);
  }
}

beforeAll(async () => {
  const logs = new MemoryLogStore();
  stage = await Stage.open({ logs });
  await fill(logs, ROWS);
}, 180_000);
afterAll(() => stage.close());

/** Peak memory in MiB, as Linux counts it; elsewhere undefined. */
function measured(args: readonly string[]): Promise<{ stdout: string; peak: number | undefined }> {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, [builtProgram(), ...args], {
      env: { PATH: process.env.PATH, ...stage.env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    let peak: number | undefined;
    const timer = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        peak = Math.max(peak ?? 0, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
      } catch {
        // It has ended, or this is not Linux.
      }
    }, 40);
    child.on('error', reject);
    child.on('close', () => {
      clearInterval(timer);
      done({ stdout: Buffer.concat(chunks).toString('utf8'), peak });
    });
  });
}

describe(`a log of ${ROWS} rows`, () => {
  let rows: Row[];

  test(`logs --json gives them all in one document, in less than ${MOST_MEMORY} MiB`, async () => {
    const { stdout, peak } = await measured(['logs', '--since', '1h', '--json']);
    const document = JSON.parse(stdout);
    rows = document.rows;
    expect(document).toMatchObject({ schemaVersion: 1, command: 'logs', ok: true, exitCode: 0, count: ROWS });
    expect(new Set(rows.map(({ id }) => id)).size).toBe(ROWS);
    if (process.platform === 'linux') expect(peak).toBeLessThan(MOST_MEMORY);
  }, 120_000);

  test('every failed one has its diagnosis', () => {
    const failed = rows.filter(({ ok }) => !ok);
    expect(failed).toHaveLength(ROWS / 10);
    expect(new Set(failed.map(({ diagnosis }) => diagnosis?.cause))).toEqual(
      new Set(['provider-key-rejected']),
    );
    expect(failed.filter(({ diagnosis }) => diagnosis?.from === 'body').length).toBeGreaterThan(0);
    expect(failed.filter(({ diagnosis }) => diagnosis?.from === 'status')).toEqual([]);
  });

  test('usage gives the sums of a direct count', async () => {
    const { stdout, peak } = await measured(['usage', '--since', '1h', '--json']);
    const document = JSON.parse(stdout);
    const sum = (value: (row: Row) => number) => rows.reduce((all, row) => all + value(row), 0);
    expect(document).toMatchObject({
      requests: ROWS,
      failed: ROWS / 10,
      inputTokens: sum(({ inputTokens }) => inputTokens),
      outputTokens: sum(({ outputTokens }) => outputTokens),
      errors: [{ cause: 'provider-key-rejected', count: ROWS / 10 }],
    });
    expect(document.costUsd).toBeCloseTo(
      sum(({ costUsd }) => costUsd),
      9,
    );
    const perModel = Object.fromEntries(
      document.models.map((row: { model: string; requests: number }) => [row.model, row.requests]),
    );
    const count = (model: string) => rows.filter((row) => row.model === model).length;
    expect(perModel).toEqual({
      'openai/gpt-4o-mini': count('openai/gpt-4o-mini'),
      'openai/gpt-4o': count('openai/gpt-4o'),
      'openai/fail-401': count('openai/fail-401'),
    });
    const inTime = document.series.reduce(
      (all: number, part: { requests: number }) => all + part.requests,
      0,
    );
    expect(inTime).toBe(ROWS);
    if (process.platform === 'linux') expect(peak).toBeLessThan(MOST_MEMORY);
  }, 120_000);

  test('--errors, --model and --limit', async () => {
    const errors = (await stage.run(['logs', '--errors', '--limit', '7', '--json'])).json();
    expect(errors.rows.map(({ ok }: Row) => ok)).toEqual(Array(7).fill(false));
    const model = (await stage.run(['logs', '--model', 'openai/gpt-4o', '--limit', '60', '--json'])).json();
    expect(model.rows.map((row: Row) => row.model)).toEqual(Array(60).fill('openai/gpt-4o'));
  });

  test('as text: newest first, 50 rows, no line wider than 80 columns', async () => {
    const { stdout, code } = await stage.run(['logs'], { COLUMNS: '80' });
    const lines = stdout.trimEnd().split('\n');
    expect(code).toBe(0);
    expect(lines.filter((line) => / (200|401) openai\//.test(line))).toHaveLength(50);
    expect(stdout).toContain('provider-key-rejected');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('usage as text', async () => {
    const { stdout } = await stage.run(['usage'], { COLUMNS: '80' });
    expect(stdout).toContain('10000 requests since');
    expect(stdout).toMatch(/gpt-4o-mini +\d{4}/);
    expect(stdout).toContain('upstream-error · provider-key-rejected');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('a reader that has seen enough ends the paging', async () => {
    const before = stage.sandbox.requests.length;
    const child = spawn(process.execPath, [builtProgram(), 'logs', '--since', '1h', '--json'], {
      env: { PATH: process.env.PATH, ...stage.env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child.stdout.once('data', () => child.stdout.destroy());
    await new Promise((done) => child.on('close', done));
    expect(stage.sandbox.requests.length - before).toBeLessThan(ROWS / 50);
  });
});

describe('--follow', () => {
  test('shows new rows as they come; Ctrl-C ends the document well', async () => {
    const child = spawn(process.execPath, [builtProgram(), 'logs', '--follow', '--json'], {
      env: { PATH: process.env.PATH, ...stage.env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let stdout = '';
    const seen = (text: string) =>
      new Promise<void>((done) => {
        child.stdout.on('data', () => stdout.includes(text) && done());
      });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    await seen('"id"');
    const asked = await stage.run(['test-model', 'openai/gpt-4.1-nano', '--json']);
    await seen('gpt-4.1-nano');
    child.kill('SIGINT');
    const code = await new Promise((done) => child.on('close', done));
    expect(code).toBe(130);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ ok: false, exitCode: 130, count: 11 });
    expect(document.rows.at(-1).id).toBe(asked.json().results[0].logId);
  }, 30_000);
});

describe.each([60, 80, 120])('--follow as text at %d columns', (columns) => {
  test('says what it follows, how to stop it, and the zone; no line is wider', async () => {
    const io = memoryIo({ env: { PATH: process.env.PATH, ...stage.env, COLUMNS: String(columns) } });
    const ended = run(io, ['logs', '--follow']);
    while (!io.stdout.includes('openai/')) await wait(20);
    io.signals.send('SIGINT');
    expect(await ended).toBe(130);
    expect(io.stderr.replace(/\s+/g, ' ')).toMatch(/^Following my-gateway, Ctrl-C stops\./);
    const [head, ...rows] = io.stdout.trimEnd().split('\n');
    expect(head).toMatch(/^ {2}time UTC\S* +HTTP model +/);
    expect(rows.filter((row) => /^[✔✖]/.test(row))).toHaveLength(10);
    const lines = [head!, ...rows, ...io.stderr.trimEnd().split('\n')];
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
  });
});

describe('what stands in the way', () => {
  test('a token that may not read is told what it lacks', async () => {
    stage.home.write(
      stage.home.dotenv,
      `CLOUDFLARE_AI_GATEWAY_API_KEY=${SANDBOX_TOKENS.runOnly.value}\nREAD_TOKEN=${SANDBOX_TOKENS.good.value}\n`,
    );
    for (const command of ['logs', 'usage']) {
      const run = await stage.run([command, '--json']);
      expect(run.code).toBe(13);
      expect(run.json()).toMatchObject({ ok: false, exitCode: 13, error: { cause: 'token-lacks-read' } });
      expect(run.json().error.hint).toContain('--token-env');
    }
  });

  test('another token may be named', async () => {
    const run = await stage.run(['logs', '--limit', '1', '--token-env', 'READ_TOKEN', '--json'], {
      READ_TOKEN: SANDBOX_TOKENS.good.value,
    });
    expect(run.json()).toMatchObject({ ok: true, count: 1 });
    expect(run.stdout + run.stderr).not.toContain(SANDBOX_TOKENS.good.value);
  });

  test('nothing is set up: what is missing is listed', async () => {
    const run = await stage.run(['logs', '--json'], { OPENCLAW_STATE_DIR: `${stage.home.path}/none` });
    expect(run.code).toBe(2);
    expect(run.json().error.missing.map(({ flag }: { flag: string }) => flag)).toEqual([
      '--account-id',
      '--gateway',
      '--token-env',
    ]);
  });

  test.each(['1 hour', 'yesterday', '99999-01-01', '-1h'])('--since %s is wrong usage', async (since) => {
    expect((await stage.run(['usage', `--since=${since}`])).code).toBe(2);
  });
});
