import type { Io } from '../shared/io.js';

/** Milliseconds before a wait is worth showing: what is quicker would only flicker. */
const NOTICEABLE_MS = 400;
const FRAME_MS = 120;
const FRAMES = { true: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧'], false: ['-', '\\', '|', '/'] };

/** One line on stderr that goes away when the work is done. */
export async function spin<T>(io: Io, what: string, work: Promise<T>): Promise<T> {
  const frames = FRAMES[io.unicode ? 'true' : 'false'];
  let drawn = 0;
  let timer = setTimeout(draw, NOTICEABLE_MS);
  function draw(): void {
    io.err(`\r${frames[drawn++ % frames.length]} ${what}`);
    timer = setTimeout(draw, FRAME_MS);
  }
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    if (drawn) io.err('\r\u001b[2K');
  }
}

/** The same in words, said once: for a screen reader, and where nothing may be redrawn. */
export async function announce<T>(io: Io, what: string, work: Promise<T>): Promise<T> {
  const timer = setTimeout(() => io.err(`${what}\n`), NOTICEABLE_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
