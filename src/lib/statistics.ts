export interface Spread {
  min: number;
  median: number;
  p95: number;
  max: number;
}

/** undefined if there are no values. */
export function spread(values: readonly number[]): Spread | undefined {
  if (!values.length) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  return { min: sorted[0]!, median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), max: sorted.at(-1)! };
}

/** Nearest rank, so the result is always one of the values. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
