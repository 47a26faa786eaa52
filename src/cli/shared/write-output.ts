import { access, appendFile, constants, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { describeErrorCode } from '../../lib/files/describe-error-code.js';
import type { TextFile } from '../../lib/files/read-text.js';
import { UsageError } from './errors.js';
import type { Io } from './io.js';

export interface Output {
  /** The flag or variable that names the file. */
  by: string;
  /** Relative to the working directory. */
  file: string;
  text: string;
  /** Append to the file. */
  append?: boolean;
  /** Mode of a new file. */
  mode?: number;
}

/** Writes redacted text to a file that the user named. Throws UsageError. */
export async function writeOutput(io: Io, { text, append, mode, ...output }: Output): Promise<void> {
  const write = append ? appendFile : writeFile;
  await write(resolve(io.cwd, output.file), io.redactor.redact(text), { mode }).catch(failWith(output));
}

type Named = Pick<Output, 'by' | 'file'>;

/**
 * Before work whose result would be lost: throws UsageError if a file cannot be written, as far as that shows without
 * writing, if two outputs have the same, or if it is one of the files of `setup`.
 */
export async function checkOutputs(
  { cwd }: Pick<Io, 'cwd'>,
  outputs: readonly Named[],
  setup: readonly TextFile[],
): Promise<void> {
  const own = new Set(setup.map((file) => (file.kind === 'file' ? file.realPath : file.path)));
  const taken = new Set<string>();
  for (const output of outputs) {
    const named = resolve(cwd, output.file);
    const path = await realpath(named).catch(() => named);
    if (own.has(path))
      throw new UsageError(
        `${output.by} ${output.file}: this is a file of the setup, whose content would be lost`,
        'Name another file.',
      );
    if (taken.has(path))
      throw new UsageError(`${output.file} is named for two outputs`, 'Name another file for one of them.');
    taken.add(path);
    await checkWritable(path).catch(failWith(output));
  }
}

async function checkWritable(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
  // With the dot, a file in the place of the folder is an error.
  await access(found ? path : `${dirname(path)}/.`, constants.W_OK);
}

function failWith({ by, file }: Named) {
  return (error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `${by} ${file}: cannot be written: ${describeErrorCode(error.code ?? error.message)}`,
      'Name a file in a folder that you can write to.',
    );
  };
}
