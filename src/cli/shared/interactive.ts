import type { Io } from './io.js';
import type { AskOptions, CommonOptions } from './options.js';

/** Whether to prompt: stdin and stderr are terminals, and there is no CI, `--no-input` or `--json`. */
export function mayAsk(io: Io, options: Partial<AskOptions & CommonOptions>): boolean {
  const inCi = Boolean(io.env.CI) && io.env.CI !== 'false' && io.env.CI !== '0';
  return io.stdinIsTty && io.stderrIsTty && !inCi && options.input !== false && !options.json;
}

/** Plain lines: nothing is redrawn, for screen readers and terminals that cannot. */
export function isPlain({ env }: Pick<Io, 'env'>, { accessible }: { accessible?: boolean }): boolean {
  return accessible || Boolean(env.CF_AIG_ACCESSIBLE) || env.TERM === 'dumb';
}
