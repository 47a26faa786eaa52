import { isPlain } from '../shared/interactive.js';
import type { Io } from '../shared/io.js';

/** A status line on stderr; silent without a terminal that can redraw it. */
export interface Progress {
  show(text: string): void;
  clear(): void;
}

const SILENT: Progress = { show: () => {}, clear: () => {} };
const ERASE_LINE = '\r\u001b[2K';
/** Milliseconds. */
const MIN_INTERVAL = 80;

export function progressOn(io: Io, options: { accessible?: boolean } = {}): Progress {
  if (!io.stderrIsTty || isPlain(io, options)) return SILENT;
  let last = Number.NEGATIVE_INFINITY;
  let isVisible = false;
  return {
    show(text) {
      if (io.now() - last < MIN_INTERVAL) return;
      last = io.now();
      isVisible = true;
      io.err(`${ERASE_LINE}${text.slice(0, io.columns - 1)}`);
    },
    clear() {
      if (isVisible) io.err(ERASE_LINE);
      isVisible = false;
      last = Number.NEGATIVE_INFINITY;
    },
  };
}

/** Milliseconds without a sign of life that nobody minds. */
const DELAY = 300;

/** Shows the text while the work takes longer than a moment. */
export async function showAfterDelay<T>(
  io: Pick<Io, 'sleep'>,
  progress: Progress,
  text: string,
  work: Promise<T>,
): Promise<T> {
  const done = new AbortController();
  io.sleep(DELAY, done.signal).then(
    () => progress.show(text),
    () => {},
  );
  try {
    return await work;
  } finally {
    done.abort();
    progress.clear();
  }
}
