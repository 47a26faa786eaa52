/** Changes at Cloudflare that an interruption does not revert, so its message has to name them. */
export class ExternalChanges {
  readonly #sentences: string[] = [];

  add(sentence: string): void {
    this.#sentences.push(sentence);
  }

  /** The message after an interruption. */
  interruption(): string {
    return `Interrupted. ${this.refusal()}`;
  }

  /** The message when the user declines the plan. */
  refusal(): string {
    return [...this.#sentences, 'Nothing was written.'].join(' ');
  }
}
