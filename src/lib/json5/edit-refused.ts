import type { Path } from './parse.js';

/** The edit would lose something, or does not fit the document. Nothing was changed. */
export class EditRefused extends Error {
  override readonly name = 'EditRefused';
  /** Same as `message`: half a sentence for the user, without values from the document. */
  readonly reason: string;
  /** Where, if it is about one place. */
  readonly path?: Path;

  constructor(reason: string, path?: Path) {
    super(reason);
    this.reason = reason;
    this.path = path;
  }
}
