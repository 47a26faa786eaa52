/** `cli/commands/test-model/reports/`: reports as HTML, JUnit or GitHub annotations; one pure function each. */

import { githubAnnotations } from './github.js';
import { htmlReport } from './html.js';
import { junitReport } from './junit.js';
import type { ModelRun } from './report.js';

/** To add a format, add a file and a row. */
export const MODEL_REPORTS = {
  html: htmlReport,
  junit: junitReport,
  github: githubAnnotations,
} satisfies Record<string, (run: ModelRun) => string>;
