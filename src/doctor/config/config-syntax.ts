import { configProblems } from '../../openclaw/config-problems.js';
import type { Check } from '../check/check.js';
import { fromDiagnosis, pass } from '../check/finding.js';

export const configSyntax: Check<'config-syntax', 'config'> = {
  id: 'config-syntax',
  title: 'Config syntax',
  stage: 'config',
  needs: ['config-file'],
  run({ snapshot }) {
    const problems = configProblems(snapshot);
    return problems.length ? problems.map(fromDiagnosis) : pass('valid JSON5');
  },
};
