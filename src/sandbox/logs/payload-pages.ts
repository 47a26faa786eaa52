import type { Payload } from './log-row.js';

/** Bytes; a larger payload has a page of its own. */
const PAGE_SIZE = 1024 * 1024;

/** Without bytes when it is gone. */
interface Page {
  bytes: Buffer;
  used: number;
}

/** Where a payload is: from `start` the request, from `middle` the response. */
export interface PayloadPlace {
  page: Page;
  start: number;
  middle: number;
  end: number;
}

/**
 * The newest payloads as bytes, in pages, of which the oldest goes when they take more than `most` bytes. As strings
 * they would take several times as much: the garbage collector lets the heap grow by what survives.
 */
export class PayloadPages {
  readonly #most: number;
  #pages: Page[] = [];
  #total = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add({ request, response }: Payload): PayloadPlace {
    const page = this.#pageFor(Buffer.byteLength(request) + Buffer.byteLength(response));
    const start = page.used;
    const middle = start + page.bytes.write(request, start);
    page.used = middle + page.bytes.write(response, middle);
    return { page, start, middle, end: page.used };
  }

  /** undefined when it is gone. */
  read({ page: { bytes }, start, middle, end }: PayloadPlace): Payload | undefined {
    if (bytes.length === 0) return undefined;
    return { request: bytes.toString('utf8', start, middle), response: bytes.toString('utf8', middle, end) };
  }

  clear(): void {
    this.#shrinkTo(0);
  }

  #pageFor(size: number): Page {
    const newest = this.#pages.at(-1);
    if (newest && newest.used + size <= newest.bytes.length) return newest;
    const page = { bytes: Buffer.allocUnsafeSlow(Math.max(PAGE_SIZE, size)), used: 0 };
    this.#pages.push(page);
    this.#total += page.bytes.length;
    this.#shrinkTo(this.#most);
    return page;
  }

  #shrinkTo(most: number): void {
    while (this.#total > most) {
      const oldest = this.#pages.shift();
      if (!oldest) return;
      this.#total -= oldest.bytes.length;
      oldest.bytes = Buffer.alloc(0);
    }
  }
}
