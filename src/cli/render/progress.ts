import { ERASE_LINE, join, printable } from '../../lib/text/printable.js';
import { isPlain } from '../shared/interactive.js';
import type { Io } from '../shared/io.js';
import { truncate } from './columns.js';

/** A status line on stderr, in a terminal only: what is waited for, and for how long. */
export interface Progress {
  /** Shows how far the work is, until the next call or `clear`. */
  show(text: string): void;
  clear(): void;
  /** Shows the text while the work takes longer than a moment. */
  wait<T>(text: string, work: Promise<T>): Promise<T>;
  /** The same for a request, with its host and its time limit; for `withLab`. */
  onSend(url: string, limitMs: number, work: Promise<unknown>): void;
}

/** A shorter wait, in milliseconds, needs no explanation. */
const DELAY_MS = 300;
const SECOND_MS = 1000;
/** Milliseconds between two redraws by `show`. */
const MIN_INTERVAL_MS = 80;
/** A timer may fire just before the second is over. */
const MARGIN_MS = 10;

interface Wait {
  text?: string;
  host?: string;
  limitMs?: number;
  since: number;
}

/** With `--accessible`, and where nothing can be redrawn, each text is written once, as a line. */
export function progressOn(io: Io, options: { accessible?: boolean } = {}): Progress {
  return new StatusLine(io, !io.stderrIsTty ? 'silent' : isPlain(io, options) ? 'words' : 'line');
}

class StatusLine implements Progress {
  readonly #io: Io;
  readonly #mode: 'silent' | 'words' | 'line';
  readonly #waits = new Set<Wait>();
  readonly #written = new Set<string>();
  #text: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #isVisible = false;

  constructor(io: Io, mode: 'silent' | 'words' | 'line') {
    this.#io = io;
    this.#mode = mode;
  }

  show(text: string): void {
    this.#text = text;
    if (this.#mode === 'line' && this.#io.now() - this.#drawnAt >= MIN_INTERVAL_MS) this.#draw();
  }

  readonly clear = (): void => {
    this.#text = undefined;
    this.#erase();
    this.#drawnAt = Number.NEGATIVE_INFINITY;
  };

  wait<T>(text: string, work: Promise<T>): Promise<T> {
    return this.#during({ text, since: this.#io.now() }, work);
  }

  readonly onSend = (url: string, limitMs: number, work: Promise<unknown>): void => {
    const wait = { host: new URL(url).hostname, limitMs, since: this.#io.now() };
    this.#during(wait, work).catch(() => {});
  };

  async #during<T>(wait: Wait, work: Promise<T>): Promise<T> {
    this.#waits.add(wait);
    this.#schedule(DELAY_MS);
    try {
      return await work;
    } finally {
      this.#waits.delete(wait);
      if (!this.#waits.size) this.#stop();
    }
  }

  /** The timer does not keep the process running. */
  #schedule(ms: number): void {
    if (this.#mode === 'silent') return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#draw();
      const [oldest] = this.#waits;
      if (oldest) this.#schedule(SECOND_MS - ((this.#io.now() - oldest.since) % SECOND_MS) + MARGIN_MS);
    }, ms).unref();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isVisible && this.#text === undefined) this.#erase();
  }

  #draw(): void {
    const { what, time } = this.#line();
    if (!what) return;
    this.#drawnAt = this.#io.now();
    if (this.#mode === 'line') {
      this.#isVisible = true;
      this.#io.signals.endProgress = this.#end;
      const row = truncate(`${what} ...${time}`, this.#io.columns - 1, this.#io);
      this.#io.draw(join(ERASE_LINE, printable(row)));
    } else if (!this.#written.has(what)) {
      this.#written.add(what);
      this.#io.err(`${what} ...\n`);
    }
  }

  /** The oldest work, and the oldest request, which says for how long. */
  #line(): { what: string; time: string } {
    const waits = [...this.#waits];
    const work = waits.find(({ text }) => text !== undefined);
    const request = waits.find(({ host }) => host !== undefined);
    // Lines cannot follow how far the work is.
    const text = this.#mode === 'line' ? (this.#text ?? work?.text) : work?.text;
    const what = [text, request?.host].filter(Boolean).join(': ');
    const timed = request ?? work;
    const seconds = timed ? Math.floor((this.#io.now() - timed.since) / SECOND_MS) : 0;
    if (!seconds) return { what, time: '' };
    return { what, time: ` ${seconds} s${timed?.limitMs ? ` of ${timed.limitMs / SECOND_MS} s` : ''}` };
  }

  #erase(): void {
    if (!this.#isVisible) return;
    this.#io.draw(ERASE_LINE);
    this.#isVisible = false;
    this.#io.signals.endProgress = undefined;
  }

  /** Whatever still runs is not shown any more. */
  readonly #end = (): void => {
    this.#waits.clear();
    this.#text = undefined;
    this.#stop();
    this.#erase();
  };
}
