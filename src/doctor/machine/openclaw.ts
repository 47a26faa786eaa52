import { compareVersions, MEASURED_VERSION } from '../../openclaw/machine/installation.js';
import type { Check } from '../check/check.js';
import { pass, problem, skip } from '../check/finding.js';

/** The first version that supports everything that `init` writes. */
const MIN_VERSION = '2026.6';

/** The installed OpenClaw, detected without running it. */
export const openclaw: Check<'openclaw', 'machine'> = {
  id: 'openclaw',
  title: 'OpenClaw',
  stage: 'machine',
  run({ snapshot: { installation } }) {
    if (!installation) return skip('no openclaw on the PATH');
    const { version, command } = installation;
    if (compareVersions(version, MIN_VERSION) < 0) {
      return problem('openclaw-too-old', { found: version, expected: MEASURED_VERSION }, command);
    }
    return pass(`OpenClaw ${version}`, command);
  },
};
