import { HIDE_CURSOR } from '../../lib/text/printable.js';
import { progressOn } from '../render/progress.js';
import type { Style } from '../render/style.js';
import type { Io } from '../shared/io.js';
import {
  type Asker,
  answerOf,
  backText,
  choicesFor,
  type ListQuestion,
  Pasted,
  type Question,
  type TextQuestion,
  type TickQuestion,
} from './asker.js';
import { heldText, hiddenText, lengthText } from './held-text.js';
import { Keyboard } from './keyboard.js';
import { type PromptTheme, themeOf } from './theme.js';
import { type PromptContext, withKeys } from './with-keys.js';

/** Questions that redraw themselves: prompts of @inquirer and on its core, each loaded when it is first needed. */
export class TerminalAsker implements Asker {
  answered = 0;
  readonly #io: Io;
  readonly #style: Style;
  readonly #keyboard: Keyboard;

  constructor(io: Io, style: Style) {
    this.#io = io;
    this.#keyboard = new Keyboard(io, { brackets: true });
    this.#style = style;
  }

  text(question: TextQuestion): Promise<string> {
    return this.#line(question, false);
  }

  secret(question: TextQuestion): Promise<string> {
    return this.#line(question, true);
  }

  async choose<T extends string>(question: ListQuestion<T>): Promise<T> {
    const { message, choices, initial } = question;
    if (typeof choices === 'function') return (await this.#pick(question))[0]!;
    const { default: select } = await import('@inquirer/select');
    let pointed = initial;
    return this.#stock(question, '', (context, { icon, enter, cut, keys, pageSize, style, ...theme }) => {
      const lines = choices.map((choice) => ({
        ...choice,
        name: cut(`${icon.cursor} ${choice.name}`).slice(2),
        short: choice.short ?? choice.name,
      }));
      // Only what is drawn tells where the prompt points; after `?` it points there again.
      const highlight = (line: string) => {
        pointed = lines.find(({ name }) => line === `${icon.cursor} ${name}`)?.value ?? pointed;
        return style.highlight(line);
      };
      const keysHelpTip = () => keys(question, `${enter} take it`);
      const look = { ...theme, icon, style: { ...style, highlight, keysHelpTip } };
      return select<T>(
        { message, choices: lines, default: pointed, loop: false, pageSize, theme: look },
        context,
      );
    });
  }

  tick<T extends string>(question: TickQuestion<T>): Promise<T[]> {
    return this.#pick({ ...question, ticked: question.ticked ?? [] });
  }

  async confirm(question: Question & { initial: boolean }): Promise<boolean> {
    const { default: confirm } = await import('@inquirer/confirm');
    const { message, initial } = question;
    const keywords = { yes: 'yes', no: 'no', error: () => 'Answer y or n.' };
    return this.#stock(question, notesOf(question), (context, theme) =>
      confirm({ message, default: initial, theme: { ...theme, keywords } }, context),
    );
  }

  close(): void {
    this.#keyboard.close();
  }

  busy<T>(what: string, work: Promise<T>): Promise<T> {
    return progressOn(this.#io).wait(what, work);
  }

  async #line(question: TextQuestion, hidden: boolean): Promise<string> {
    const { line } = await import('./line.js');
    const { message, initial, check, help } = question;
    let typed = '';
    let pasted: Pasted | undefined;
    let answer = '';
    const answered = await this.#ask(
      { ...question, help: undefined },
      (context) => {
        const themes = [notesOf(question), help].map((notes) =>
          themeOf(this.#io, this.#style, context.output, notes),
        );
        // The cursor would give the length of what is hidden away.
        const summary = (text: string) =>
          hidden
            ? `${hiddenText(text, context.output.columns)}${HIDE_CURSOR}`
            : heldText(text, context.output.columns);
        return line(
          {
            ...{ message, initial, hidden, summary, hasHelp: help !== undefined },
            theme: (isExplaining) => themes[isExplaining ? 1 : 0]!,
            onChange: (text) => {
              typed = text;
            },
            refusal: (text) => {
              try {
                const checked = check(text === initial ? text : answerOf(this.#io, question, text));
                if (!checked.ok) return `${checked.problem} ${checked.hint}`.trim();
                answer = checked.value;
              } catch (error) {
                if (!(error instanceof Pasted)) throw error;
                pasted = error;
                context.clearPromptOnDone = true;
              }
              return '';
            },
            result: () => (hidden ? (answer ? `(${lengthText(answer) ?? 'hidden'})` : 'none yet') : answer),
          },
          context,
        );
      },
      () => typed,
    );
    if (pasted) throw pasted;
    this.answered++;
    return answered && answer;
  }

  async #pick<T extends string>(question: ListQuestion<T> & { ticked?: readonly T[] }): Promise<T[]> {
    const { pick } = await import('./pick.js');
    const choices = (typed: string) => choicesFor(question.choices, typed);
    // It explains by itself: asked again it would have lost what is ticked.
    const picked = await this.#stock({ ...question, help: undefined }, '', (context, theme) =>
      pick({ ...question, choices, theme }, context),
    );
    return picked.map(({ value }) => value as T);
  }

  #ask<T>(
    question: Pick<Question, 'help' | 'back'>,
    ask: (context: PromptContext, explained: boolean) => Promise<T>,
    line?: () => string,
  ): Promise<T> {
    return this.#keyboard.during((input) => withKeys(input, this.#io, question, ask, line));
  }

  /** A stock prompt, which is asked again to explain it. */
  async #stock<T>(
    question: Question,
    notes: string,
    ask: (context: PromptContext, theme: PromptTheme) => Promise<T>,
  ): Promise<T> {
    const answer = await this.#ask(question, (context, isExplaining) =>
      ask(context, themeOf(this.#io, this.#style, context.output, isExplaining ? question.help : notes)),
    );
    this.answered++;
    return answer;
  }
}

/** Below a question that is answered in words: its hint, and the keys. */
function notesOf({ hint, help, back }: Question & { hint?: string }): string {
  const keys = [help && '? explains', back && backText('esc', back)].filter(Boolean).join(', ');
  return [hint, keys].filter(Boolean).join(' ');
}
