/** `cli/render/people/`: adapts texts to where they are read: the home folder, and the command that starts this program. */

import { printable, withoutWorkflowCommands } from '../../../lib/text/printable.js';
import type { Io, ProcessIo } from '../../shared/io.js';
import { homeOf, shortenHome } from './home-path.js';
import { nameProgram, programName } from './program-name.js';
import { inShell, type Shell, shellOf } from './shell.js';

/** What texts for people depend on, beside the terminal. */
export interface Surroundings {
  /** The folder that is written as `~`. */
  home?: string;
  /** What starts this program: `cf-aig`, `npx cf-aig`. */
  program?: string;
  /** What commands are pasted into. */
  shell?: Shell;
}

export function surroundingsOf(
  io: Pick<Io, 'homedir' | 'platform' | 'program' | 'env' | 'cwd'>,
): Surroundings {
  return { home: homeOf(io), program: programName(io), shell: shellOf(io) };
}

/** The same text a second time stays as it is. */
export function textForPeople(
  text: string,
  { home, program = 'cf-aig', shell = 'posix' }: Surroundings,
): string {
  return inShell(nameProgram(shortenHome(text, home), program), shell);
}

/** The same streams for any text, adapted. `json`: stdout gets a document, which keeps its meaning. */
export function forPeople(io: ProcessIo, { json }: { json?: boolean }): Io {
  const surroundings = surroundingsOf(io);
  const adapt = (text: string) => {
    const adapted = printable(textForPeople(text, surroundings));
    return io.env.GITHUB_ACTIONS ? withoutWorkflowCommands(adapted) : adapted;
  };
  const out = json ? printable : adapt;
  return { ...io, out: (text) => io.out(out(text)), err: (text) => io.err(adapt(text)) };
}
