import path from 'node:path';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem, skip } from '../check/finding.js';
import { octal } from '../config/config-file.js';

const ACCESS_LIST =
  'Windows decides by the access list of its folder who can read it, which is not checked; icacls shows it';

export const envFile: Check<'env-file', 'machine'> = {
  id: 'env-file',
  title: '.env file',
  stage: 'machine',
  run({ snapshot, surroundings, target }) {
    const { environment, envFile: file, invocation } = snapshot;
    const { envPath } = snapshot.place;
    if (file.kind === 'missing') {
      const missing = target?.credentials.variables.find((name) => !environment.lookup(name));
      return missing
        ? problem('env-file-missing', { envFile: envPath, variable: missing })
        : skip(`${envPath} does not exist; nothing in the config needs it`);
    }
    if (file.kind !== 'file')
      return problem('env-file-unreadable', { envFile: envPath, detail: file.detail }, file.detail);

    const isWindows = invocation.platform === 'win32';
    const findings: Outcome[] = [isWindows ? pass(envPath, ACCESS_LIST) : pass(envPath)];
    if (!isWindows && file.mode & 0o077) {
      findings.push(problem('env-file-permissive', { envFile: envPath }, `mode ${octal(file.mode)}`));
    }
    if (surroundings.envIsTracked) {
      const { realPath: found } = file;
      findings.push(problem('env-file-in-git', { envFile: envPath, found, folder: path.dirname(found) }));
    }
    return findings;
  },
};
