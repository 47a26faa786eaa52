import { describe, expect, test } from '@jest/globals';
import { abortOnSignal, Signals } from '../../../src/cli/shared/signals.js';

describe('signals of a run', () => {
  test('the latest caller gets the first one, the caller before it the next', async () => {
    const signals = new Signals();
    const order: string[] = [];
    void signals.next().then((signal) => order.push(`run: ${signal}`));
    void signals.next().then((signal) => order.push(`command: ${signal}`));
    expect([signals.send('SIGINT'), signals.send('SIGTERM')]).toEqual([true, true]);
    await Promise.resolve();
    expect(order).toEqual(['command: SIGINT', 'run: SIGTERM']);
    expect(signals.count).toBe(2);
  });

  test('a signal that nothing waits for is refused and not counted', () => {
    const signals = new Signals();
    expect([signals.send('SIGINT'), signals.count]).toEqual([false, 0]);
  });

  test('none is delivered after the end of the run', async () => {
    const signals = new Signals();
    const taken: string[] = [];
    void signals.next().then((signal) => taken.push(signal));
    signals.close();
    expect(signals.send('SIGINT')).toBe(false);
    await Promise.resolve();
    expect(taken).toEqual([]);
  });

  test('are handled while something is awaited, and only then', async () => {
    const signals = new Signals();
    const listens: boolean[] = [];
    signals.onListen = (now) => listens.push(now);
    const release = signals.hold();
    await signals.during(Promise.resolve());
    expect(listens).toEqual([true]);
    release();
    release();
    expect(listens).toEqual([true, false]);
    await expect(signals.during(Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(listens).toEqual([true, false, true, false]);
    abortOnSignal(signals);
    expect(listens).toEqual([true, false, true, false, true]);
  });

  test('as an abort', async () => {
    const signals = new Signals();
    const { aborted } = abortOnSignal(signals);
    const abort = abortOnSignal(signals);
    expect([aborted, abort.aborted]).toEqual([false, false]);
    signals.send('SIGINT');
    await Promise.resolve();
    expect(abort.aborted).toBe(true);
  });
});
