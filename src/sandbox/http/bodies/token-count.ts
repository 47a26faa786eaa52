/** Tokens that an answer was made of. */
export interface TokenCount {
  /** All of them, those of the provider's prompt cache too. */
  input: number;
  output: number;
  /** The part of the input that was read from the provider's prompt cache. */
  cacheRead?: number;
  /** The part of the input that was put into it. */
  cacheWrite?: number;
}
