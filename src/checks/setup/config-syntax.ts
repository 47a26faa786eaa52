import type { Check } from '../check.js';
import type { DoctorContext } from '../context.js';
import { pass, problem } from '../finding.js';

export const configSyntax: Check<DoctorContext> = {
  id: 'config-syntax',
  title: 'Config syntax',
  needs: ['config-file'],
  async run(context) {
    const { problem: trouble } = await context.config();
    return trouble ? problem(trouble.cause, trouble.values) : pass('valid JSON5');
  },
};
