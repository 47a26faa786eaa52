/** Who speaks in an error. */
export type Speaker =
  /** AI Gateway itself, or Cloudflare's API in front of it. */
  | 'gateway'
  /** Workers AI, when it is the provider behind the gateway. */
  | 'workers-ai'
  /** Any other provider. */
  | 'provider'
  /** Cloudflare's network before the gateway. */
  | 'edge';

/** What an error body says, whatever its shape. */
export interface Complaint {
  speaker: Speaker;
  /** Name of the shape that was recognised; for tests and evidence. */
  shape: string;
  /** Where in the body it stands: `error[0]`, `errors[0]`, `error`, ... */
  at: string;
  /** The first numeric code of Cloudflare, if the speaker is Cloudflare. */
  code?: number;
  /** All of Cloudflare's codes, chains included. */
  codes: readonly number[];
  /** The provider's words for the kind of error: type, code, status, reason. */
  kinds: readonly string[];
  message: string;
  /** The HTTP status that the body itself names, which counts when the real one says 200. */
  innerStatus?: number;
}
