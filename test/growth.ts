/** Work in proportion to its input grows by 4 when the input does; quadratic work by 16. */
export const QUADRATIC = 11;

const FACTOR = 4;
const ROUNDS = 12;
/** Microseconds; less cannot be measured. */
const TICK = 1000;

/**
 * How many times longer `work` takes for four times the input: the smallest of several ratios, since a busy machine
 * only makes them larger. Every run gets an input of its own, since the result for the same text may be remembered.
 */
export function growth<T>(input: (count: number) => T, work: (input: T) => unknown, count = 1000): number {
  let best = Number.POSITIVE_INFINITY;
  let fastest = Number.POSITIVE_INFINITY;
  work(input(count));
  for (let round = 0; round < ROUNDS && best >= QUADRATIC * 0.8; round++) {
    fastest = Math.min(fastest, duration(work, input(count)));
    best = Math.min(best, duration(work, input(count * FACTOR)) / Math.max(fastest, TICK));
  }
  return best;
}

/** Processor time: other programs do not count. */
function duration<T>(work: (input: T) => unknown, input: T): number {
  const start = process.cpuUsage();
  work(input);
  return process.cpuUsage(start).user;
}
