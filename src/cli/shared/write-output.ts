import { appendFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeErrorCode } from '../../lib/files/describe-error-code.js';
import { UsageError } from './errors.js';
import type { Io } from './io.js';

export interface Output {
  /** The flag or the variable that names the file. */
  by: string;
  /** As the user named it: relative to the folder that the program runs in. */
  file: string;
  text: string;
  /** Behind what the file holds already. */
  append?: boolean;
  /** Of a new file. */
  mode?: number;
}

/** Writes a file that the user asked for, without secrets. */
export async function writeOutput(io: Io, { by, file, text, append, mode }: Output): Promise<void> {
  const write = append ? appendFile : writeFile;
  await write(resolve(io.cwd, file), io.redactor.redact(text), { mode }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new UsageError(
        `${by} ${file}: cannot be written: ${describeErrorCode(error.code ?? error.message)}`,
        'Name a file in a folder that you may write to.',
      );
    },
  );
}
