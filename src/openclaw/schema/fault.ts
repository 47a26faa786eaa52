import type { Path } from '../../lib/json5/parse.js';

/** One thing in the config that OpenClaw refuses. */
export interface Fault {
  path: Path;
  /** For the user; includes the path. */
  detail: string;
  /** The key or word that the user probably meant. */
  nearest?: string;
}
