import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Progress, progressOn } from '../../../src/cli/render/progress.js';
import { memoryIo } from '../../memory-io.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const URL = 'https://gateway.ai.cloudflare.com/v1/x';
const CLEAR = '\r\u001b[2K';

interface Given {
  isTty?: boolean;
  env?: NodeJS.ProcessEnv;
  accessible?: boolean;
  columns?: number;
}

/** What is written while `use` works with the progress; work that is not awaited goes on. */
function written(use: (progress: Progress) => void, ms: number, given: Given = {}): Promise<string[]> {
  const { isTty = true, env = { TERM: 'xterm' }, accessible, columns = 80 } = given;
  const io = Object.assign(memoryIo({ env }), { stderrIsTty: isTty, columns });
  const lines: string[] = [];
  io.err = (text) => void lines.push(text);
  io.draw = io.err;
  use(progressOn(io, { accessible }));
  return jest.advanceTimersByTimeAsync(ms).then(() => lines);
}

const taking = <T>(ms: number, value?: T) => new Promise((done) => setTimeout(() => done(value), ms));

describe('work', () => {
  const wait = (ms: number) => (progress: Progress) => void progress.wait('OpenClaw', taking(ms));

  test.each([
    ['that is quick is not shown', 250, []],
    ['is shown after a moment, and the line is cleared', 900, [`${CLEAR}OpenClaw ...`, CLEAR]],
    [
      'is timed each second',
      2_500,
      [`${CLEAR}OpenClaw ...`, `${CLEAR}OpenClaw ... 1 s`, `${CLEAR}OpenClaw ... 2 s`, CLEAR],
    ],
  ])('%s', async (_name, ms, expected) => {
    expect(await written(wait(ms), 5_000)).toEqual(expected);
  });

  test('is not shown after an interruption', async () => {
    const io = Object.assign(memoryIo({ env: { TERM: 'xterm' } }), { stderrIsTty: true });
    const lines: string[] = [];
    io.draw = (text) => void lines.push(text);
    void progressOn(io).wait('OpenClaw', taking(3_000));
    await jest.advanceTimersByTimeAsync(500);
    io.signals.endProgress?.();
    await jest.advanceTimersByTimeAsync(4_000);
    expect(lines).toEqual([`${CLEAR}OpenClaw ...`, CLEAR]);
    expect(io.signals.endProgress).toBeUndefined();
  });

  test('that fails is cleared too', async () => {
    const fail = (progress: Progress) =>
      void progress
        .wait(
          'OpenClaw',
          taking(500).then(() => Promise.reject(new Error('no'))),
        )
        .catch(() => {});
    expect(await written(fail, 1_000)).toEqual([`${CLEAR}OpenClaw ...`, CLEAR]);
  });

  test('keeps no process running', () => {
    const io = Object.assign(memoryIo({ env: { TERM: 'xterm' } }), { stderrIsTty: true });
    const timers = jest.spyOn(globalThis, 'setTimeout');
    void progressOn(io).wait('OpenClaw', new Promise(() => {}));
    expect((timers.mock.results[0]!.value as NodeJS.Timeout).hasRef()).toBe(false);
  });
});

describe('a request', () => {
  test('is shown with its host, and for how long of how long', async () => {
    const lines = await written((progress) => {
      progress.onSend(URL, 10_000, taking(4_500));
      void progress.wait('Connection', taking(4_500));
    }, 4_200);
    expect(lines.at(0)).toBe(`${CLEAR}Connection: gateway.ai.cloudflare.com ...`);
    expect(lines.at(-1)).toBe(`${CLEAR}Connection: gateway.ai.cloudflare.com ... 4 s of 10 s`);
  });

  test('of several, the oldest is shown', async () => {
    const lines = await written((progress) => {
      progress.onSend(URL, 10_000, taking(1_500));
      progress.onSend('https://api.cloudflare.com/x', 5_000, taking(3_000));
    }, 2_200);
    expect(lines).toEqual([
      `${CLEAR}gateway.ai.cloudflare.com ...`,
      `${CLEAR}gateway.ai.cloudflare.com ... 1 s of 10 s`,
      `${CLEAR}api.cloudflare.com ... 2 s of 5 s`,
    ]);
  });

  test('the line is not wider than the terminal', async () => {
    const lines = await written((progress) => progress.onSend(URL, 10_000, taking(2_500)), 1_100, {
      columns: 20,
    });
    expect(lines).toEqual([`${CLEAR}gateway.ai.cloudfl…`, `${CLEAR}gateway.ai.cloudfl…`]);
  });
});

test('how far the work is stays until it is cleared', async () => {
  const lines = await written((progress) => {
    progress.show('50 of 200 rows');
    progress.onSend(URL, 10_000, taking(1_500));
    setTimeout(progress.clear, 2_000);
  }, 3_000);
  expect(lines).toEqual([
    `${CLEAR}50 of 200 rows ...`,
    `${CLEAR}50 of 200 rows: gateway.ai.cloudflare.com ...`,
    `${CLEAR}50 of 200 rows: gateway.ai.cloudflare.com ... 1 s of 10 s`,
    CLEAR,
  ]);
});

describe('where nothing is redrawn', () => {
  const work = (progress: Progress) => {
    progress.show('50 rows');
    progress.onSend(URL, 10_000, taking(4_500));
    void progress.wait('Connection', taking(4_500));
    setTimeout(progress.clear, 4_500);
  };

  test('no terminal: nothing', async () => {
    expect(await written(work, 5_000, { isTty: false })).toEqual([]);
  });

  test.each<[string, Given]>([
    ['--accessible', { accessible: true }],
    ['CF_AIG_ACCESSIBLE', { env: { CF_AIG_ACCESSIBLE: '1' } }],
    ['TERM=dumb', { env: { TERM: 'dumb' } }],
  ])('%s: plain words, once', async (_name, given) => {
    expect(await written(work, 5_000, given)).toEqual(['Connection: gateway.ai.cloudflare.com ...\n']);
  });
});
