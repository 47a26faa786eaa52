import type { Io } from '../shared/io.js';
import { BACK_KEY, Back, HELP_KEY, Pasted, type Question, takePasted } from './asker.js';
import type { PromptInput } from './keyboard.js';

/** What a prompt of @inquirer takes besides its question. */
export type PromptContext = ReturnType<typeof contextOf>;

/**
 * Gives a prompt the keys that it lacks. Esc goes back; `?` asks again with `explained` the other way round. `<` goes back
 * at once, in a prompt for text, which `line` returns, when it is all that is entered. What is pasted into a prompt that
 * is not for text is taken for keys only if nothing in it is a secret or belongs to another question.
 */
export async function withKeys<T>(
  input: PromptInput,
  io: Io,
  { help, back }: Pick<Question, 'help' | 'back'>,
  ask: (context: PromptContext, explained: boolean) => Promise<T>,
  line?: () => string,
): Promise<T> {
  for (let explained = false; ; explained = !explained) {
    const controller = new AbortController();
    const context = contextOf(io, input, controller.signal);
    let pressed = '';
    let pasted: Pasted | undefined;
    const stop = () => {
      context.clearPromptOnDone = true;
      controller.abort();
    };
    const onKeypress = (text: string | undefined, { name = '' }: { name?: string }) => {
      const isBack = line ? /^(return|enter)$/.test(name) && line().trim() === BACK_KEY : text === BACK_KEY;
      if (back && (isBack || name === 'escape')) pressed ||= BACK_KEY;
      if (help && text === HELP_KEY) pressed ||= HELP_KEY;
      if (pressed) stop();
    };
    const onPaste = (text: string, isCertain: boolean) => {
      try {
        takePasted(io, text);
      } catch (error) {
        if (!(error instanceof Pasted)) throw error;
        pasted ??= error;
        stop();
        return;
      }
      if (!text.includes('\n')) input.write(isCertain ? text.trim().replace(/[?<]/g, '') : text);
    };
    // Ahead of the prompt: `line` is what was there before this key.
    input.prependListener('keypress', onKeypress);
    if (!line) input.on('paste', onPaste);
    try {
      return await ask(context, explained);
    } catch (error) {
      if (pasted) throw pasted;
      if (pressed === BACK_KEY) throw new Back();
      if (!pressed) throw error;
    } finally {
      input.removeListener('keypress', onKeypress).removeListener('paste', onPaste);
    }
  }
}

function contextOf(io: Io, input: PromptInput, signal: AbortSignal) {
  return {
    input: input as unknown as NodeJS.ReadableStream,
    output: io.openScreen(),
    signal,
    clearPromptOnDone: false,
  };
}
