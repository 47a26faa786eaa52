import type { Check } from '../check.js';
import type { DoctorContext } from '../context.js';
import { pass } from '../finding.js';

/** The bin refuses to start on a Node below the floor, so here there is only the version to tell. */
export const node: Check<DoctorContext> = {
  id: 'node',
  title: 'Node',
  needs: [],
  run: ({ input }) => pass(`Node ${input.nodeVersion}`),
};
