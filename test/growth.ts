/** Work in proportion to its input grows by 4 when the input does; quadratic work by 16. */
export const QUADRATIC = 11;

const FACTOR = 4;
const ROUNDS = 6;

/**
 * How many times longer `work` takes for four times the input: the smallest of several ratios, since a busy machine
 * only makes them larger.
 */
export function growth<T>(input: (count: number) => T, work: (input: T) => unknown, count = 1000): number {
  const small = input(count);
  const large = input(count * FACTOR);
  let best = Number.POSITIVE_INFINITY;
  let fastest = Number.POSITIVE_INFINITY;
  work(small);
  for (let round = 0; round < ROUNDS && best >= QUADRATIC * 0.8; round++) {
    fastest = Math.min(
      fastest,
      duration(() => work(small)),
    );
    best = Math.min(best, duration(() => work(large)) / fastest);
  }
  return best;
}

function duration(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
