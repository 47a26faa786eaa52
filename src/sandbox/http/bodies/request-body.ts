/** `sandbox/http/bodies/`: bodies as they come in and pass through, and the tokens that they report. */

import { jsonObject } from '../../../lib/json.js';

/** The body of a request. It is parsed once, by the first stage that looks into it. */
export class RequestBody {
  readonly text: string;
  #object: Record<string, unknown> | undefined | null = null;

  constructor(text: string) {
    this.text = text;
  }

  /** The JSON object that it is; undefined if it is none. All stages share it: change a copy. */
  get object(): Readonly<Record<string, unknown>> | undefined {
    if (this.#object === null) this.#object = jsonObject(this.text);
    return this.#object;
  }
}
