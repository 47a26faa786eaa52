/** A fixed window starts with the clock, a sliding one with the request. Milliseconds; the first that counts. */
export function windowStart(technique: 'fixed' | 'sliding', now: number, length: number): number {
  return technique === 'fixed' ? Math.floor(now / length) * length : now - length + 1;
}
