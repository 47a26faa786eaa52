import type { Check } from '../check.js';
import { configTroubles } from '../config-troubles.js';
import type { DoctorContext } from '../context.js';
import { diagnosed, type Outcome, pass } from '../finding.js';

export const configSyntax: Check<DoctorContext> = {
  id: 'config-syntax',
  title: 'Config syntax',
  needs: ['config-file'],
  async run(context): Promise<Outcome | Outcome[]> {
    const troubles = await configTroubles(context);
    return troubles.length ? troubles.map(diagnosed) : pass('valid JSON5');
  },
};
