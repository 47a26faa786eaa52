import { chmod } from 'node:fs/promises';
import { describeErrorCode } from '../../../lib/files/describe-error-code.js';
import { errorCode } from '../../../lib/files/error-code.js';
import { KnownError } from '../../shared/errors.js';

/** Gives each file its mode. Throws KnownError. */
export async function setModes(
  modes: readonly { path: string; mode: number }[],
  set: (path: string, mode: number) => Promise<void> = chmod,
): Promise<void> {
  for (const { path, mode } of modes) {
    await set(path, mode).catch((error: unknown) => {
      const octal = `0${mode.toString(8)}`;
      throw new KnownError(`${path} could not get mode ${octal}: ${describeErrorCode(errorCode(error))}`, {
        cause: 'file-not-written',
        hint: `Run \`chmod ${octal.slice(1)} ${path}\` as its owner. All other changes are written.`,
      });
    });
  }
}
