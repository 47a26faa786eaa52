import type { TokenCount } from './token-count.js';

/** What is known of an answer once it has ended, however it ended. */
export interface Ended {
  text: string;
  usage?: TokenCount;
  /** US dollars. */
  cost?: number;
  customCost?: boolean;
}

/** A body that is passed on while it comes in. */
export interface Live {
  chunks: AsyncIterable<Uint8Array>;
  ended: Promise<Ended>;
}

/** Cloudflare keeps 10 MB of a log. */
const KEPT = 10 * 1024 * 1024;

/** The body as it comes; the reader sets the pace. `finish` tells what its text means. */
export function live(source: AsyncIterable<Uint8Array>, finish: (text: string) => Ended): Live {
  let resolve: (ended: Ended) => void = () => {};
  const ended = new Promise<Ended>((done) => {
    resolve = done;
  });
  return { chunks: kept(source, (text) => resolve(finish(text))), ended };
}

async function* kept(
  source: AsyncIterable<Uint8Array>,
  finish: (text: string) => void,
): AsyncGenerator<Uint8Array> {
  const seen: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      if (size + chunk.length <= KEPT) seen.push(chunk);
      size += chunk.length;
      yield chunk;
    }
  } finally {
    finish(Buffer.concat(seen).toString('utf8'));
  }
}
