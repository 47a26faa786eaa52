import { showPath } from '../../lib/json5/paths.js';
import { installedForms, refusedForms } from '../../openclaw/changes/version-forms.js';
import { compareVersions } from '../../openclaw/machine/installation.js';
import type { Check } from '../check/check.js';
import { pass, problem, skip } from '../check/finding.js';

/** The installed OpenClaw, detected without running it, and whether the config has forms that only a newer one takes. */
export const openclaw: Check<'openclaw', 'config'> = {
  id: 'openclaw',
  title: 'OpenClaw',
  stage: 'config',
  run({ snapshot }) {
    const { installation, config, blocks } = snapshot;
    if (!installation) return skip('no openclaw on the PATH');
    const { version, command } = installation;
    const refused = refusedForms(config.value, blocks, installedForms(snapshot));
    if (!refused.length) return pass(`OpenClaw ${version}`, command);
    const [newest] = refused.map(({ since }) => since).sort((a, b) => compareVersions(b, a));
    const detail = refused.map(({ path, what }) => `${showPath(path)} (${what})`).join(' and ');
    return problem('openclaw-too-old', { version, expected: newest, detail }, command);
  },
};
