import isUnicodeSupported from 'is-unicode-supported';
import type { Checked } from '../../gateway/identifiers.js';
import { wrap } from '../../lib/wrap.js';
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
import { spin } from './busy.js';

const columns = () => process.stderr.columns || 80;
const rows = () => process.stderr.rows || 24;

/** Questions that redraw themselves, loaded when the first is asked. Esc or `<` goes back, `?` explains. */
export class TerminalAsker implements Asker {
  answered = 0;

  async text(question: TextQuestion): Promise<string> {
    const { default: input } = await import('@inquirer/input');
    const { message, initial, check } = question;
    const validate = validator(question);
    return this.#line(question, check, (context) =>
      input({ message, default: initial, prefill: 'editable', validate }, context),
    );
  }

  async secret(question: TextQuestion): Promise<string> {
    const { default: password } = await import('@inquirer/password');
    const { message, check } = question;
    const validate = validator(question);
    return this.#line(question, check, (context) => password({ message, mask: false, validate }, context));
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
    const answer = await this.text({ message: `${message} (${initial ? 'Y/n' : 'y/N'})`, help, back, check });
    return readYesNo(answer, initial) ?? initial;
  }

  busy<T>(what: string, work: Promise<T>): Promise<T> {
    return spin(what, work, isUnicodeSupported());
  }

  async #line(
    { back }: Question,
    check: (text: string) => Checked,
    run: (context: { output: NodeJS.WritableStream; signal: AbortSignal }) => Promise<string>,
  ): Promise<string> {
    const leaving = new AbortController();
    const onKey = (_text: string | undefined, key: { name?: string } | undefined) => {
      if (back && key?.name === 'escape') leaving.abort();
    };
    process.stdin.on('keypress', onKey);
    try {
      const answer = await run({ output: process.stderr, signal: leaving.signal });
      if (back && answer.trim() === BACK_KEY) throw new Back();
      this.answered++;
      const checked = check(answer);
      return checked.ok ? checked.value : answer;
    } catch (error) {
      throw leaving.signal.aborted ? new Back() : error;
    } finally {
      process.stdin.off('keypress', onKey);
    }
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
    const config = {
      ...{ message, help, back, initial, ticked, mark, choices: source },
      ...{ columns: columns(), rows: rows(), unicode: isUnicodeSupported() },
    };
    const picked = await pick(config, { output: process.stderr });
    if (!picked) throw new Back();
    this.answered++;
    return picked.flatMap(({ value }) => seen.get(value)?.value ?? []);
  }
}

/** The prompt breaks long lines anywhere; here they are broken between words. */
function validator({ help, back, check }: TextQuestion): (text: string) => true | string {
  const say = (text: string) => wrap(text, columns() - 3).join('\n  ');
  return (text) => {
    const word = text.trim();
    if (word === HELP_KEY && help) return say(help);
    if (word === BACK_KEY) return back ? true : 'This is the first question.';
    const checked = check(text);
    return checked.ok ? true : say(`${checked.problem} ${checked.hint}`.trim());
  };
}
