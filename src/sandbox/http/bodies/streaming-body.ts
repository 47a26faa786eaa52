import type { TokenCount } from './token-count.js';

/** What is known of a response once its body has ended, complete or not. */
export interface CompletedResponse {
  text: string;
  usage?: TokenCount;
  /** US dollars. */
  cost?: number;
  customCost?: boolean;
}

/** A body that is forwarded while it arrives. */
export interface StreamingBody {
  chunks: AsyncIterable<Uint8Array>;
  completed: Promise<CompletedResponse>;
}

/** Cloudflare keeps 10 MB of a log. */
const MAX_LOGGED_BYTES = 10 * 1024 * 1024;

/** Passes `source` on at the pace of the reader; `summarize` reads usage and cost from its text. */
export function streamingBody(
  source: AsyncIterable<Uint8Array>,
  summarize: (text: string) => CompletedResponse,
): StreamingBody {
  let complete: (response: CompletedResponse) => void = () => {};
  const completed = new Promise<CompletedResponse>((resolve) => {
    complete = resolve;
  });
  return { chunks: collectText(source, (text) => complete(summarize(text))), completed };
}

async function* collectText(
  source: AsyncIterable<Uint8Array>,
  onEnd: (text: string) => void,
): AsyncGenerator<Uint8Array> {
  const logged: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      if (size + chunk.length <= MAX_LOGGED_BYTES) logged.push(chunk);
      size += chunk.length;
      yield chunk;
    }
  } finally {
    onEnd(Buffer.concat(logged).toString('utf8'));
  }
}
