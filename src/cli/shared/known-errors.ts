import { inWords } from '../../lib/files/system-words.js';
import { WriteConflict, WriteFailed } from '../../lib/files/write-errors.js';
import { EXIT_BUG, Interrupted, KnownError } from './errors.js';
import { bugsUrl, version } from './version.js';

/** Every error as an end that the user can do something about; one that has no row here is a bug in cf-aig itself. */
export function asKnown(error: Error, command = 'cf-aig'): KnownError {
  if (error instanceof KnownError) return error;
  if (error.name === 'ExitPromptError' || error.name === 'AbortPromptError') return new Interrupted();
  if (error instanceof WriteConflict) {
    return new KnownError(
      `${error.path} was changed by another program in the meantime; nothing was written`,
      {
        cause: 'file-not-written',
        hint: 'Run the command again: it reads the file afresh.',
      },
    );
  }
  if (error instanceof WriteFailed) return failedWrite(error);
  return bug(error, command, bugsUrl);
}

/** `reportAt`: where bugs are reported; '' as long as there is no such address. */
export function bug(error: Error, command: string, reportAt: string): KnownError {
  return new KnownError(`a bug in cf-aig ${version}: ${error.message}`, {
    exitCode: EXIT_BUG,
    hint:
      `Your setup is not the reason. To report it${reportAt && ` at ${reportAt}`}, send the version (${version}), ` +
      `the command (${command}) and the stack trace that follows; secrets are already removed from it.`,
    details: { stack: error.stack },
  });
}

/** What reads otherwise where something was to be written. */
const REASONS: Record<string, string> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  ENOENT: 'its folder is not there and cannot be made',
};

/** A failure that the system reported has it as its cause; the others say themselves what they are. */
function reasonOf({ code, message, cause }: WriteFailed): string {
  return cause === undefined ? message : (REASONS[code] ?? inWords(code));
}

function failedWrite(error: WriteFailed): KnownError {
  const { path, code, notRestored } = error;
  const rest = notRestored.length
    ? ` These were changed already and could not be put back, their backups hold the old content: ${notRestored.join(', ')}.`
    : ' Nothing was changed.';
  return new KnownError(`${path} could not be written: ${reasonOf(error)}.${rest}`, {
    cause: 'file-not-written',
    hint: 'Mend that and run the command again.',
    details: { code },
  });
}
