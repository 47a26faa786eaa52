import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Stage } from './features-setup.js';
import { withoutWaits } from './harness.js';
import { Terminal } from './terminal.js';

let stage: Stage;
jest.setTimeout(30_000);
afterEach(() => stage.close());

interface Result {
  model: string;
  ok: boolean;
  totalMs: number;
  attempts: number;
}

const MODELS = 100;
/** Milliseconds that the sandbox takes for the slowest of them. */
const SLOWEST = 2_000;

/** A hundred models that take from half of the time to all of it. */
async function openHundred(): Promise<void> {
  stage = await Stage.open();
  stage.editBlock((block) => {
    block.models = Array.from({ length: MODELS }, (_, index) => ({
      id: `openai/slow-${SLOWEST / 2 + Math.floor((index * SLOWEST) / 2 / (MODELS - 1))}-number-${index}`,
    }));
  });
}

test('the price is asked for beside the answer, not after it', async () => {
  stage = await Stage.open();
  const before = stage.sandbox.requests.length;
  const { results } = (await stage.run(['test-model', 'openai/slow-500-gpt-4o', '--json'])).json();
  expect(results[0]).toMatchObject({ ok: true });
  // In the order in which they were answered.
  const paths = stage.sandbox.requests.slice(before).map(({ path }) => path.split('/').at(-1));
  expect(paths).toEqual(['models', 'completions']);
});

describe('a hundred models', () => {
  test('take as long as the slowest of them, when they are asked side by side', async () => {
    await openHundred();
    const run = await stage.run(['test-model', '--all', '--concurrency', '100', '--json']);
    const { results, elapsedMs, concurrency } = run.json();
    expect(results).toHaveLength(MODELS);
    expect(results.filter(({ ok }: Result) => !ok)).toEqual([]);
    expect(concurrency).toBe(100);
    const slowest = Math.max(...results.map(({ totalMs }: Result) => totalMs));
    expect(slowest).toBeGreaterThanOrEqual(SLOWEST);
    expect(elapsedMs).toBeLessThan(slowest * 1.3);
  }, 60_000);

  test('are a table that fits into 80 columns, live and at the end', async () => {
    await openHundred();
    const terminal = new Terminal(['test-model', '--all', '--concurrency', '100'], stage.env, 80, 30, 2);
    await terminal.see('not shown');
    await terminal.see('100 of 100 models answered');
    expect(await terminal.exitCode).toBe(0);
    const lines = terminal.text.split(/\r?\n/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.some((line) => /model +first +total +tok\/s +cost/.test(line))).toBe(true);
    expect(lines.filter((line) => /slow-2000-number-99 +\d+ ms +\d+ ms/.test(line))).not.toEqual([]);
  }, 60_000);

  test('are plain lines without a terminal', async () => {
    stage = await Stage.open();
    const run = await stage.run(['test-model', 'openai/gpt-4o', 'openai/gpt-4.1']);
    expect(run.stdout).not.toContain('\u001b');
    expect(run.stdout).toContain('2 of 2 models answered');
    expect(run.stdout).toContain('Hello from the cf-aig sandbox, speaking as openai/gpt-4.1.');
  });
});

describe('rounds', () => {
  test('--repeat gives min, median and p95, past the cache', async () => {
    stage = await Stage.open({ gateway: { cacheTtl: 300 } });
    const run = await stage.run(['test-model', '--repeat', '4', '--stream', '--json']);
    const [result] = run.json().results;
    expect(result.runs).toHaveLength(4);
    expect(result.runs.map(({ cache }: { cache: string }) => cache)).toEqual(Array(4).fill('MISS'));
    const { min, median, p95 } = result.stats.totalMs;
    expect(min).toBeLessThanOrEqual(median);
    expect(median).toBeLessThanOrEqual(p95);
    expect(result).toMatchObject({ ok: true, attempts: 4, costUsd: expect.any(Number) });
  });

  test('what may pass is tried again', async () => {
    stage = await Stage.open({ model: 'openai/flaky-1' });
    const run = await stage.run(['test-model', '--json'], {}, withoutWaits);
    expect(run.json().results[0]).toMatchObject({ ok: true, attempts: 2 });
  }, 20_000);

  test.each([
    ['--retries 0', 'openai/flaky-1', ['--retries', '0']],
    ['what cannot succeed', 'openai/fail-401', []],
  ])('once only: %s', async (_, model, args) => {
    stage = await Stage.open({ model });
    const run = await stage.run(['test-model', '--json', ...args]);
    expect(run.json().results[0]).toMatchObject({ ok: false, attempts: 1 });
  });
});

const WAYS: [recipe: string, model: string][] = [
  ['compat', 'openai/gpt-4o-mini'],
  ['openai', 'gpt-4o-mini'],
  ['anthropic', 'claude-sonnet-5'],
  ['google', 'gemini-2.5-flash'],
  ['workers-ai', '@cf/meta/llama-3.1-8b-instruct'],
  ['rest', 'openai/gpt-4o-mini'],
];

describe('what an agent needs', () => {
  test.each(WAYS)('--tools on the recipe %s: called, answered, used', async (recipe, model) => {
    stage = await Stage.open({ model, init: ['--recipe', recipe] });
    const run = await stage.run(['test-model', '--tools', '--json']);
    expect(run.json().results[0]).toMatchObject({
      ok: true,
      tools: { called: true, name: 'look_up_number', usedResult: true },
    });
  });

  test.each(WAYS)('--image on the recipe %s', async (recipe, model) => {
    stage = await Stage.open({ model, init: ['--recipe', recipe] });
    const run = await stage.run(['test-model', '--image', '--json']);
    // This model of Workers AI only reads text.
    const sees = recipe !== 'workers-ai';
    expect(run.json().results[0]).toMatchObject({ ok: sees, imageRecognised: sees });
  });

  test('--image that is not recognised is a failure, although the model answered', async () => {
    stage = await Stage.open({ model: '@cf/meta/llama-3.1-8b-instruct', init: ['--recipe', 'workers-ai'] });
    const run = await stage.run(['test-model', '--image', '--json']);
    expect(run.code).toBe(15);
    expect(run.json()).toMatchObject({
      ok: false,
      verdict: { category: 'upstream-error', cause: 'image-not-recognised' },
      results: [{ ok: false, httpStatus: 200, imageRecognised: false, reply: expect.any(String) }],
    });
    const { stdout } = await stage.run(['test-model', '--image']);
    expect(stdout).not.toContain('✔');
    expect(stdout).toContain('reply: Hello from the cf-aig sandbox');
  });

  test('--compare-direct without the provider’s key names its variable', async () => {
    stage = await Stage.open();
    const run = await stage.run(['test-model', '--compare-direct', '--json']);
    expect(run.code).toBe(2);
    expect(run.json().error.missing).toMatchObject([{ env: 'OPENAI_API_KEY' }]);
    expect(stage.sandbox.requests.filter(({ path }) => path.endsWith('/chat/completions'))).toEqual([]);
  });
});

describe('reports', () => {
  test('--html: one page without anything from outside, and no secret', async () => {
    stage = await Stage.open();
    const file = join(stage.home.path, 'report.html');
    const run = await stage.run(['test-model', 'openai/gpt-4o', 'openai/fail-401', '--html', file, '--json']);
    const html = stage.home.read(file);
    expect(run.code).toBe(15);
    expect(html).toContain('<svg');
    expect(html).toContain('1 of 2 models answered');
    expect(html).not.toMatch(/<(script|link|img|iframe)|src=|@import|url\(/);
    expect(html).not.toContain(stage.sandbox.token);
  });

  test('--junit', async () => {
    stage = await Stage.open();
    const file = join(stage.home.path, 'report.xml');
    await stage.run(['test-model', 'openai/gpt-4o', 'openai/fail-401', '--junit', file]);
    const xml = stage.home.read(file);
    expect(xml).toContain('tests="2" failures="1"');
    expect(xml).toContain('<failure type="upstream-error.');
  });

  test('--github', async () => {
    stage = await Stage.open();
    const summary = join(stage.home.path, 'summary.md');
    const run = await stage.run(['test-model', 'openai/gpt-4o', 'openai/fail-401', '--github'], {
      GITHUB_STEP_SUMMARY: summary,
    });
    expect(run.stdout).toMatch(/^::error title=openai\/fail-401%3A upstream-error/);
    expect(run.stdout).toContain('::notice title=cf-aig test-model::1 of 2 models answered');
    expect(stage.home.read(summary)).toContain('| `openai/gpt-4o` | answered |');
  });

  test('a file that cannot be written is wrong usage', async () => {
    stage = await Stage.open();
    const run = await stage.run(['test-model', '--junit', join(stage.home.path, 'no', 'such', 'folder.xml')]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('no such file or folder');
  });
});

test('logs and usage name the cause that test-model names, and set the test apart', async () => {
  stage = await Stage.open();
  const cause = 'stored-key-rejected';
  const model = await stage.run(['test-model', 'openai/fail-401', '--json', '--retries', '0']);
  expect(model.json().verdict).toMatchObject({ cause });
  const logs = (await stage.run(['logs', '--errors', '--model', 'openai/fail-401', '--json'])).json();
  expect(logs.rows[0]).toMatchObject({ own: true, metadata: { tool: 'cf-aig' }, diagnosis: { cause } });
  const usage = (await stage.run(['usage', '--model', 'openai/fail-401', '--json'])).json();
  expect(usage.errors).toMatchObject([{ cause, own: usage.own.failed }]);
  const text = await stage.run(['logs', '--limit', '1'], { COLUMNS: '80' });
  expect(text.stdout).toMatch(/ openai\/fail-401 \* /);
  expect(text.stderr).toContain('* 1 of these is a request of cf-aig itself');
});
