/** `doctor/machine/`: checks of this machine. */

import type { Check } from '../check/check.js';
import { pass } from '../check/finding.js';

/** Only shows the version: the bin does not start on a Node that is too old. */
export const node: Check<'node', 'machine'> = {
  id: 'node',
  title: 'Node',
  stage: 'machine',
  run: ({ snapshot }) => pass(`Node ${snapshot.invocation.nodeVersion}`),
};
