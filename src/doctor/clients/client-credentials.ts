/** `doctor/clients/`: the checks of another client than OpenClaw that differ from those of a block. */

import type { Target } from '../../openclaw/target.js';
import { findKeyProblem, findTokenProblem, sendsTokenAsKey } from '../../openclaw/token-problem.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem } from '../check/finding.js';

/** Their form is only checked offline, as OpenClaw's: otherwise gateway and provider decide. */
export const clientCredentials: Check<'credentials', 'block'> = {
  id: 'credentials',
  title: 'Credentials',
  stage: 'block',
  run({ target, offline }) {
    const { gatewayToken, providerKey, variables, problems } = target.credentials;
    if (problems.length) {
      return problems.map(({ cause, values }) =>
        problem(cause, { ...target.values, ...values }, ...sentIn(target)),
      );
    }
    const fault = offline ? (findTokenProblem(target) ?? findKeyProblem(target)) : undefined;
    if (fault) {
      const values = { ...target.values, ...fault.values };
      const source = values.variable ?? values.tokenVariable ?? 'the token';
      return problem(fault.cause, values, `by the form of ${source}`);
    }
    const outcome = pass(`by reference: ${variables.join(', ')}`, ...sentIn(target));
    if (!offline || !sendsTokenAsKey(target)) return outcome;
    const evidence = `${providerKey?.header} and ${gatewayToken?.header} have the same value`;
    const repeated: Outcome = {
      ...problem('provider-key-is-gateway-token', target.values, evidence),
      status: 'warn',
    };
    return [outcome, repeated];
  },
};

function sentIn({ credentials: { gatewayToken, providerKey } }: Target): string[] {
  return [gatewayToken, providerKey].flatMap((one) =>
    one ? [`${one.variable} is sent in ${one.header}`] : [],
  );
}
