import type { Io } from '../shared/io.js';

/** Milliseconds before a wait is worth showing: what is quicker would only flicker. */
const NOTICEABLE_MS = 400;
const FRAME_MS = 120;
const UNICODE_FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧';
const ASCII_FRAMES = '-\\|/';

/**
 * One moving line on stderr that goes away when the work is done; `words` writes a line once, for a screen reader and
 * where nothing may be redrawn.
 */
export async function showBusy<T>(io: Io, what: string, work: Promise<T>, how: 'line' | 'words'): Promise<T> {
  const frames = io.unicode ? UNICODE_FRAMES : ASCII_FRAMES;
  let drawn = 0;
  let timer = setTimeout(draw, NOTICEABLE_MS);
  function draw(): void {
    if (how === 'words') io.err(`${what}\n`);
    else {
      io.err(`\r${frames[drawn++ % frames.length]} ${what}`);
      timer = setTimeout(draw, FRAME_MS);
    }
  }
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    if (drawn) io.err('\r\u001b[2K');
  }
}
