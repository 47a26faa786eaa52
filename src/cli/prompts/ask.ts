import type { Asker } from './asker.js';
import { PlainAsker } from './plain.js';
import { TerminalAsker } from './terminal.js';

/** `accessible`: plain lines, nothing is redrawn. */
export function terminalAsker({ accessible = false }: { accessible?: boolean } = {}): Asker {
  return accessible || process.env.TERM === 'dumb' ? new PlainAsker() : new TerminalAsker();
}
