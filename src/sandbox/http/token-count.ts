/** Tokens that an answer was made of. */
export interface TokenCount {
  input: number;
  output: number;
}
