/** `cli/render/people/`: adapts texts to where they are read: the home folder, and the command that starts this program. */

import { visible } from '../../../lib/text/visible.js';
import type { Io } from '../../shared/io.js';
import { colourLevel } from './colour-level.js';
import { homeOf, shortenHome } from './home-path.js';
import { printable, withoutWorkflowCommands } from './printable.js';
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

interface Reader {
  /** stdout gets a JSON document. */
  json?: boolean;
  /** false with `--no-color` */
  color?: boolean;
}

/** The same streams for what people read: all text but `draw`'s becomes printable. A JSON document keeps its meaning. */
export function forPeople(io: Io, { json, color }: Reader): Io {
  const surroundings = surroundingsOf(io);
  const isGitHub = Boolean(io.env.GITHUB_ACTIONS);
  const adapt = (isTty: boolean) => {
    const hasColour = colourLevel({ env: io.env, isTty, noColor: color === false }) > 0;
    return (text: string) => {
      const safe = printable(textForPeople(text, surroundings), { hasColour });
      return isGitHub ? withoutWorkflowCommands(safe) : safe;
    };
  };
  const [out, err] = [json ? visible : adapt(io.stdoutIsTty), adapt(io.stderrIsTty)];
  return { ...io, out: (text) => io.out(out(text)), err: (text) => io.err(err(text)) };
}
