import { hang } from '../render/hang.js';
import { surroundingsOf } from '../render/people/for-people.js';
import { progressOn } from '../render/progress.js';
import type { Io } from '../shared/io.js';
import {
  type Asker,
  answerOf,
  BACK_KEY,
  Back,
  backText,
  type Choice,
  choicesFor,
  HELP_KEY,
  type ListQuestion,
  type Question,
  type TextQuestion,
  type TickQuestion,
  takePasted,
} from './asker.js';
import { Keyboard } from './keyboard.js';
import { readLine } from './read-line.js';

const PAGE = 10;

/** Line by line, for screen readers and odd terminals: every prompt of @inquirer redraws itself. */
export class PlainAsker implements Asker {
  answered = 0;
  readonly #io: Io;
  readonly #keyboard: Keyboard;

  constructor(io: Io) {
    this.#io = io;
    this.#keyboard = new Keyboard(io, { brackets: false });
  }

  text(question: TextQuestion): Promise<string> {
    return this.#checked(question, false);
  }

  secret(question: TextQuestion): Promise<string> {
    return this.#checked(question, true);
  }

  async choose<T extends string>(question: ListQuestion<T>): Promise<T> {
    const { initial } = question;
    const [picked] = await this.#list(question, initial === undefined ? [] : [initial], false);
    return picked!;
  }

  tick<T extends string>(question: TickQuestion<T>): Promise<T[]> {
    return this.#list(question, question.ticked ?? [], true);
  }

  async confirm(question: Question & { initial: boolean }): Promise<boolean> {
    for (;;) {
      const asked = `${question.message} (${question.initial ? 'Y/n' : 'y/N'})`;
      const typed = takePasted(this.#io, await this.#line(question, asked));
      const answer = readYesNo(typed, question.initial);
      if (answer !== undefined) return answer;
      this.#say('Answer y or n.');
    }
  }

  busy<T>(what: string, work: Promise<T>): Promise<T> {
    return progressOn(this.#io, { accessible: true }).wait(what, work);
  }

  close(): void {
    this.#keyboard.close();
  }

  #say(text: string, first = ''): void {
    this.#io.err(
      `${hang(first, this.#io.redactor.redact(text), { ...surroundingsOf(this.#io), width: this.#io.columns - 1 })}\n`,
    );
  }

  async #checked(question: TextQuestion, hidden: boolean): Promise<string> {
    const { message, hint, initial = '', check } = question;
    const proposed = initial && ` [${initial}]`;
    const secrecy = hidden ? ' (what you type is not shown)' : '';
    if (hint) this.#say(hint);
    for (;;) {
      const typed = await this.#line(question, `${message}${secrecy}${proposed}`, hidden);
      const checked = check(typed ? answerOf(this.#io, question, typed) : initial);
      if (checked.ok) return checked.value;
      this.#say(`${checked.problem} ${checked.hint}`.trim());
    }
  }

  /** Numbers stand for choices; other words search. */
  async #list<T extends string>(
    question: ListQuestion<T>,
    initial: readonly T[],
    many: boolean,
  ): Promise<T[]> {
    let typed = '';
    for (;;) {
      // A search in a list with marks adds to them.
      const kept = many && typed !== '' ? initial : [];
      const numbersText = kept.length ? 'Numbers to add' : 'Numbers';
      const how = `${many ? `${numbersText}, whole names,` : 'A number,'} or a word to search`;
      const all = choicesFor(question.choices, typed);
      const shown = all.slice(0, PAGE);
      this.#say(question.message.endsWith('?') ? question.message : `${question.message}:`);
      for (const [index, choice] of shown.entries()) this.#say(textOf(choice, initial), `  ${index + 1}. `);
      const more = all.length - shown.length;
      if (more) this.#say(`and ${more} more: type a part of the name to search`, '  ');
      if (!shown.length) this.#say('nothing matches', '  ');
      const possible = shown.filter(({ disabled }) => !disabled);
      const found = typed !== '' && possible.length === 1 ? possible[0] : undefined;
      const enter = typed === '' ? 'as marked' : found ? `${shown.indexOf(found) + 1}` : 'the whole list';
      const asked = how + (initial.length ? ` [Enter: ${enter}]` : '');
      const answer = takePasted(this.#io, await this.#line(question, asked));
      if (answer === '') {
        if (found) return [...new Set([...kept, found.value])];
        if (typed === '' && initial.length) return [...initial];
        typed = '';
      } else if (/^[\d\s,]+$/.test(answer)) {
        const numbers = answer.split(/[\s,]+/).filter(Boolean);
        const chosen = numbers.map((number) => shown[Number(number) - 1]);
        const wrong = chosen.findIndex((choice) => !choice || choice.disabled);
        if (wrong < 0) {
          const values = chosen.slice(0, many ? undefined : 1).flatMap((choice) => choice?.value ?? []);
          return [...new Set([...kept, ...values])];
        }
        this.#say(chosen[wrong]?.disabled ?? `There is no number ${numbers[wrong]}.`);
      } else {
        const named = many ? byValue(question, answer) : undefined;
        if (named) return named;
        typed = answer;
      }
    }
  }

  /** One line; `?` is answered here, `<` and Esc go back. */
  async #line({ help, back }: Question, prompt: string, hidden = false): Promise<string> {
    for (;;) {
      this.#io.err(`${prompt}${back ? ` (${backText(BACK_KEY, back)})` : ''}: `);
      const { text, isPasted } = await this.#keyboard.during((input) =>
        readLine(this.#io, input, { hidden, back: Boolean(back) }),
      );
      const word = text.trim();
      if (word === HELP_KEY && !isPasted && help) this.#say(help);
      else if (word !== BACK_KEY || isPasted) {
        this.answered++;
        return hidden ? text : word;
      } else if (back) throw new Back();
      else this.#say('There is no question before this one.');
    }
  }
}

/** Several choices by their values, wherever they are in the list; undefined: some word is no value. */
function byValue<T extends string>({ choices }: ListQuestion<T>, answer: string): T[] | undefined {
  const words = answer.split(/[\s,]+/).filter(Boolean);
  const found = words.map((word) =>
    choicesFor(choices, word).find(({ value, disabled }) => value === word && !disabled),
  );
  return found.every((choice) => choice) ? found.flatMap((choice) => choice?.value ?? []) : undefined;
}

function textOf<T extends string>(choice: Choice<T>, marked: readonly T[]): string {
  const { value, name, description, disabled } = choice;
  const more = disabled ?? description;
  return `${name}${marked.includes(value) ? ' (marked)' : ''}${more ? `. ${more}` : ''}`;
}

/** Yes or no in words; an empty answer is the proposed one. */
export function readYesNo(text: string, initial: boolean): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (word === '') return initial;
  if ('yes'.startsWith(word)) return true;
  return 'no'.startsWith(word) ? false : undefined;
}
