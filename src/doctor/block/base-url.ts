import { withoutCredentials } from '../../gateway/address/url-text.js';
import type { DoctorContext } from '../../lab/context.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem } from '../check/finding.js';

export const baseUrl: Check<DoctorContext> = {
  id: 'base-url',
  title: 'Base URL',
  needs: ['provider-block'],
  async run(context): Promise<Outcome | Outcome[]> {
    const target = (await context.target())!;
    const values = await context.values();
    const { block, urlProblems } = target;
    if (!block.baseUrl) return problem('base-url-missing', values);
    if (!urlProblems.length) return pass(block.baseUrl);
    return urlProblems.map(({ cause, values: own, suggestion }) =>
      problem(
        cause,
        { ...values, ...own, ...(suggestion && { expected: suggestion }) },
        `models.providers["${block.id}"].baseUrl = ${withoutCredentials(block.baseUrl!)}`,
      ),
    );
  },
};
