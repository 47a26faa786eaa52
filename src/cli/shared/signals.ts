/**
 * Delivers SIGINT and SIGTERM to a run. While nothing is awaited that may take long, no listener has them: the system ends
 * the program at once, even out of a loop that would never have let a handler run.
 */
export class Signals {
  /** Begins or ends to handle the signals of the process. */
  onListen?: (listens: boolean) => void;
  #holds = 0;
  readonly #waiting: ((signal: NodeJS.Signals) => void)[] = [];
  #count = 0;
  /** The message when a signal ends the run; set by commands that have changed something. */
  farewell?: () => string;
  /** Puts the terminal back as it was; called whichever way the run ends. */
  restore?: () => void;

  /** Erases the line that says what is waited for: what is written next begins a line. */
  endProgress?: () => void;

  /** Signals are handled until the returned function is called. */
  hold(): () => void {
    if (this.#holds++ === 0) this.onListen?.(true);
    let isHeld = true;
    return () => {
      if (isHeld && --this.#holds === 0) this.onListen?.(false);
      isHeld = false;
    };
  }

  /** Signals are handled as long as this is awaited: a request, an answer, the clock. */
  async during<T>(work: Promise<T>): Promise<T> {
    const release = this.hold();
    try {
      return await work;
    } finally {
      release();
    }
  }

  /** Number of signals received. */
  get count(): number {
    return this.#count;
  }

  /** Resolves to the next signal. The latest caller gets the first signal, the one before it the next. */
  next(): Promise<NodeJS.Signals> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Delivers a signal. False if nothing waits for one. */
  send(signal: NodeJS.Signals): boolean {
    const resolve = this.#waiting.pop();
    if (!resolve) return false;
    this.#count++;
    resolve(signal);
    return true;
  }

  /** Stops waiting for signals. */
  close(): void {
    this.endProgress?.();
    this.restore?.();
    this.#waiting.length = 0;
  }
}

/** Aborts at the next signal. For commands that have to finish a document, or that would run forever. */
export function abortOnSignal(signals: Signals): AbortSignal {
  signals.hold();
  return abortOnDelivery(signals);
}

/** The same without listening: a signal that comes while nothing is awaited ends the program at once. */
export function abortOnDelivery(signals: Signals): AbortSignal {
  const controller = new AbortController();
  void signals.next().then(() => controller.abort());
  return controller.signal;
}
