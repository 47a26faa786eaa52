import { findTokenProblem } from '../../openclaw/token-problem.js';
import type { Check } from '../check/check.js';
import { pass, problem, skip } from '../check/finding.js';

/**
 * The form of apiKey and headers, and whether OpenClaw finds values for their variables. The form of the token is only
 * checked offline, because a gateway without authentication accepts any.
 */
export const credentials: Check<'credentials', 'block'> = {
  id: 'credentials',
  title: 'Credentials',
  stage: 'block',
  run({ snapshot: { environment }, target, offline }) {
    const { block, credentials: resolved, values } = target;
    const problems = resolved.problems.map(({ cause, values: details, path }) =>
      problem(cause, { ...values, ...details }, `at ${path.join('.')}`),
    );
    if (problems.some(({ status }) => status === 'fail')) return problems;
    if (resolved.form === 'foreign-ref') return [skip('only OpenClaw can read the apiKey'), ...problems];
    const tokenProblem = offline ? findTokenProblem(target) : undefined;
    if (tokenProblem) {
      const { cause, values: details } = tokenProblem;
      const source = details.variable ?? values.tokenPlace;
      const failure = problem(cause, { ...values, ...details }, `by the form of ${source ?? 'the token'}`);
      // `variable-shadowed` is usually a warning, but here it is why nothing works.
      return [{ ...failure, status: 'fail' }, ...problems.filter((other) => other.cause !== cause)];
    }

    const sources = resolved.variables.map((name) => {
      const { from } = environment.lookup(name) ?? {};
      const source = from?.file ? `${from.file}${from.line ? `:${from.line}` : ''}` : from?.kind;
      return `${name} comes from ${source ?? 'nowhere'}`;
    });
    const title = resolved.variables.length
      ? `by reference: ${resolved.variables.join(', ')}`
      : `no credential in models.providers["${block.id}"]`;
    return [pass(title, ...sources), ...problems];
  },
};
