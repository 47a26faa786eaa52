import type { Command } from 'commander';
import type { Io } from './io.js';
import type { CommonOptions } from './options.js';
import type { Result } from './result.js';

/** Makes a commander action of a command: prints what it comes to, and keeps its exit code. */
export type Run = <Options extends CommonOptions>(
  name: string,
  command: (io: Io, options: Options) => Promise<Result>,
) => (options: Options) => Promise<void>;

/** Adds one command to the tree. Its code is loaded only when it runs. */
export type DefineCommand = (program: Command, run: Run) => void;
