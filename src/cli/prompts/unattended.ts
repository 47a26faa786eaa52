import { progressOn } from '../render/progress.js';
import type { Style } from '../render/style.js';
import { UsageError } from '../shared/errors.js';
import type { Io } from '../shared/io.js';
import {
  type Asker,
  choicesFor,
  type ListQuestion,
  labelOf,
  type Question,
  type TextQuestion,
  type TickQuestion,
} from './asker.js';

/** `--yes`: asks nothing. Takes what each question proposes, and says what it took. */
export class UnattendedAsker implements Asker {
  answered = 0;
  readonly #io: Io;
  readonly #style: Style;

  constructor(io: Io, style: Style) {
    this.#io = io;
    this.#style = style;
  }

  async text(question: TextQuestion): Promise<string> {
    const checked = question.initial === undefined ? undefined : question.check(question.initial);
    if (!checked?.ok) return refuse(question);
    this.#say(question, checked.value);
    return checked.value;
  }

  async secret(question: TextQuestion): Promise<string> {
    return refuse(question);
  }

  async choose<T extends string>(question: ListQuestion<T>): Promise<T> {
    const proposed = choicesFor(question.choices, '').find(({ value }) => value === question.initial);
    if (!proposed || proposed.disabled) return refuse(question);
    this.#say(question, labelOf(proposed));
    return proposed.value;
  }

  /** Without any that are ticked, the first, as Enter would. */
  async tick<T extends string>(question: TickQuestion<T>): Promise<T[]> {
    const choices = choicesFor(question.choices, '').filter(({ disabled }) => !disabled);
    const ticked = (question.ticked ?? []).flatMap(
      (value) => choices.find((one) => one.value === value) ?? [],
    );
    const taken = ticked.length ? ticked : choices.slice(0, 1);
    if (!taken.length) return refuse(question);
    this.#say(question, taken.map(labelOf).join(', '));
    return taken.map(({ value }) => value);
  }

  async confirm(question: Question & { initial: boolean }): Promise<boolean> {
    this.#say(question, question.initial ? 'yes' : 'no');
    return question.initial;
  }

  close(): void {
    // Nothing was taken from the terminal.
  }

  busy<T>(what: string, work: Promise<T>): Promise<T> {
    return progressOn(this.#io).wait(what, work);
  }

  #say({ message }: Question, answer: string): void {
    this.#io.err(`${this.#style.symbols.pass} ${message.replace(/[?:]$/, '')}: ${answer}\n`);
  }
}

/** `--yes`, and a question that proposes nothing. */
export class Unanswered extends UsageError {}

function refuse({ message }: Question): never {
  throw new Unanswered(
    `--yes asks nothing, and there is no default for: ${message.replace(/[?:]$/, '')}`,
    'Leave out --yes to be asked, or give the flag for it (cf-aig init --help).',
  );
}
