/** The edit cannot be made without losing something, or makes no sense for this document; nothing was changed. */
export class EditRefused extends Error {
  override readonly name = 'EditRefused';
  /** The same as `message`: half a sentence for a human, without values of the document. */
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}
