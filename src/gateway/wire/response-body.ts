import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib';

/** More than that is not an answer to any of our requests. */
const BODY_CAP = 1024 * 1024;

/** Collects a body up to the cap, and gives it out as text while it comes. */
export class ResponseBody {
  readonly #encoding: string;
  readonly #chunks: Buffer[] = [];
  readonly #decoder = new TextDecoder();
  #size = 0;
  #over = false;

  constructor(contentEncoding: string | undefined) {
    this.#encoding = (contentEncoding ?? '').trim().toLowerCase();
  }

  /** More came than the cap allows; what is beyond it was dropped. */
  get isTooLarge(): boolean {
    return this.#over;
  }

  /** The text that this chunk completes: a character split between chunks comes with the later one. Compressed
   * bodies, which are not asked for, give theirs only at the end. */
  add(chunk: Buffer): string {
    const room = BODY_CAP - this.#size;
    const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
    this.#over ||= kept.length < chunk.length;
    this.#chunks.push(kept);
    this.#size += kept.length;
    return this.#isPlain ? this.#decoder.decode(kept, { stream: true }) : '';
  }

  /** All of it, decompressed as far as it came. */
  text(): string {
    const raw = Buffer.concat(this.#chunks);
    return new TextDecoder().decode(this.#isPlain ? raw : this.#decompressed(raw));
  }

  get #isPlain(): boolean {
    return !Object.hasOwn(DECODERS, this.#encoding);
  }

  #decompressed(raw: Buffer): Buffer {
    try {
      return DECODERS[this.#encoding]?.(raw) ?? raw;
    } catch (error) {
      // A small body that unpacks to a huge one.
      if (typeof error === 'object' && error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
        this.#over = true;
        return Buffer.alloc(0);
      }
      return raw;
    }
  }
}

// A body that broke off is unpacked as far as it goes.
const ZLIB = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: BODY_CAP };
const BROTLI = { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength: BODY_CAP };

const DECODERS: Record<string, (raw: Buffer) => Buffer> = {
  gzip: (raw) => gunzipSync(raw, ZLIB),
  'x-gzip': (raw) => gunzipSync(raw, ZLIB),
  deflate: (raw) => inflateSync(raw, ZLIB),
  br: (raw) => brotliDecompressSync(raw, BROTLI),
};
