/** `doctor/clients/`: the checks of another client than OpenClaw that differ from those of a block. */

import { findKeyProblem, findTokenProblem, sendsTokenAsKey } from '../../openclaw/token-problem.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem } from '../check/finding.js';

/** Their form is only checked offline, as OpenClaw's: otherwise gateway and provider decide. */
export const clientCredentials: Check<'credentials', 'block'> = {
  id: 'credentials',
  title: 'Credentials',
  stage: 'block',
  run({ target, offline }) {
    const { gatewayToken, providerKey, variables } = target.credentials;
    const fault = offline ? (findTokenProblem(target) ?? findKeyProblem(target)) : undefined;
    if (fault) {
      const values = { ...target.values, ...fault.values };
      const source = values.variable ?? values.tokenVariable ?? 'the token';
      return problem(fault.cause, values, `by the form of ${source}`);
    }
    const sent = [gatewayToken, providerKey].flatMap((one) =>
      one ? [`${one.variable} is sent in ${one.header}`] : [],
    );
    const outcome = pass(`by reference: ${variables.join(', ')}`, ...sent);
    if (!offline || !sendsTokenAsKey(target)) return outcome;
    const evidence = `${providerKey?.header} and ${gatewayToken?.header} have the same value`;
    const repeated: Outcome = {
      ...problem('provider-key-is-gateway-token', target.values, evidence),
      status: 'warn',
    };
    return [outcome, repeated];
  },
};
