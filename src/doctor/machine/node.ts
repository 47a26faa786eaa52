import type { DoctorContext } from '../../lab/context.js';
import type { Check } from '../check/check.js';
import { pass } from '../check/finding.js';

/** The bin refuses to start on a Node below the floor, so here there is only the version to tell. */
export const node: Check<DoctorContext> = {
  id: 'node',
  title: 'Node',
  needs: [],
  run: ({ input }) => pass(`Node ${input.nodeVersion}`),
};
