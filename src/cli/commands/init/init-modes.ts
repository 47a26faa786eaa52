import { UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import type { Result } from '../../shared/result.js';
import type { InitOptions } from './answers/init-options.js';
import type { ModelsDocument } from './change-models.js';
import type { PrintDocument } from './print-block.js';
import type { RemovalDocument } from './remove.js';

export type ModeDocument = RemovalDocument | ModelsDocument | PrintDocument;
/** Undefined: the flag goes with a setup. */
type Mode = (io: Io, options: InitOptions) => Promise<Result<ModeDocument> | undefined>;

/** Flags that make `init` do something else than a setup. */
const MODES: readonly {
  flag: string;
  applies(options: InitOptions): boolean;
  /** What to do instead of giving flags of a setup, too; undefined: they belong together. */
  instead?: string;
  load(): Promise<Mode>;
}[] = [
  {
    flag: '--remove',
    instead: 'It removes all that init added. To remove one model: --remove-model.',
    applies: ({ remove }) => remove === true,
    load: async () => (await import('./remove.js')).remove,
  },
  {
    flag: '--add-model',
    instead: 'Run init twice.',
    applies: ({ addModel }) => addModel !== undefined,
    load: async () => (await import('./add-model.js')).addModel,
  },
  {
    flag: '--remove-model',
    instead: 'Run init twice.',
    applies: ({ removeModel }) => removeModel !== undefined,
    load: async () => (await import('./remove-model.js')).removeModel,
  },
  {
    flag: '--skill',
    applies: ({ skill }) => skill === true,
    load: async () => (await import('./add-skill.js')).addSkill,
  },
  {
    flag: '--print',
    applies: ({ print }) => print === true,
    load: async () => (await import('./print-block.js')).print,
  },
];

/** What only a setup writes. */
const SETUP_FLAGS: readonly { flag: string; isGiven(options: InitOptions): boolean }[] = [
  { flag: '--model', isGiven: ({ model }) => model !== undefined },
  { flag: '--fallback', isGiven: ({ fallback }) => fallback !== undefined },
  { flag: '--header', isGiven: ({ header }) => header !== undefined },
  { flag: '--memory-search', isGiven: ({ memorySearch }) => memorySearch !== undefined },
];

/** Runs the mode of one of these flags; undefined if there is none. */
export async function runMode(io: Io, options: InitOptions): Promise<Result<ModeDocument> | undefined> {
  const modes = MODES.filter((candidate) => candidate.applies(options));
  if (modes.length > 1) {
    throw new UsageError(
      `${modes.map(({ flag }) => flag).join(' and ')} exclude each other`,
      'Use only one of them.',
    );
  }
  const [mode] = modes;
  const ignored = mode?.instead && SETUP_FLAGS.find(({ isGiven }) => isGiven(options));
  if (ignored) throw new UsageError(`${mode.flag} and ${ignored.flag} exclude each other`, mode.instead);
  return (await mode?.load())?.(io, options);
}
