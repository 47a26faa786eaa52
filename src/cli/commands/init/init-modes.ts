import { UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import type { Result } from '../../shared/result.js';
import type { InitOptions } from './answers/init-options.js';

type Mode = (io: Io, options: InitOptions) => Promise<Result>;

/** The flags under which `init` does something else, and what. */
const MODES: readonly { flag: string; chosen(options: InitOptions): boolean; load(): Promise<Mode> }[] = [
  {
    flag: '--remove',
    chosen: ({ remove }) => remove === true,
    load: async () => (await import('./remove.js')).remove,
  },
  {
    flag: '--add-model',
    chosen: ({ addModel }) => addModel !== undefined,
    load: async () => (await import('./add-model.js')).addModel,
  },
  {
    flag: '--print',
    chosen: ({ print }) => print === true,
    load: async () => (await import('./print-block.js')).print,
  },
];

/** What `init` comes to when one of these flags is given; undefined: it is the setup itself. */
export async function otherMode(io: Io, options: InitOptions): Promise<Result | undefined> {
  const chosen = MODES.filter((mode) => mode.chosen(options));
  if (chosen.length > 1) {
    throw new UsageError(
      `${chosen.map(({ flag }) => flag).join(' and ')} exclude each other`,
      'Leave one of them out.',
    );
  }
  const mode = await chosen[0]?.load();
  return mode?.(io, options);
}
