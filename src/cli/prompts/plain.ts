import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { wrapAnsi } from 'fast-wrap-ansi';
import { hang } from '../render/hang.js';
import type { Io } from '../shared/io.js';
import {
  type Asker,
  BACK_KEY,
  Back,
  type Choice,
  choicesFor,
  HELP_KEY,
  type ListQuestion,
  type Question,
  readYesNo,
  type TextQuestion,
  type TickQuestion,
} from './asker.js';
import { announce } from './busy.js';

const COLUMNS = 79;
const PAGE = 10;

/** Line by line, nothing is ever redrawn: for screen readers, slow lines and odd terminals. */
export class PlainAsker implements Asker {
  answered = 0;
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
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
      const typed = await this.#line(question, `${question.message} (${question.initial ? 'Y/n' : 'y/N'})`);
      const answer = readYesNo(typed, question.initial);
      if (answer !== undefined) return answer;
      this.#say('Answer y or n.');
    }
  }

  busy<T>(what: string, work: Promise<T>): Promise<T> {
    return announce(this.#io, what, work);
  }

  #print(text: string): void {
    this.#io.err(`${text}\n`);
  }

  #say(text: string): void {
    this.#print(wrapAnsi(text, COLUMNS));
  }

  async #checked(question: TextQuestion, hidden: boolean): Promise<string> {
    const { message, hint, initial, check } = question;
    const proposed = initial === undefined ? '' : ` [${initial}]`;
    const secrecy = hidden ? ' (what you type is not shown)' : '';
    if (hint) this.#say(hint);
    for (;;) {
      const typed = await this.#line(question, `${message}${secrecy}${proposed}`, hidden);
      const checked = check(typed === '' && initial !== undefined ? initial : typed);
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
      const shown = choicesFor(question.choices, typed).slice(0, PAGE);
      const all = choicesFor(question.choices, typed).length;
      this.#say(`${question.message}:`);
      for (const [index, choice] of shown.entries()) this.#print(line(index, choice, initial));
      if (all > shown.length)
        this.#print(`  and ${all - shown.length} more: type a part of the name to search`);
      if (!shown.length) this.#print('  nothing has that in it');
      const how = many ? 'Numbers, whole names, or a word to search' : 'A number, or a word to search';
      const answer = await this.#line(question, how + (initial.length ? ' [Enter: as marked]' : ''));
      const first = shown.filter(({ disabled }) => !disabled);
      if (answer === '') {
        if (initial.length) return [...initial];
        if (typed !== '' && first.length === 1) return [first[0]!.value];
        typed = '';
        continue;
      }
      const numbers = /^[\d\s,]+$/.test(answer) ? answer.split(/[\s,]+/).filter(Boolean) : undefined;
      if (!numbers) {
        const named = many ? byValue(question, answer) : undefined;
        if (named) return named;
        typed = answer;
        continue;
      }
      const chosen = numbers.map((number) => shown[Number(number) - 1]);
      const wrong = chosen.findIndex((choice) => !choice || choice.disabled);
      if (wrong < 0) return chosen.slice(0, many ? undefined : 1).flatMap((choice) => choice?.value ?? []);
      this.#say(chosen[wrong]?.disabled ?? `There is no number ${numbers[wrong]}.`);
    }
  }

  /** One line; `?` is answered here, `<` goes back. */
  async #line({ help, back }: Question, prompt: string, hidden = false): Promise<string> {
    for (;;) {
      const typed = await readLine(this.#io, `${prompt}${back ? ' (< goes back)' : ''}: `, hidden);
      const word = typed.trim();
      if (word === HELP_KEY && help) this.#say(help);
      else if (word !== BACK_KEY) {
        this.answered++;
        return hidden ? typed : word;
      } else if (back) throw new Back();
      else this.#say('This is the first question.');
    }
  }
}

/** Several choices by their values, wherever in the list they stand; undefined: some word is no value. */
function byValue<T extends string>({ choices }: ListQuestion<T>, answer: string): T[] | undefined {
  const words = answer.split(/[\s,]+/).filter(Boolean);
  const found = words.map((word) =>
    choicesFor(choices, word).find(({ value, disabled }) => value === word && !disabled),
  );
  return found.every((choice) => choice) ? found.flatMap((choice) => choice?.value ?? []) : undefined;
}

function line<T extends string>(index: number, choice: Choice<T>, marked: readonly T[]): string {
  const { value, name, description, disabled } = choice;
  const more = disabled ?? description;
  const mark = marked.includes(value) ? ' (marked)' : '';
  return hang(`  ${index + 1}. `, `${name}${mark}${more ? `. ${more}` : ''}`, COLUMNS);
}

/** The terminal itself echoes what is typed, unless it is hidden. */
function readLine(io: Io, prompt: string, hidden: boolean): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  io.err(prompt);
  const lines = createInterface({
    input: io.keys,
    output: hidden ? nowhere : undefined,
    terminal: hidden,
  });
  return new Promise((resolve, reject) => {
    let answered = false;
    lines.once('line', (text) => {
      answered = true;
      lines.close();
      if (hidden) io.err('\n');
      resolve(text);
    });
    const stop = () => {
      io.err('\n');
      const error = new Error('interrupted');
      error.name = 'ExitPromptError';
      reject(error);
    };
    lines.once('SIGINT', stop);
    lines.once('close', () => {
      if (!answered) stop();
    });
  });
}
