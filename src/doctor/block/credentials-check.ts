import { directNote } from '../../openclaw/secrets/provider-variables.js';
import type { Target } from '../../openclaw/target.js';
import { findKeyProblem, findTokenProblem } from '../../openclaw/token-problem.js';
import type { Check } from '../check/check.js';
import { advice, type Outcome, pass, problem } from '../check/finding.js';

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
    if (resolved.held !== undefined)
      return [problem('credential-held-by-openclaw', { ...values, detail: resolved.held }), ...problems];
    const tokenProblem = offline ? (findTokenProblem(target) ?? findKeyProblem(target)) : undefined;
    if (tokenProblem) {
      const { cause, values: details } = tokenProblem;
      const source = details.variable ?? values.tokenPlace ?? 'the token';
      const failure = problem(cause, { ...values, ...details }, `by the form of ${source}`);
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
    return [pass(title, ...sources), ...problems, ...outrankingAdvice(target), ...directProviders(target)];
  },
};

/** Requests of this run use that variable too. */
function outrankingAdvice({ block, credentials: { outranking } }: Target): Outcome[] {
  if (outranking === undefined) return [];
  return [
    advice(
      `OpenClaw uses ${outranking} in place of apiKey, because it is the variable of ${block.id} itself`,
      [
        'If apiKey is the right one, add auth: "api-key" to the block.',
        `Otherwise let apiKey refer to ${outranking}.`,
      ],
    ),
  ];
}

/** With a built-in provider's own variable OpenClaw can also ask that provider directly. */
function directProviders({ block, credentials }: Target): Outcome[] {
  return credentials.variables.flatMap((variable) => {
    const note = directNote(variable, block.id);
    return note ? [pass(note)] : [];
  });
}
