import type { ApiForm, Exchange } from '../../diagnosis/exchange/exchange.js';
import { EventReader, type ServerEvent } from '../../lib/sse.js';
import { Json } from './json.js';
import { type Piece, REPLY_FORMS } from './reply-forms.js';

/** What a model said. */
export interface Reply {
  /** '' when it called a tool, or said nothing */
  text: string;
  inputTokens?: number;
  outputTokens?: number;
  /** In the provider's own words: `stop`, `end_turn`, `STOP`, `length`, ... */
  finish?: string;
  /** Value of `cf-aig-cache-status` */
  cache?: string;
  /** Value of `cf-aig-log-id` */
  logId?: string;
}

/** The reply in an answer, whole or streamed. Undefined: there is none in it, whatever else there is. */
export function readReply(api: ApiForm, exchange: Exchange): Reply | undefined {
  const { response } = exchange;
  if (!response || response.status < 200 || response.status > 299) return undefined;
  const isStream =
    /event-stream/i.test(response.headers['content-type'] ?? '') ||
    /^\s*(data|event|id|retry|):/.test(response.body);
  const reader = new ReplyReader(api);
  if (isStream) {
    reader.push(response.body);
    reader.end();
  } else reader.take(Json.parse(response.body));
  if (!reader.reply) return undefined;
  const cache = response.headers['cf-aig-cache-status'];
  const logId = response.headers['cf-aig-log-id'];
  return { ...reader.reply, cache, logId };
}

/** Reads a streamed reply while it comes. */
export class ReplyReader {
  readonly #read: (json: Json) => Piece | undefined;
  readonly #events = new EventReader();
  #reply: Reply | undefined;

  constructor(api: ApiForm) {
    this.#read = REPLY_FORMS[api];
  }

  /** What has come so far; undefined: nothing of a reply yet. */
  get reply(): Reply | undefined {
    return this.#reply;
  }

  /** Takes a piece of the stream; returns the new text in it. */
  push(text: string): string {
    return this.#events
      .push(text)
      .map((event) => this.#event(event))
      .join('');
  }

  /** The stream is over, perhaps in the middle of an event. */
  end(): string {
    return this.#events
      .end()
      .map((event) => this.#event(event))
      .join('');
  }

  /** Takes a whole document; returns the new text in it. */
  take(json: Json | undefined): string {
    // Google streams an array when it is not asked for events; Cloudflare wraps some answers in its own envelope.
    const rows = json?.array();
    if (rows) return rows.map((row) => this.#one(row)).join('');
    const inner = json?.at('success').flag() === true ? json.at('result') : undefined;
    return this.#one(json) || (inner && !this.#reply ? this.#one(inner) : '');
  }

  #event({ data }: ServerEvent): string {
    return data.trim() === '[DONE]' ? '' : this.#one(Json.parse(data));
  }

  #one(json: Json | undefined): string {
    const piece = json && this.#read(json);
    if (!piece) return '';
    const before = this.#reply?.text ?? '';
    // The end of a stream repeats the whole text; only a stream without pieces needs it.
    const added = piece.text ?? (before === '' ? (piece.whole ?? '') : '');
    this.#reply = {
      ...this.#reply,
      text: before + added,
      ...(piece.inputTokens !== undefined && { inputTokens: piece.inputTokens }),
      ...(piece.outputTokens !== undefined && { outputTokens: piece.outputTokens }),
      ...(piece.finish !== undefined && { finish: piece.finish }),
    };
    return added;
  }
}
