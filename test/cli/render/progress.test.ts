import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { type Progress, progressOn, showAfterDelay } from '../../../src/cli/render/progress.js';
import { memoryIo } from '../../memory-io.js';

describe('what is waited for', () => {
  /** What was shown while `work` lasted, with a delay that is over at once or never. */
  async function shown(isOver: boolean, work: Promise<unknown>) {
    const log: string[] = [];
    const progress: Progress = { show: (text) => void log.push(text), clear: () => void log.push('') };
    const sleep = (_ms: number, signal?: AbortSignal) =>
      isOver
        ? Promise.resolve()
        : new Promise<void>((_done, reject) =>
            signal?.addEventListener('abort', () => reject(signal.reason)),
          );
    await showAfterDelay({ sleep }, progress, 'OpenClaw ...', work).catch(() => log.push('failed'));
    return log;
  }

  test('is shown once it has taken a moment, and taken away', async () => {
    expect(await shown(true, setTimeout(20))).toEqual(['OpenClaw ...', '']);
  });

  test('is not shown if it is done before', async () => {
    expect(await shown(false, Promise.resolve())).toEqual(['']);
  });

  test('is taken away if it fails', async () => {
    const failure = setTimeout(20).then(() => Promise.reject(new Error('no')));
    expect(await shown(true, failure)).toEqual(['OpenClaw ...', '', 'failed']);
  });
});

test.each([
  ['no terminal', false, {}, {}],
  ['--accessible', true, {}, { accessible: true }],
  ['CF_AIG_ACCESSIBLE', true, { CF_AIG_ACCESSIBLE: '1' }, {}],
  ['TERM=dumb', true, { TERM: 'dumb' }, {}],
])('nothing is redrawn: %s', (_name, stderrIsTty, env, options) => {
  const io = Object.assign(memoryIo({ env }), { stderrIsTty });
  const progress = progressOn(io, options);
  progress.show('half done');
  progress.clear();
  expect(io.stderr).toBe('');
});

test('in a terminal the line is drawn, and erased', () => {
  const io = Object.assign(memoryIo({ env: { TERM: 'xterm' } }), { stderrIsTty: true });
  const progress = progressOn(io);
  progress.show('half done');
  progress.clear();
  expect(io.stderr).toBe('\r\u001b[2Khalf done\r\u001b[2K');
});
