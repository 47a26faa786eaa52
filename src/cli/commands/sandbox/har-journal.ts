import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { harEntry, harLog } from '../../../diagnosis/exchange/har.js';
import { errorCode } from '../../../lib/files/error-code.js';
import { jsonObject } from '../../../lib/json.js';
import type { SandboxExchange } from '../../../sandbox/http/exchange.js';
import { version } from '../../shared/version.js';

/** The file cannot be used; the message says why. */
export class JournalError extends Error {
  override name = 'JournalError';
}

/** How every journal begins; what follows it is the version that began it. */
const START = '{"log":{"version":"1.2","creator":{"name":"cf-aig",';
const END = '\n]}}\n';

/**
 * Exchanges in a HAR file, one entry a line. Each is added by one write over the end of the document, so that the file
 * is a whole one after each. A write that a kill or a full disk has cut is mended: by `open`, or at once.
 */
export class HarJournal {
  readonly #file: number;
  readonly #onFailure: (why: string) => void;
  /** Bytes before END. */
  #length: number;
  #isEmpty: boolean;
  #isOpen = true;

  /** Creates the file, or continues a journal. Throws JournalError. `onFailure`: it was given up, and why. */
  static open(path: string, onFailure: (why: string) => void): HarJournal {
    try {
      // Prompts are private.
      const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
      try {
        return new HarJournal(file, onFailure);
      } catch (error) {
        closeSync(file);
        throw error;
      }
    } catch (error) {
      if (error instanceof JournalError) throw new JournalError(`${path} ${error.message}`);
      throw new JournalError(`cannot write ${path}: ${errorCode(error)}`);
    }
  }

  private constructor(file: number, onFailure: (why: string) => void) {
    this.#file = file;
    this.#onFailure = onFailure;
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new JournalError('is not a file');
    if (stat.size === 0) this.#length = startDocument(file);
    else this.#length = endOfEntries(file, stat.size);
    this.#isEmpty = readText(file, this.#length - 1, 1) === '[';
  }

  add({ interruption, ...exchange }: SandboxExchange): void {
    if (!this.#isOpen) return;
    const entry = JSON.stringify(harEntry({ ...exchange, error: interruption }));
    const added = Buffer.from(`${this.#isEmpty ? '' : ','}\n${entry}`);
    try {
      if (fstatSync(this.#file).size !== this.#length + END.length)
        return void this.#giveUp('another program has changed it');
      const bytes = Buffer.concat([added, Buffer.from(END)]);
      const written = writeSync(this.#file, bytes, 0, bytes.length, this.#length);
      if (written < bytes.length) return void this.#takeBack('the disk is full');
      this.#length += added.length;
      this.#isEmpty = false;
    } catch (error) {
      this.#takeBack(errorCode(error));
    }
  }

  close(): void {
    if (this.#isOpen) closeSync(this.#file);
    this.#isOpen = false;
  }

  /** What was there before was whole, and needs no more room. */
  #takeBack(why: string): void {
    try {
      endDocument(this.#file, this.#length);
    } catch {
      // The next start mends it.
    }
    this.#giveUp(why);
  }

  #giveUp(why: string): void {
    this.close();
    this.#onFailure(why);
  }
}

/** The bytes before END of a new document. */
function startDocument(file: number): number {
  // It may have been there, empty, for everyone to read.
  fchmodSync(file, 0o600);
  const start = JSON.stringify({ log: { ...harLog(version), entries: [] } }).slice(0, -']}}'.length);
  writeSync(file, start + END, 0);
  return start.length;
}

function endDocument(file: number, length: number): void {
  writeSync(file, END, length);
  ftruncateSync(file, length + END.length);
}

/** The bytes before END; what a cut write has left is taken out. Throws JournalError. */
function endOfEntries(file: number, size: number): number {
  if (readText(file, 0, START.length) !== START) throw new JournalError('is not a journal of the sandbox');
  if (readText(file, size - END.length, END.length) === END) return size - END.length;
  let length = 0;
  for (const { start, text } of linesOf(file)) {
    // The comma may be all that was written over the old end.
    const line = text.replace(/,(?:\]\}\})?$/, '');
    if (start === 0 ? line.endsWith('[') : jsonObject(line)?.response)
      length = start + Buffer.byteLength(line);
  }
  if (length === 0) throw new JournalError('is not a journal of the sandbox');
  endDocument(file, length);
  return length;
}

function readText(file: number, position: number, length: number): string {
  const bytes = Buffer.alloc(length);
  return bytes.toString('latin1', 0, readSync(file, bytes, 0, length, position));
}

/** Lines with their position in bytes; one at a time is in memory. */
function* linesOf(file: number): Generator<{ start: number; text: string }> {
  const chunk = Buffer.alloc(64 * 1024);
  let parts: Buffer[] = [];
  let start = 0;
  for (let position = 0; ; ) {
    const read = readSync(file, chunk, 0, chunk.length, position);
    if (read === 0) break;
    for (let at = 0; at < read; ) {
      const end = chunk.indexOf(10, at);
      const isWhole = end !== -1 && end < read;
      parts.push(Buffer.from(chunk.subarray(at, isWhole ? end : read)));
      at = isWhole ? end + 1 : read;
      if (!isWhole) continue;
      yield { start, text: Buffer.concat(parts).toString() };
      start = position + at;
      parts = [];
    }
    position += read;
  }
  yield { start, text: Buffer.concat(parts).toString() };
}
