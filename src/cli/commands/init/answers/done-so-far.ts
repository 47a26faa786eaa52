/** What has been done already outside of this program: an interruption has to say so. */
export class Deeds {
  readonly #done: string[] = [];

  add(sentence: string): void {
    this.#done.push(sentence);
  }

  /** Shown when the user interrupts. */
  interruption(): string {
    return `Interrupted. ${this.refusal()}`;
  }

  /** Shown when the user says no. */
  refusal(): string {
    return [...this.#done, 'Nothing was written.'].join(' ');
  }
}
