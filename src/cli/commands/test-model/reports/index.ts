/** `cli/commands/test-model/reports/`: a run as HTML, JUnit or GitHub annotations; one pure function each. */

import { githubAnnotations } from './github.js';
import { htmlReport } from './html.js';
import { junitReport } from './junit.js';
import type { ModelRun } from './report.js';

/** The forms in which a run can be handed on; a new one is a file and a row. */
export const MODEL_REPORTS = {
  html: htmlReport,
  junit: junitReport,
  github: githubAnnotations,
} satisfies Record<string, (run: ModelRun) => string>;
