import { positionOf, rejections } from '../../openclaw/files/rejections.js';
import { compareVersions, MEASURED_VERSION } from '../../openclaw/machine/installation.js';
import type { Check } from '../check/check.js';
import { pass, problem } from '../check/finding.js';

/** Keys and values that OpenClaw rejects, in the parts of its config about providers. */
export const openclawConfig: Check<'openclaw-config', 'config'> = {
  id: 'openclaw-config',
  title: 'OpenClaw schema',
  stage: 'config',
  needs: ['config-syntax'],
  run({ snapshot: { config, place, installation } }) {
    const found = rejections(config.value);
    if (!found.length) return pass(`no errors for OpenClaw ${MEASURED_VERSION}`);

    // A newer OpenClaw may have more keys.
    const installed = installation?.version;
    const isNewer = installed !== undefined && compareVersions(installed, MEASURED_VERSION) > 0;
    return found.map(({ path, detail, nearest }) => {
      const at = positionOf(config, path);
      const file = at?.file ?? place.configPath;
      const where = at ? `${file}:${at.line}:${at.column}: ${detail}` : `${file}: ${detail}`;
      const position = at && { line: String(at.line), column: String(at.column) };
      const outcome = problem('config-rejected-by-openclaw', { file, detail, nearest, ...position }, where);
      if (!isNewer) return outcome;
      outcome.evidence.push(`measured with OpenClaw ${MEASURED_VERSION}; ${installed} may allow it`);
      return { ...outcome, status: 'warn' };
    });
  },
};
