import type { DoctorContext } from '../../lab/context.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem, skip } from '../check/finding.js';
import { octal } from './config-file.js';
import { isTrackedByGit } from './git.js';

export const envFile: Check<DoctorContext> = {
  id: 'env-file',
  title: '.env file',
  needs: [],
  async run(context): Promise<Outcome | Outcome[]> {
    const { envPath } = context.place;
    const environment = await context.environment();
    const file = environment.files.find(({ path }) => path === envPath)?.file;
    if (!file || file.kind === 'missing') {
      const variables = (await context.target())?.credentials.variables ?? [];
      const lacking = variables.find((name) => !environment.lookup(name));
      return lacking
        ? problem('env-file-missing', { envFile: envPath, variable: lacking })
        : skip(`${envPath} does not exist; nothing in the config needs it`);
    }
    if (file.kind !== 'file')
      return problem('env-file-unreadable', { envFile: envPath, detail: file.detail });

    const findings: Outcome[] = [pass(envPath)];
    if (context.input.platform !== 'win32' && file.mode & 0o077) {
      findings.push(problem('env-file-permissive', { envFile: envPath }, `mode ${octal(file.mode)}`));
    }
    if (await isTrackedByGit(file.realPath)) findings.push(problem('env-file-in-git', { envFile: envPath }));
    return findings;
  },
};
