/** Delays in milliseconds: they double from `firstMs` up to `mostMs` and add up to exactly `allMs`. */
export function* backoff(firstMs: number, mostMs: number, allMs: number): Generator<number> {
  let left = allMs;
  for (let wait = firstMs; left > 0; wait = Math.min(wait * 2, mostMs)) {
    const next = Math.min(wait, left);
    left -= next;
    yield next;
  }
}
