import { expect, test } from '@jest/globals';
import type { Experiment } from '../../src/conformance/asking/experiment.js';
import type { Send } from '../../src/conformance/facts.js';
import { type Outcome, runExperiments } from '../../src/conformance/run-experiments.js';
import type { Exchange } from '../../src/diagnosis/exchange/exchange.js';

/** A pause in which the time for all experiments runs out. */
const TOO_LONG = 12_345;

type Answer = { status: number; headers?: Record<string, string> } | 'silence';

/** Runs experiments that expect 200 against these answers, one after the other; the last one stays. */
async function outcomesOf(
  experiments: readonly Partial<Experiment>[],
  answers: Answer[],
  deadline = new AbortController(),
) {
  const asked: string[] = [];
  const slept: number[] = [];
  const send: Send = async (request) => {
    asked.push(new URL(request.url).pathname);
    const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
    const { plane, method, url, headers, sent } = request;
    const exchange: Exchange = {
      ...{ id: request.id, plane, sent, request: { method, url, headers } },
      timings: { startedAt: '2026-11-28T00:00:00.000Z', totalMs: 1 },
    };
    if (answer === 'silence')
      return { ...exchange, error: { code: 'ECONNRESET', message: '', phase: 'headers', host: '', port: 1 } };
    return { ...exchange, response: { headers: {}, ...answer, body: '{}', truncated: false } };
  };
  const outcomes: Outcome[] = [];
  const bench = {
    send,
    origins: { gateway: 'https://gateway.test', api: 'https://api.test' },
    values: { account: 'a', gateway: 'g' },
    has: new Set<never>(),
    signal: new AbortController().signal,
    deadline: deadline.signal,
    sleep: async (ms: number) => {
      slept.push(ms);
      if (ms === TOO_LONG) deadline.abort();
      deadline.signal.throwIfAborted();
    },
  };
  const rows = experiments.map(
    (one, index): Experiment => ({
      ...{ id: `e${index}`, question: '', source: '', confidence: 'guess' },
      ask: { plane: 'management', path: `/${index}` },
      expect: { status: 200, cause: null },
      ...one,
    }),
  );
  for await (const outcome of runExperiments(rows, bench)) outcomes.push(outcome);
  const results = outcomes.map((one) => (one.result === 'not-run' ? one.why : one.result));
  return { results, asked, slept };
}

const OK = { status: 200 };

test('same and different', async () => {
  const { results } = await outcomesOf([{}, {}], [OK, { status: 500 }]);
  expect(results).toEqual(['same', 'different']);
});

test('a request without an answer is sent once more', async () => {
  const { results, asked } = await outcomesOf([{}], ['silence', OK]);
  expect([results, asked]).toEqual([['same'], ['/0', '/0']]);
});

test('after three experiments without an answer the rest is not waited for', async () => {
  const { results, asked } = await outcomesOf([{}, {}, {}, {}, {}], ['silence']);
  const none = 'no answer (ECONNRESET)';
  const over = 'the experiments before it got no answer';
  expect([results, asked.length]).toEqual([[none, none, none, over, over], 6]);
});

test('when the time for all of them is up, what is tried and the rest are not run', async () => {
  const ask = { plane: 'management', path: '/late', afterMs: TOO_LONG } as const;
  const { results, asked } = await outcomesOf([{}, { ask }, {}], [OK]);
  const over = 'the time for all of them was up (--deadline)';
  expect([results, asked]).toEqual([['same', over, over], ['/0']]);
});

test('what came before, how often, and how long after', async () => {
  const { asked, slept } = await outcomesOf(
    [
      {
        before: [{ plane: 'management', path: '/before', times: 2 }],
        ask: { plane: 'management', path: '/then', afterMs: 50, times: 3 },
      },
    ],
    [OK],
  );
  expect(asked).toEqual(['/before', '/before', '/then', '/then', '/then']);
  expect(slept).toEqual([50]);
});

test('what Cloudflare shows late is asked for again', async () => {
  const { results, asked, slept } = await outcomesOf(
    [{ ask: { plane: 'management', path: '/row', whileStatus: 404 } }],
    [{ status: 404 }, { status: 404 }, OK],
  );
  expect([results, asked.length, slept.length]).toEqual([['same'], 3, 2]);
});

test('the log id of the answer before is the next request’s', async () => {
  const row: Partial<Experiment> = {
    before: [{ plane: 'management', path: '/before' }],
    ask: { plane: 'management', path: '/logs/{log-id}' },
  };
  const { asked } = await outcomesOf([row], [{ status: 200, headers: { 'cf-aig-log-id': 'L1' } }, OK]);
  expect(asked).toEqual(['/before', '/logs/L1']);
  expect((await outcomesOf([row], [OK])).results).toEqual(['the answer before has no cf-aig-log-id']);
});

test('what the sandbox does not have is not run', async () => {
  const { results } = await outcomesOf(
    [{}],
    [{ status: 501, headers: { 'cf-aig-sandbox': 'not-implemented' } }],
  );
  expect(results).toEqual(['not in the sandbox']);
});
