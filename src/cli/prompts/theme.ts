import { printable } from '../../lib/text/printable.js';
import { hang } from '../render/hang.js';
import type { Style } from '../render/style.js';
import type { Io } from '../shared/io.js';
import { backText, type Question } from './asker.js';

export type PromptTheme = ReturnType<typeof themeOf>;

/**
 * How every prompt looks; the stock theme does not know --no-color. All that a prompt shows passes it, and is printable
 * then. `notes` are shown below the question, with the answer on a line of its own: prompts for text have no other room
 * for them.
 */
export function themeOf(
  { redactor, unicode }: Io,
  terminal: Style,
  { columns, rows }: { columns: number; rows: number },
  notes = '',
) {
  const { paint, symbols } = terminal;
  const width = columns - 1;
  const style = { ...terminal, width };
  // Redacted before it is folded: the redactor does not know half a secret.
  const clean = (text: string) => redactor.redact(text);
  const fold = (text: string) => hang('', clean(text), style);
  const below = notes && `\n${paint.dim(hang('  ', clean(notes), style))}\n `;
  const look = (paintText: (text: string) => string) => (text: string) => printable(paintText(text));
  const icons = unicode
    ? (['❯', '◉', '◯', '⏎', '…'] as const)
    : (['>', '[x]', '[ ]', 'enter', '...'] as const);
  const [cursor, ticked, open, enter, ellipsis] = icons;
  return {
    prefix: { idle: printable(paint.blue('?')), done: printable(symbols.pass) },
    icon: { cursor, ticked, open },
    enter,
    cut: (text: string) => {
      const shown = printable(text);
      return shown.length <= width ? shown : shown.slice(0, width - ellipsis.length) + ellipsis;
    },
    plain: printable,
    style: {
      answer: look(paint.cyan),
      // The first line begins behind the question mark. Once answered, the question is a label.
      message: (text: string, status: string) => {
        const isDone = status === 'done';
        const shown = isDone ? `${text.replace(/[?:]$/, '')}:` : text;
        return printable(paint.bold(hang('  ', clean(shown), style).slice(2)) + (isDone ? '' : below));
      },
      error: look((text) => paint.red(hang('> ', clean(text), style))),
      defaultAnswer: look((text) => paint.dim(`(${clean(text)})`)),
      help: look(paint.dim),
      highlight: look(paint.cyan),
      description: look(fold),
      disabled: look(paint.dim),
    },
    /** The last line of a list: what each key does. */
    keys({ help, back }: Omit<Question, 'message'>, ...more: string[]): string {
      const keys = [
        unicode ? '↑↓ move' : 'up/down move',
        ...more,
        help && '? explain',
        back && backText('esc', back, 'back'),
      ];
      const whole = keys.flatMap((key) => (key ? key.replaceAll(' ', '\u00a0') : []));
      return printable(
        paint.dim(fold(whole.join(unicode ? ' ·\u00a0' : ' |\u00a0')).replaceAll('\u00a0', ' ')),
      );
    },
    /** Choices to show at once: around them are question, description, problem and keys. */
    pageSize: Math.max(3, Math.min(10, rows - 11)),
  };
}
