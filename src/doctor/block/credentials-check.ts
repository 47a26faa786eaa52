import { findTokenProblem } from '../../openclaw/token-problem.js';
import type { Check } from '../check/check.js';
import { pass, problem, skip } from '../check/finding.js';

/**
 * The form of apiKey and headers, and whether the variables that they name have a value where OpenClaw looks. Of the
 * form of the token only offline: a gateway that is open takes any, which the wire tells.
 */
export const credentials: Check<'credentials', 'block'> = {
  id: 'credentials',
  title: 'Credentials',
  stage: 'block',
  run({ snapshot: { environment }, target, offline }) {
    const { block, credentials: resolved, values } = target;
    const problems = resolved.problems.map(({ cause, values: own, path }) =>
      problem(cause, { ...values, ...own }, `at ${path.join('.')}`),
    );
    if (problems.some(({ status }) => status === 'fail')) return problems;
    if (resolved.form === 'foreign-ref')
      return [skip('apiKey lies where only OpenClaw can read it'), ...problems];
    const tokenProblem = offline ? findTokenProblem(target) : undefined;
    if (tokenProblem) {
      const { cause, values: own } = tokenProblem;
      const where = own.variable ?? values.tokenPlace;
      const found = problem(cause, { ...values, ...own }, `by the form of ${where ?? 'the token'}`);
      // `variable-shadowed` is a warning elsewhere; here it is why nothing works.
      return [{ ...found, status: 'fail' }, ...problems.filter((one) => one.cause !== cause)];
    }

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
