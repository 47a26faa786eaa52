import { appendFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeErrorCode } from '../../lib/files/describe-error-code.js';
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
export async function writeOutput(io: Io, { by, file, text, append, mode }: Output): Promise<void> {
  const write = append ? appendFile : writeFile;
  await write(resolve(io.cwd, file), io.redactor.redact(text), { mode }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new UsageError(
        `${by} ${file}: cannot be written: ${describeErrorCode(error.code ?? error.message)}`,
        'Name a file in a folder that you can write to.',
      );
    },
  );
}
