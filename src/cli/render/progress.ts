import type { Io } from '../shared/io.js';

/** A status line on stderr; silent without a terminal. */
export interface Progress {
  show(text: string): void;
  clear(): void;
}

const SILENT: Progress = { show: () => {}, clear: () => {} };
const ERASE_LINE = '\r\u001b[2K';
/** Milliseconds. */
const MIN_INTERVAL = 80;

export function progressOn(io: Io): Progress {
  if (!io.stderrIsTty) return SILENT;
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
