import { Interrupted, type Missing, UsageError } from '../shared/errors.js';
import { mayAsk } from '../shared/interactive.js';
import type { Io } from '../shared/io.js';
import type { AskOptions, CommonOptions } from '../shared/options.js';
import { terminalAsker } from './ask.js';

/** A yes from the person in front of the terminal; without one a script must have said it with a flag. */
export async function requireConsent(
  io: Io,
  options: AskOptions & CommonOptions & { accessible?: boolean },
  o: {
    message: string;
    initial?: boolean;
    /** What has not happened: `Nothing was undone.` */
    refusal: string;
    /** The flag that says yes, and what it does. */
    hint: string;
    problem?: string;
    missing?: readonly Missing[];
  },
): Promise<void> {
  if (!mayAsk(io, options))
    throw new UsageError(
      o.problem ?? 'this needs an answer, and there is no terminal to prompt in',
      `${o.refusal} ${o.hint}`,
      o.missing,
    );
  const asker = terminalAsker(io, options);
  if (!(await asker.confirm({ message: o.message, initial: o.initial ?? true })))
    throw new Interrupted(o.refusal);
}
