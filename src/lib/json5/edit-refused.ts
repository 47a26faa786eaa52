/** The edit would lose something, or does not fit the document. Nothing was changed. */
export class EditRefused extends Error {
  override readonly name = 'EditRefused';
  /** Same as `message`: half a sentence for the user, without values from the document. */
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}
