import { Stream } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { isVendorKeyStart } from '../../lib/redact/looks-secret.js';
import { BRACKETS_OFF, BRACKETS_ON } from '../../lib/text/printable.js';
import type { Io } from '../shared/io.js';

const ESC = '\u001b';
const CTRL_C = '\u0003';
const PASTE_START = `${ESC}[200~`;
const PASTE_END = `${ESC}[201~`;

/** Milliseconds. Esc alone is followed by nothing. */
const ESCAPE_MS = 60;
/** The rest of a sequence that has more than Esc: no key alone sends its beginning. */
const SEQUENCE_MS = 500;
/** Without brackets the pieces of one paste follow each other this closely. */
const PIECE_MS = 30;
/** A paste whose end never arrives. */
const LOST_END_MS = 1500;

/** Escape sequences and control characters but line breaks and tabs: keys, not text. */
const KEYS = new RegExp(
  `(${ESC}(?:\\[[0-9;?]*[ -/]*[@-~]|O.|.)?|[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f])`,
);
const CONTROL = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f]/g;

/**
 * The input of one prompt, as a stream of the old kind: what is written is read at once, so that keys and pastes keep
 * their order. Emits `data` for keys, and `paste` for text that arrived in one piece: the text, and whether it was
 * certainly pasted.
 */
export class PromptInput extends Stream {
  readonly isTTY = true;
  readonly readable = true;

  write(keys: string): void {
    this.emit('data', keys);
  }

  end(): void {
    this.emit('end');
  }

  // The keyboard decides.
  setRawMode = (): this => this;
  resume = (): this => this;
  pause = (): this => this;
}

/**
 * The terminal's keys, from the first question to the end: the terminal itself echoes nothing in between, and what is
 * typed while no question is open is dropped. Pastes are distinguished from keys by the terminal's brackets, where it has them.
 */
export class Keyboard {
  readonly #io: Io;
  readonly #brackets: boolean;
  readonly #decoder = new StringDecoder('utf8');
  #input: PromptInput | undefined;
  #isOpen = false;
  #release: (() => void) | undefined;
  /** Not yet understood: the beginning of a sequence, or of a paste. */
  #rest = '';
  #isPasting = false;
  /** Lines of a paste without brackets. */
  #pieces = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(io: Io, o: { brackets: boolean }) {
    this.#io = io;
    this.#brackets = o.brackets;
  }

  /** Gives the keys to a prompt while it is open. */
  async during<T>(prompt: (input: PromptInput) => Promise<T>): Promise<T> {
    this.#open();
    const input = new PromptInput();
    this.#input = input;
    try {
      return await prompt(input);
    } finally {
      this.#input = undefined;
      this.#forget();
    }
  }

  /** Gives the terminal back. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#forget();
    const { keys, draw, signals } = this.#io;
    keys.removeListener('data', this.#receive).removeListener('end', this.#end);
    keys.pause();
    rawMode(keys, false);
    if (this.#brackets) draw(BRACKETS_OFF);
    signals.restore = undefined;
    this.#release?.();
  }

  #open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    const { keys, draw, signals } = this.#io;
    signals.restore = () => this.close();
    this.#release = signals.hold();
    rawMode(keys, true);
    keys.on('data', this.#receive).on('end', this.#end);
    keys.resume();
    if (this.#brackets) draw(BRACKETS_ON);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#pieces = '';
    if (!this.#isPasting) this.#rest = '';
  }

  readonly #end = (): void => void this.#input?.end();

  readonly #receive = (chunk: Buffer | string): void => {
    clearTimeout(this.#timer);
    this.#rest += typeof chunk === 'string' ? chunk : this.#decoder.write(chunk);
    while (this.#rest !== '') {
      if (this.#isPasting) {
        const end = this.#rest.indexOf(PASTE_END);
        if (end < 0) {
          this.#later(LOST_END_MS);
          return;
        }
        this.#endPaste(end);
      } else {
        const start = this.#rest.indexOf(PASTE_START);
        const keys =
          start < 0
            ? this.#rest.slice(0, this.#rest.length - unfinishedLength(this.#rest))
            : this.#rest.slice(0, start);
        this.#rest = this.#rest.slice(start < 0 ? keys.length : start + PASTE_START.length);
        this.#isPasting = start >= 0;
        this.#keys(keys);
        if (!this.#isPasting) break;
      }
    }
    if (this.#rest !== '') this.#later(this.#rest === ESC ? ESCAPE_MS : SEQUENCE_MS);
    else if (this.#pieces !== '') this.#later(PIECE_MS);
  };

  #later(ms: number): void {
    this.#timer = setTimeout(() => {
      if (this.#isPasting) this.#endPaste(this.#rest.length);
      this.#flush();
      const keys = this.#rest;
      this.#rest = '';
      // As a byte it would wait for the rest of the sequence that it may begin.
      if (keys === ESC) this.#input?.emit('keypress', undefined, { name: 'escape', sequence: ESC });
      else if (keys !== '') this.#input?.write(keys);
    }, ms);
  }

  #endPaste(end: number): void {
    const text = this.#rest.slice(0, end);
    this.#rest = this.#rest.slice(end + PASTE_END.length);
    this.#isPasting = false;
    this.#paste(text, true);
  }

  #keys(text: string): void {
    for (const run of text.split(KEYS).filter(Boolean)) {
      if (KEYS.test(run)) {
        this.#flush();
        this.#press(run);
      } else this.#run(run);
    }
  }

  /** A run of text: one key, a line that ends with Enter, or several lines, which only a paste has. */
  #run(text: string): void {
    const isOneLine = !/[\r\n]\s*[^\s]/.test(text) && !/[\\^`]\s*[\r\n]/.test(text);
    if (this.#pieces !== '' || !isOneLine || (text.length > 1 && isVendorKeyStart(text)))
      this.#pieces += text;
    else this.#line(text);
  }

  #flush(): void {
    const text = this.#pieces;
    this.#pieces = '';
    if (text !== '') this.#line(text);
  }

  /** Text in one piece, and the line break at its end as a key. */
  #line(text: string): void {
    const line = text.replace(/[\r\n]+$/, '');
    if (line.length > 1) this.#paste(line, /[\r\n]/.test(line));
    else if (line !== '') this.#press(line);
    if (line.length < text.length) this.#press('\r');
  }

  #paste(text: string, isCertain: boolean): void {
    this.#input?.emit(
      'paste',
      text.replaceAll('\t', ' ').replace(/\r\n?/g, '\n').replace(CONTROL, ''),
      isCertain,
    );
  }

  #press(key: string): void {
    if (this.#input) this.#input.write(key);
    else if (key === CTRL_C) {
      // The terminal makes no signal of it meanwhile.
      this.close();
      this.#io.signals.send('SIGINT');
    }
  }
}

/** How many characters at the end may be the beginning of a sequence. */
function unfinishedLength(text: string): number {
  return /\u001b(?:\[[0-9;?]*|O)?$/.exec(text)?.[0].length ?? 0;
}

function rawMode(keys: Io['keys'] & { setRawMode?(mode: boolean): unknown }, isRaw: boolean): void {
  keys.setRawMode?.(isRaw);
}
