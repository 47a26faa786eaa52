import type { Checked } from '../../gateway/credentials/checked.js';

/** What every question can carry. */
export interface Question {
  message: string;
  /** What `?` shows: why it is asked and where the answer stands. Whole sentences. */
  help?: string;
  /** Whether there is a question to go back to. */
  back?: boolean;
}

export interface Choice<T extends string> {
  value: T;
  name: string;
  /** What stands behind the question once it is answered; `name` unless given. */
  short?: string;
  /** Shown below the list while the choice is pointed at. */
  description?: string;
  /** Why it cannot be taken. */
  disabled?: string;
}

/** The choices that fit what has been typed so far. */
export type Source<T extends string> = readonly Choice<T>[] | ((typed: string) => readonly Choice<T>[]);

export interface TextQuestion extends Question {
  /** What stands below the line until something is typed. */
  hint?: string;
  initial?: string;
  /** What stands behind the question once it is answered; what was typed unless given. */
  show?(answer: string): string;
  check(text: string): Checked;
}

export interface ListQuestion<T extends string> extends Question {
  choices: Source<T>;
  initial?: T;
}

export interface TickQuestion<T extends string> extends Question {
  choices: Source<T>;
  ticked?: readonly T[];
  /** Marks the place of a ticked choice: `primary` behind the first, for instance. */
  mark?(place: number): string;
}

/** The only door to the person at the terminal. Every question speaks on stderr. Throws Back when the person asks for
 * the question before. */
export interface Asker {
  text(question: TextQuestion): Promise<string>;
  /** Shows nothing of what is typed, not even how long it is. */
  secret(question: TextQuestion): Promise<string>;
  choose<T extends string>(question: ListQuestion<T>): Promise<T>;
  /** One or more, in the order in which they were ticked. */
  tick<T extends string>(question: TickQuestion<T>): Promise<T[]>;
  confirm(question: Question & { initial: boolean }): Promise<boolean>;
  /** Shows that something is being waited for, when it takes long enough to be noticed. */
  busy<T>(what: string, work: Promise<T>): Promise<T>;
  /** How many questions have been answered. */
  readonly answered: number;
}

/** Thrown by a question when the one before it is wanted again. */
export class Back extends Error {
  constructor() {
    super('back');
    this.name = 'Back';
  }
}

export const BACK_KEY = '<';
export const HELP_KEY = '?';

/** The choices for what is typed: those of a function, else those whose name or description has every typed word. */
export function choicesFor<T extends string>(source: Source<T>, typed: string): readonly Choice<T>[] {
  if (typeof source === 'function') return source(typed);
  return source.filter(({ name, description }) => matches(`${name} ${description ?? ''}`, typed));
}

export function matches(text: string, typed: string): boolean {
  const low = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => low.includes(word));
}

/** Yes or no in words; an empty answer is the proposed one. */
export function readYesNo(text: string, initial: boolean): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (word === '') return initial;
  if ('yes'.startsWith(word)) return true;
  return 'no'.startsWith(word) ? false : undefined;
}
