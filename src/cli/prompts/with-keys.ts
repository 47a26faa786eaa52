import type { Io } from '../shared/io.js';
import { BACK_KEY, Back, HELP_KEY, type Question } from './asker.js';

/** What a prompt of @inquirer takes besides its question. */
export type PromptContext = ReturnType<typeof contextOf>;

/**
 * Gives a stock prompt the keys that it lacks. Esc goes back; `?` asks again with `explained` the other way round. In a
 * prompt for text, which `line` returns, `?` counts as the first key only, and `<` goes back when it is all that is
 * entered; elsewhere `<` does so at once.
 */
export async function withKeys<T>(
  io: Io,
  { help, back }: Pick<Question, 'help' | 'back'>,
  ask: (context: PromptContext, explained: boolean) => Promise<T>,
  line?: () => string,
): Promise<T> {
  for (let explained = false; ; explained = !explained) {
    const controller = new AbortController();
    const context = contextOf(io, controller.signal);
    let pressed = '';
    const onKeypress = (text: string | undefined, { name = '' }: { name?: string }) => {
      const typed = line?.();
      const isBack = line ? /^(return|enter)$/.test(name) && typed?.trim() === BACK_KEY : text === BACK_KEY;
      if (back && (isBack || name === 'escape')) pressed ||= BACK_KEY;
      if (help && text === HELP_KEY && !typed) pressed ||= HELP_KEY;
      context.clearPromptOnDone = pressed !== '';
      if (pressed) controller.abort();
    };
    // Ahead of the prompt: `line` is what was there before this key.
    io.keys.prependListener('keypress', onKeypress);
    try {
      return await ask(context, explained);
    } catch (error) {
      if (pressed === BACK_KEY) throw new Back();
      if (!pressed) throw error;
    } finally {
      io.keys.removeListener('keypress', onKeypress);
    }
  }
}

function contextOf(io: Io, signal: AbortSignal) {
  return { input: io.keys, output: io.openScreen(), signal, clearPromptOnDone: false };
}
