import type { Check } from '../check/check.js';
import { pass, problem, skip } from '../check/finding.js';

/** The form of apiKey and headers, and whether the variables that they name have a value where OpenClaw looks. */
export const credentials: Check<'credentials', 'block'> = {
  id: 'credentials',
  title: 'Credentials',
  stage: 'block',
  run({ snapshot: { environment }, target }) {
    const { block, credentials: resolved, values } = target;
    const problems = resolved.problems.map(({ cause, values: own, path }) =>
      problem(cause, { ...values, ...own }, `at ${path.join('.')}`),
    );
    if (problems.some(({ status }) => status === 'fail')) return problems;
    if (resolved.form === 'foreign-ref')
      return [skip('apiKey lies where only OpenClaw can read it'), ...problems];

    const sources = resolved.variables.map((name) => {
      const { from } = environment.lookup(name) ?? {};
      const where = from?.file ? `${from.file}${from.line ? `:${from.line}` : ''}` : from?.kind;
      return `${name} comes from ${where ?? 'nowhere'}`;
    });
    const title = resolved.variables.length
      ? `by reference: ${resolved.variables.join(', ')}`
      : `no credential in models.providers["${block.id}"]`;
    return [pass(title, ...sources), ...problems];
  },
};
