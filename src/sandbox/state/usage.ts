export interface TimeWindow {
  /** A fixed window starts with the clock, a sliding one ends with the request. */
  technique: 'fixed' | 'sliding';
  lengthMs: number;
}

/** How many requests, or dollars, were used in a window of time. */
export class Usage {
  /** Oldest first; amounts of one moment are one entry. */
  readonly #entries: { at: number; amount: number }[] = [];
  #sum = 0;

  add(now: number, window: TimeWindow, amount: number): void {
    const at = window.technique === 'fixed' ? startOf(window, now) : now;
    const newest = this.#entries.at(-1);
    if (newest?.at === at) newest.amount += amount;
    else this.#entries.push({ at, amount });
    this.#sum += amount;
  }

  /** Forgets what is older than the window. */
  total(now: number, window: TimeWindow): number {
    const start = startOf(window, now);
    for (let oldest = this.#entries[0]; oldest && !(oldest.at >= start); oldest = this.#entries[0]) {
      this.#sum -= oldest.amount;
      this.#entries.shift();
    }
    // Floating-point sums may leave a rest.
    if (this.#entries.length === 0) this.#sum = 0;
    return this.#sum;
  }
}

/** The first millisecond of the window. */
function startOf({ technique, lengthMs }: TimeWindow, now: number): number {
  return technique === 'fixed' ? Math.floor(now / lengthMs) * lengthMs : now - lengthMs + 1;
}
