import { makeDiagnosis } from '../../../diagnosis/reading/diagnosis.js';
import { readBackups } from '../../../openclaw/changes/history.js';
import { overviewOf } from '../../../openclaw/overview.js';
import { styleOf } from '../../render/style.js';
import { CauseError, EXIT_OK } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import type { StatusOptions } from './index.js';
import { type Status, statusText } from './status-text.js';

/** Summarises the configuration, from the files only. */
export async function status(io: Io, options: StatusOptions): Promise<Result<Status>> {
  const snapshot = await openSnapshot(io, options);
  const { place, config, envFile, journal } = snapshot;
  const { problem } = config;
  if (problem && problem.cause !== 'config-missing' && problem.cause !== 'config-empty') {
    throw new CauseError(makeDiagnosis(problem.cause, problem.values, []));
  }
  const files = [...new Set([place.configPath, ...config.includes, place.envPath])];
  const backups = (await Promise.all(files.map((path) => readBackups(path)))).flat();
  const last = journal.runs.at(-1);
  const document: Status = {
    config: { path: place.configPath, exists: config.file.kind === 'file', foundBy: place.configReason },
    env: { path: place.envPath, exists: envFile.kind === 'file' },
    includes: config.includes,
    ...overviewOf(snapshot),
    backups: backups.map(({ path, size }) => ({ path, bytes: size })),
    lastChange: last ? { command: last.command, at: last.at } : null,
  };
  const style = styleOf(io, 'stdout', options);
  return { exitCode: EXIT_OK, document, human: statusText(document, style) };
}
