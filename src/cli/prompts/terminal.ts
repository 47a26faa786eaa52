import type { Checked } from '../../gateway/credentials/checked.js';
import type { Io } from '../shared/io.js';
import {
  type Asker,
  Back,
  type Choice,
  choicesFor,
  type ListQuestion,
  type Question,
  readYesNo,
  type TextQuestion,
  type TickQuestion,
} from './asker.js';
import { spin } from './busy.js';

/** Questions that redraw themselves, loaded when the first is asked. Esc or `<` goes back, `?` explains. */
export class TerminalAsker implements Asker {
  answered = 0;
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
  }

  text(question: TextQuestion): Promise<string> {
    return this.#line(question, false);
  }

  secret(question: TextQuestion): Promise<string> {
    return this.#line(question, true);
  }

  async choose<T extends string>(question: ListQuestion<T>): Promise<T> {
    const [picked] = await this.#pick(question, question.initial);
    return picked!;
  }

  tick<T extends string>(question: TickQuestion<T>): Promise<T[]> {
    return this.#pick(question, undefined, question.ticked ?? [], question.mark);
  }

  async confirm({ message, help, back, initial }: Question & { initial: boolean }): Promise<boolean> {
    const check = (text: string): Checked =>
      readYesNo(text, initial) === undefined
        ? { ok: false, problem: 'Answer y or n.', hint: '' }
        : { ok: true, value: text };
    const show = (text: string) => (readYesNo(text, initial) ? 'yes' : 'no');
    const answer = await this.text({
      message: `${message} (${initial ? 'Y/n' : 'y/N'})`,
      help,
      back,
      show,
      check,
    });
    return readYesNo(answer, initial) ?? initial;
  }

  busy<T>(what: string, work: Promise<T>): Promise<T> {
    return spin(this.#io, what, work);
  }

  async #line(
    { message, hint, help, back, initial, show, check }: TextQuestion,
    hidden: boolean,
  ): Promise<string> {
    const { line } = await import('./line.js');
    const problemWith = (text: string) => {
      const checked = check(text);
      return checked.ok ? undefined : `${checked.problem} ${checked.hint}`.trim();
    };
    const output = this.#io.openScreen();
    const { columns } = output;
    const config = { message, hint, help, back, initial, hidden, show, problemWith, columns };
    const answer = await line(config, { input: this.#io.keys, output });
    if (answer === undefined) throw new Back();
    this.answered++;
    const checked = check(answer);
    return checked.ok ? checked.value : answer;
  }

  async #pick<T extends string>(
    { message, help, back, choices }: ListQuestion<T>,
    initial: T | undefined,
    ticked?: readonly T[],
    mark?: (place: number) => string,
  ): Promise<T[]> {
    const { pick } = await import('./pick.js');
    const seen = new Map<string, Choice<T>>();
    const source = (typed: string) => {
      const fitting = choicesFor(choices, typed);
      for (const choice of fitting) seen.set(choice.value, choice);
      return fitting;
    };
    const output = this.#io.openScreen();
    const { columns, rows } = output;
    const config = {
      ...{ message, help, back, initial, ticked, mark, choices: source },
      ...{ columns, rows, unicode: this.#io.unicode },
    };
    const picked = await pick(config, { input: this.#io.keys, output });
    if (!picked) throw new Back();
    this.answered++;
    return picked.flatMap(({ value }) => seen.get(value)?.value ?? []);
  }
}
