import { emitKeypressEvents } from 'node:readline';
import { eraseColumns } from '../../lib/text/printable.js';
import { visible } from '../../lib/text/visible.js';
import { displayWidth } from '../render/columns.js';
import type { Io } from '../shared/io.js';
import { Back } from './asker.js';
import { heldText, lengthText } from './held-text.js';
import type { PromptInput } from './keyboard.js';

/** What was typed or pasted, and how much of it is visible. */
interface Piece {
  text: string;
  echo: string;
  isPasted: boolean;
}

interface Key {
  name?: string;
  ctrl?: boolean;
  sequence?: string;
}

/**
 * Reads one line and writes what is typed as plain characters. The terminal itself cannot do it: it would echo a secret
 * that is pasted. A paste of several lines is one answer, and of a hidden or secret one only the length is shown.
 */
export function readLine(
  io: Io,
  input: PromptInput,
  { hidden, back }: { hidden: boolean; back: boolean },
): Promise<{ text: string; isPasted: boolean }> {
  const pieces: Piece[] = [];
  const textSoFar = () => pieces.map(({ text }) => text).join('');

  const add = (text: string, isPasted: boolean) => {
    const whole = textSoFar() + text;
    const held = heldText(whole, io.columns);
    const summary = hidden ? lengthText(whole) : held;
    const echo = isPasted && (hidden || held) ? (summary ?? '') : hidden || held ? '' : visible(text);
    pieces.push({ text, echo, isPasted });
    io.err(echo);
  };
  const remove = (count: number) => {
    for (const { echo } of pieces.splice(Math.max(0, pieces.length - count)))
      io.draw(eraseColumns(displayWidth(echo)));
  };

  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      io.err('\n');
      settle();
    };
    // Ctrl-C, or the end of the input.
    const stop = () =>
      end(() => reject(Object.assign(new Error('interrupted'), { name: 'ExitPromptError' })));
    emitKeypressEvents(input as unknown as NodeJS.ReadableStream);
    input.once('end', stop);
    input.on('paste', (text: string) => add(text, true));
    input.on('keypress', (typed: string | undefined, { name, ctrl, sequence = '' }: Key) => {
      if (name === 'return' || name === 'enter')
        end(() => resolve({ text: textSoFar(), isPasted: pieces.some(({ isPasted }) => isPasted) }));
      else if (name === 'escape' && back) end(() => reject(new Back()));
      else if (ctrl && (name === 'c' || (name === 'd' && !pieces.length))) stop();
      else if (ctrl && name === 'u') remove(pieces.length);
      else if (name === 'backspace') remove(1);
      else if (typed !== undefined && !ctrl && !/[\u0000-\u001f]/.test(sequence)) add(typed, false);
    });
  });
}
