/** `cli/render/people/`: adapts texts to where they are read: the home folder, and the command that starts this program. */

import type { Io } from '../../shared/io.js';
import { homeOf, shortenHome } from './home-path.js';
import { nameProgram, programName } from './program-name.js';

/** What texts for people depend on, beside the terminal. */
export interface Surroundings {
  /** The folder that is written as `~`. */
  home?: string;
  /** What starts this program: `cf-aig`, `npx cf-aig`. */
  program?: string;
}

export function surroundingsOf(io: Io): Surroundings {
  return { home: homeOf(io), program: programName(io) };
}

/** The same text a second time stays as it is. */
export function textForPeople(text: string, { home, program = 'cf-aig' }: Surroundings): string {
  return nameProgram(shortenHome(text, home), program);
}

/** The same streams for what people read. `stdout` may be a JSON document, which stays as it is. */
export function forPeople(io: Io, stdout: 'text' | 'json'): Io {
  const surroundings = surroundingsOf(io);
  return {
    ...io,
    out: stdout === 'json' ? io.out : (text) => io.out(textForPeople(text, surroundings)),
    err: (text) => io.err(textForPeople(text, surroundings)),
  };
}
