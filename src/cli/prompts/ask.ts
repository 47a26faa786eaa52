import type { Io } from '../shared/io.js';
import type { Asker } from './asker.js';
import { PlainAsker } from './plain.js';
import { TerminalAsker } from './terminal.js';

/** `accessible`: plain lines, nothing is redrawn. */
export function terminalAsker(io: Io, { accessible = false }: { accessible?: boolean } = {}): Asker {
  return accessible || io.env.TERM === 'dumb' ? new PlainAsker(io) : new TerminalAsker(io);
}
