/** Ctrl-C (SIGINT) and a termination (SIGTERM), as a run meets them. */
export class Signals {
  readonly #takers: ((signal: NodeJS.Signals) => void)[] = [];
  #count = 0;
  /** What the run says when a signal ends it; set by a command that has done something. */
  farewell?: () => string;

  /** How many have come. */
  get count(): number {
    return this.#count;
  }

  /** The next signal. It goes to the last who asked; the one after it goes to whoever asked before. */
  next(): Promise<NodeJS.Signals> {
    return new Promise((take) => this.#takers.push(take));
  }

  /** Hands a signal over. False: the run takes none any more. */
  send(signal: NodeJS.Signals): boolean {
    const take = this.#takers.pop();
    if (!take) return false;
    this.#count++;
    take(signal);
    return true;
  }

  /** From now on no signal is taken. */
  close(): void {
    this.#takers.length = 0;
  }
}

/** The next signal as an abort: for commands that have begun a document, or would go on for ever. */
export function abortOnSignal(signals: Signals): AbortSignal {
  const controller = new AbortController();
  void signals.next().then(() => controller.abort());
  return controller.signal;
}
