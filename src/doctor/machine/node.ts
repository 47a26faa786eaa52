/** `doctor/machine/`: checks of what surrounds the files on this machine. */

import type { Check } from '../check/check.js';
import { pass } from '../check/finding.js';

/** The bin refuses to start on a Node below the floor, so here there is only the version to tell. */
export const node: Check<'node', 'machine'> = {
  id: 'node',
  title: 'Node',
  stage: 'machine',
  run: ({ snapshot }) => pass(`Node ${snapshot.invocation.nodeVersion}`),
};
