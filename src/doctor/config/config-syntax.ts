import { configProblems } from '../../openclaw/config-problems.js';
import type { Check } from '../check/check.js';
import { diagnosed, pass } from '../check/finding.js';

export const configSyntax: Check<'config-syntax', 'config'> = {
  id: 'config-syntax',
  title: 'Config syntax',
  stage: 'config',
  needs: ['config-file'],
  run({ snapshot }) {
    const troubles = configProblems(snapshot);
    return troubles.length ? troubles.map(diagnosed) : pass('valid JSON5');
  },
};
