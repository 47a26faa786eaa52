import type { DoctorContext } from '../../lab/context.js';
import type { Check } from '../check/check.js';
import { diagnosed, type Outcome, pass } from '../check/finding.js';
import { configTroubles } from './config-troubles.js';

export const configSyntax: Check<DoctorContext> = {
  id: 'config-syntax',
  title: 'Config syntax',
  needs: ['config-file'],
  async run(context): Promise<Outcome | Outcome[]> {
    const troubles = await configTroubles(context);
    return troubles.length ? troubles.map(diagnosed) : pass('valid JSON5');
  },
};
