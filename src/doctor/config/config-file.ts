/** `doctor/config/`: checks of the config as a file. */

import type { Check } from '../check/check.js';
import { pass, problem } from '../check/finding.js';

export const configFile: Check<'config-file', 'config'> = {
  id: 'config-file',
  title: 'Config file',
  stage: 'config',
  run({ snapshot: { config, place, invocation } }) {
    const { file, problem: configProblem } = config;
    const { configPath, configReason } = place;
    if (file.kind !== 'file') {
      return configProblem
        ? problem(configProblem.cause, configProblem.values, file.detail)
        : problem('config-unreadable', { file: configPath, detail: file.detail });
    }
    const findings = [pass(configPath, `found by ${configReason}`)];
    if (invocation.platform !== 'win32' && file.mode & 0o077) {
      findings.push(problem('config-permissive', { file: configPath }, `mode ${octal(file.mode)}`));
    }
    if (place.legacy) findings.push(problem('legacy-config-shadowed', { file: place.legacy }));
    return findings;
  },
};

export function octal(mode: number): string {
  return (mode & 0o777).toString(8).padStart(4, '0');
}
