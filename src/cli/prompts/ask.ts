import { styleOf } from '../render/style.js';
import { isPlain } from '../shared/interactive.js';
import type { Io } from '../shared/io.js';
import type { Asker } from './asker.js';
import { PlainAsker } from './plain.js';
import { TerminalAsker } from './terminal.js';

/** `accessible`: plain lines, nothing is redrawn. `color`: commander's, false with `--no-color`. */
export function terminalAsker(io: Io, options: { accessible?: boolean; color?: boolean }): Asker {
  const plain = isPlain(io, options);
  return plain ? new PlainAsker(io) : new TerminalAsker(io, styleOf(io, 'stderr', options));
}
