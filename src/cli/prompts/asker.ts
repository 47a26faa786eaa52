/** `cli/prompts/`: questions: for a terminal, or in plain lines for a screen reader. */

import type { Checked } from '../../gateway/credentials/checked.js';
import { type Paste, type PastePart, partsOf } from '../../gateway/pastes/paste.js';
import { readPaste } from '../../gateway/pastes/read-paste.js';
import type { Io } from '../shared/io.js';

/** What every question can have. */
export interface Question {
  message: string;
  /** What `?` shows: why it is asked and where to find the answer. Whole sentences. */
  help?: string;
  /** Whether there is a question to go back to. */
  back?: BackKey;
}

/** What Esc does: true: it goes back; in words (`stop`) where it does something else, and throws Back all the same. */
export type BackKey = boolean | string;

/** What a key does that goes back, or what it does instead: `esc goes back`, `esc: stop`. */
export function backText(key: string, back: BackKey, goesBack = 'goes back'): string {
  return back === true ? `${key} ${goesBack}` : `${key}: ${back}`;
}

export interface Choice<T extends string> {
  value: T;
  name: string;
  /** See labelOf; `name` unless given. */
  short?: string;
  /** Shown below the list while the choice is pointed at. */
  description?: string;
  /** Why it cannot be taken. */
  disabled?: string;
}

/** What is shown behind the question once it is answered. */
export function labelOf({ short, name }: Choice<string>): string {
  return short ?? name;
}

/** A fixed list, or the choices that fit what has been typed so far. */
export type Source<T extends string> = readonly Choice<T>[] | ((typed: string) => readonly Choice<T>[]);

export interface TextQuestion extends Question {
  /** One sentence below the question. */
  hint?: string;
  /** Taken by Enter; the first key typed replaces it. */
  initial?: string;
  /** The part of a paste that answers it. */
  takes?: PastePart;
  check(text: string): Checked;
}

export interface ListQuestion<T extends string> extends Question {
  choices: Source<T>;
  initial?: T;
}

export interface TickQuestion<T extends string> extends Question {
  choices: Source<T>;
  ticked?: readonly T[];
  /** What is shown behind the choice that was ticked in this place: `primary` behind the first (0), for instance. */
  mark?(place: number): string;
}

/**
 * The only way to ask the user. Every question is written to stderr. Throws Back when the user asks for the question
 * before, and Pasted when a paste answers other questions than the one asked.
 */
export interface Asker {
  text(question: TextQuestion): Promise<string>;
  /** Shows nothing of what is typed; its length only if it is long. */
  secret(question: TextQuestion): Promise<string>;
  choose<T extends string>(question: ListQuestion<T>): Promise<T>;
  /** One or more, in the order in which they were ticked. */
  tick<T extends string>(question: TickQuestion<T>): Promise<T[]>;
  confirm(question: Question & { initial: boolean }): Promise<boolean>;
  /** Shows what is being waited for, when the wait is long enough to be noticed. */
  busy<T>(what: string, work: Promise<T>): Promise<T>;
  /** Gives the terminal back: between two questions it shows nothing of what is typed. */
  close(): void;
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

/** Thrown by a question to which something was pasted that belongs elsewhere: other answers, or a secret. */
export class Pasted extends Error {
  readonly paste: Paste;

  constructor(paste: Paste) {
    super('pasted');
    this.name = 'Pasted';
    this.paste = paste;
  }
}

/** What a typed or pasted text answers the question with, without quotes, names and what cannot be seen. */
export function answerOf({ redactor }: Pick<Io, 'redactor'>, { takes }: TextQuestion, text: string): string {
  const paste = readPaste(text);
  redactor.add(...paste.secrets);
  const parts = partsOf(paste);
  const { value = text } = paste;
  // One credential where one is asked for: the question itself says if it is the wrong one.
  const isCredential = takes === 'token' || takes === 'providerKey';
  if (isCredential && paste.value !== undefined && !parts.some((part) => !CREDENTIALS.includes(part)))
    return value;
  if (parts.some((part) => part !== takes)) throw new Pasted(paste);
  if (takes === 'providerKey') return paste.providerKeys[0]?.value ?? value;
  return (takes && paste[takes]) ?? value;
}

/** A text for a question that no paste answers; throws Pasted if it belongs elsewhere, or must not be shown. */
export function takePasted({ redactor }: Pick<Io, 'redactor'>, text: string): string {
  const paste = readPaste(text);
  redactor.add(...paste.secrets);
  if (paste.secrets.length || partsOf(paste).length) throw new Pasted(paste);
  return text;
}

const CREDENTIALS: readonly PastePart[] = ['token', 'providerKey'];

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
