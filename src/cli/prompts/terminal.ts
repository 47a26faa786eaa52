import type { Style } from '../render/style.js';
import type { Io } from '../shared/io.js';
import {
  type Asker,
  answerOf,
  backText,
  choicesFor,
  type ListQuestion,
  lengthText,
  Pasted,
  type Question,
  type TextQuestion,
  type TickQuestion,
} from './asker.js';
import { showBusy } from './busy.js';
import { type PromptTheme, themeOf } from './theme.js';
import { type PromptContext, withKeys } from './with-keys.js';

const HIDE_CURSOR = '\u001b[?25l';

/** Questions that redraw themselves: the prompts of @inquirer, each loaded when it is first needed. */
export class TerminalAsker implements Asker {
  answered = 0;
  readonly #io: Io;
  readonly #style: Style;

  constructor(io: Io, style: Style) {
    this.#io = io;
    this.#style = style;
  }

  text(question: TextQuestion): Promise<string> {
    return this.#line(question, 'keep', (value) => this.#io.redactor.redact(value));
  }

  /** Not @inquirer/password: what was refused stays in its line, the next paste is added, and no length is shown. */
  secret(question: TextQuestion): Promise<string> {
    return this.#line(question, 'clear', hiddenText);
  }

  async choose<T extends string>(question: ListQuestion<T>): Promise<T> {
    const { message, choices, initial } = question;
    if (typeof choices === 'function') return (await this.#pick(question))[0]!;
    const { default: select } = await import('@inquirer/select');
    let pointed = initial;
    return this.#ask(question, '', (context, { icon, enter, cut, keys, pageSize, style, ...theme }) => {
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
    return this.#ask(question, notesOf(question), (context, theme) =>
      confirm({ message, default: initial, theme: { ...theme, keywords } }, context),
    );
  }

  busy<T>(what: string, work: Promise<T>): Promise<T> {
    return showBusy(this.#io, what, work, 'line');
  }

  async #line(
    question: TextQuestion,
    validationFailureMode: 'keep' | 'clear',
    display: (value: string, isFinal: boolean) => string,
  ): Promise<string> {
    const { default: input } = await import('@inquirer/input');
    const { message, initial, check } = question;
    let line = '';
    let pasted: Pasted | undefined;
    const read = (text: string) => (text === initial ? text : answerOf(this.#io, question, text));
    const validate = (text: string) => {
      try {
        read(text);
      } catch (error) {
        if (!(error instanceof Pasted)) throw error;
        pasted = error;
        return true;
      }
      const checked = check(read(text));
      return checked.ok || `${checked.problem} ${checked.hint}`.trim();
    };
    const ask = (context: PromptContext, { style, ...theme }: PromptTheme) => {
      const transformer = (value: string, { isFinal }: { isFinal: boolean }) => {
        line = value;
        return isFinal ? style.answer(display(value, true)) : display(value, false);
      };
      const look = { ...theme, style, validationFailureMode };
      return input({ message, default: initial, transformer, validate, theme: look }, context);
    };
    const answer = await this.#ask(question, notesOf(question), ask, () => line);
    if (pasted) throw pasted;
    const checked = check(read(answer));
    return checked.ok ? checked.value : answer;
  }

  async #pick<T extends string>(question: ListQuestion<T> & { ticked?: readonly T[] }): Promise<T[]> {
    const { pick } = await import('./pick.js');
    const choices = (typed: string) => choicesFor(question.choices, typed);
    // It explains by itself: asked again it would have lost what is ticked.
    const picked = await this.#ask({ ...question, help: undefined }, '', (context, theme) =>
      pick({ ...question, choices, theme }, context),
    );
    return picked.map(({ value }) => value as T);
  }

  async #ask<T>(
    question: Question,
    notes: string,
    ask: (context: PromptContext, theme: PromptTheme) => Promise<T>,
    line?: () => string,
  ): Promise<T> {
    const themed = (context: PromptContext, explained: boolean) =>
      ask(context, themeOf(this.#io, this.#style, context.output, explained ? question.help : notes));
    const answer = await withKeys(this.#io, question, themed, line);
    this.answered++;
    return answer;
  }
}

/** Below a question that is answered in words: its hint, and the keys. */
function notesOf({ hint, help, back }: Question & { hint?: string }): string {
  const keys = [help && '? explains', back && `esc ${backText(back)}`].filter(Boolean).join(', ');
  return [hint, keys].filter(Boolean).join(' ');
}

/** The cursor would give the length away. */
function hiddenText(value: string, isFinal: boolean): string {
  const length = lengthText(value);
  if (isFinal) return value && `(${length ?? 'hidden'})`;
  return `(hidden${length ? `, ${length}` : ''})${HIDE_CURSOR}`;
}
