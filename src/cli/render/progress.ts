import type { Io } from '../shared/io.js';

/** One line on stderr that is overwritten; nothing at all where nobody watches. */
export interface Progress {
  show(text: string): void;
  clear(): void;
}

const SILENT: Progress = { show: () => {}, clear: () => {} };
const ERASE_LINE = '\r\u001b[2K';
/** Milliseconds: faster than that nobody reads. */
const SHORTEST_STEP = 80;

export function progressOn(io: Io): Progress {
  if (!io.stderrIsTty) return SILENT;
  let last = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    show(text) {
      if (io.now() - last < SHORTEST_STEP) return;
      last = io.now();
      shown = true;
      io.err(`${ERASE_LINE}${text.slice(0, io.columns - 1)}`);
    },
    clear() {
      if (shown) io.err(ERASE_LINE);
      shown = false;
      last = Number.NEGATIVE_INFINITY;
    },
  };
}
