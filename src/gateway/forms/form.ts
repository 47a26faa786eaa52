import type { CredentialHeader } from '../../diagnosis/exchange/exchange.js';
import type { Json } from '../../lib/json-view.js';

export type Body = Record<string, unknown>;

/** One small completion. */
export interface Ask {
  model: string;
  prompt: string;
  /** Shown together with the prompt */
  image?: Image;
  /** The most tokens that the answer may have */
  limit: number;
  stream?: boolean;
  /** Name of the limit's field; only `openai-completions` has a choice */
  maxTokensField?: string;
}

export interface Image {
  /** Such as `image/png` */
  mediaType: string;
  base64: string;
}

/** What one JSON document, or one event of a stream, adds to the reply. */
export interface Piece {
  text?: string;
  /** In place of all text so far */
  whole?: string;
  inputTokens?: number;
  outputTokens?: number;
  /** In the provider's own words */
  finish?: string;
}

export interface ToolCall {
  /** Absent where the form has none */
  id?: string;
  name: string;
  /** JSON, as the model wrote it */
  arguments: string;
  /** The model's turn as it has to be sent back */
  turn: unknown;
}

/** A way to speak to a model. What its whole replies look like is known to diagnosis/exchange/completion.ts. */
export interface Form {
  /** Name of the route that fits it best */
  route: string;
  /** The header that carries the provider's key */
  keyHeader: CredentialHeader;
  /** Headers of every request; names in lower case */
  headers?: Readonly<Record<string, string>>;
  /** OpenClaw 2026.9.6 adds /v1 to a base URL that lacks it */
  addsVersion?: boolean;
  /** What OpenClaw 2026.9.6 appends to the base URL */
  endpoint(model: string, baseUrl: string, stream: boolean): string;
  body(ask: Ask): Body;
  /** A body without any message: every provider refuses it before it costs something. */
  emptyBody(model: string): Body;
  /** Only for what is a reply of this form. */
  read(json: Json): Piece;
  /** What a body needs for the model to have, and to use, the tool. */
  offerTool(body: Body): Body;
  readToolCall(json: Json): ToolCall | undefined;
  /** The same body with the model's turn and the tool's answer after it. */
  answerTool(body: Body, call: ToolCall): Body;
}
