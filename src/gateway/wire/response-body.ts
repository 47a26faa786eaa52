import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib';

/** Bytes. No request of cf-aig has a response as large as this. */
const MAX_BODY = 1024 * 1024;

/** Collects a body up to the maximum, and decodes it as it arrives. */
export class ResponseBody {
  readonly #encoding: string;
  readonly #chunks: Buffer[] = [];
  readonly #decoder = new TextDecoder();
  #size = 0;
  #exceeded = false;

  constructor(contentEncoding: string | undefined) {
    this.#encoding = (contentEncoding ?? '').trim().toLowerCase();
  }

  /** The body exceeds the maximum; the rest was dropped. */
  get isTooLarge(): boolean {
    return this.#exceeded;
  }

  /** Returns the text that this chunk completes: a character that is split between chunks comes with the second one.
   * Compressed bodies, which are never requested, return '' and are only decoded by `text`. */
  add(chunk: Buffer): string {
    const room = MAX_BODY - this.#size;
    const part = chunk.length > room ? chunk.subarray(0, room) : chunk;
    this.#exceeded ||= part.length < chunk.length;
    this.#chunks.push(part);
    this.#size += part.length;
    return this.#isPlain ? this.#decoder.decode(part, { stream: true }) : '';
  }

  /** The whole body, decompressed; of a truncated body as much as possible. */
  text(): string {
    const raw = Buffer.concat(this.#chunks);
    return new TextDecoder().decode(this.#isPlain ? raw : this.#decompress(raw));
  }

  get #isPlain(): boolean {
    return !Object.hasOwn(DECODERS, this.#encoding);
  }

  #decompress(raw: Buffer): Buffer {
    try {
      return DECODERS[this.#encoding]?.(raw) ?? raw;
    } catch (error) {
      // A small body that decompresses to a huge one.
      if (typeof error === 'object' && error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
        this.#exceeded = true;
        return Buffer.alloc(0);
      }
      return raw;
    }
  }
}

// Decompress truncated bodies as far as possible.
const ZLIB = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_BODY };
const BROTLI = { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength: MAX_BODY };

const DECODERS: Record<string, (raw: Buffer) => Buffer> = {
  gzip: (raw) => gunzipSync(raw, ZLIB),
  'x-gzip': (raw) => gunzipSync(raw, ZLIB),
  deflate: (raw) => inflateSync(raw, ZLIB),
  br: (raw) => brotliDecompressSync(raw, BROTLI),
};
