import { makeDiagnosis } from '../../../diagnosis/reading/diagnosis.js';
import { backupsOf } from '../../../openclaw/changes/backups.js';
import { readJournal } from '../../../openclaw/changes/journal.js';
import { overviewOf } from '../../../openclaw/overview.js';
import { styleOf } from '../../render/style.js';
import { CauseError, EXIT_OK } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { openFiles } from '../../shared/open-place.js';
import type { CommonOptions, PlaceOptions } from '../../shared/options.js';
import type { Result } from '../../shared/result.js';
import { type Status, statusText } from './status-text.js';

export interface StatusOptions extends CommonOptions, PlaceOptions {}

/** What is configured, at a glance, from the files alone. */
export async function status(io: Io, options: StatusOptions): Promise<Result> {
  const files = await openFiles(io, options);
  const { place, config, envFile } = files;
  const { problem } = config;
  if (problem && problem.cause !== 'config-missing' && problem.cause !== 'config-empty') {
    throw new CauseError(makeDiagnosis(problem.cause, problem.values, []));
  }
  const owned = [...new Set([place.configPath, ...config.includes, place.envPath])];
  const backups = (await Promise.all(owned.map((path) => backupsOf(path)))).flat();
  const last = (await readJournal(place.configPath)).runs.at(-1);
  const document: Status = {
    config: { path: place.configPath, exists: config.file.kind === 'file', foundBy: place.configReason },
    env: { path: place.envPath, exists: envFile.kind === 'file' },
    includes: config.includes,
    ...overviewOf(files),
    backups: backups.map(({ path, size }) => ({ path, bytes: size })),
    lastChange: last ? { command: last.command, at: last.at } : null,
  };
  const style = styleOf(io, 'stdout', options);
  return { exitCode: EXIT_OK, document: { ...document }, human: statusText(document, style) };
}
