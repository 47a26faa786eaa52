import { describeErrorCode } from '../../lib/files/describe-error-code.js';
import { type NotRestored, WriteConflict, WriteFailed } from '../../lib/files/write-errors.js';
import { EXIT_BUG, Interrupted, KnownError } from './errors.js';
import { bugsUrl, version } from './version.js';

/** Turns any error into one with a hint and an exit code. An error without a case here is a bug in cf-aig. */
export function asKnown(error: Error, command = 'cf-aig'): KnownError {
  if (error instanceof KnownError) return error;
  if (error.name === 'ExitPromptError' || error.name === 'AbortPromptError') return new Interrupted();
  if (error instanceof WriteConflict) {
    return new KnownError(
      error.notRestored.length
        ? `${error.path} was changed by another program in the meantime.${rest(error.notRestored)}`
        : `${error.path} was changed by another program in the meantime; nothing was written`,
      {
        cause: 'file-not-written',
        hint: 'Run the command again: it will read the new content.',
      },
    );
  }
  if (error instanceof WriteFailed) return failedWrite(error);
  return bug(error, command, bugsUrl);
}

/** `reportAt` is the URL of the issue tracker, or '' if there is none. */
export function bug(error: Error, command: string, reportAt: string): KnownError {
  return new KnownError(`a bug in cf-aig ${version}: ${error.message}`, {
    exitCode: EXIT_BUG,
    hint:
      `Your setup is not the cause. To report it${reportAt && ` at ${reportAt}`}, send the version (${version}), ` +
      `the command (${command}) and the stack trace below; secrets have been removed from it.`,
    details: { stack: error.stack },
  });
}

/** Descriptions that are clearer than the general ones for a failed write. */
const REASONS: Record<string, string> = {
  EACCES: 'you have no write permission there',
  EPERM: 'you have no write permission there',
  ENOENT: 'its folder does not exist and cannot be created',
};

/** A system error is described by its code; any other failure by its message. */
function reasonOf({ code, message, cause }: WriteFailed): string {
  return cause === undefined ? message : (REASONS[code] ?? describeErrorCode(code));
}

function rest(notRestored: readonly NotRestored[]): string {
  if (!notRestored.length) return ' Nothing was changed.';
  const files = notRestored.map(({ path, backup }) =>
    backup ? `${path} (its old content is in ${backup})` : path,
  );
  return ` Already changed, and not restored: ${files.join(', ')}.`;
}

function failedWrite(error: WriteFailed): KnownError {
  const { path, code, notRestored } = error;
  return new KnownError(`${path} could not be written: ${reasonOf(error)}.${rest(notRestored)}`, {
    cause: 'file-not-written',
    hint: 'Fix that and run the command again.',
    details: { code },
  });
}
