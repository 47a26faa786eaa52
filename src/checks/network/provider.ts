import { diagnoseExchange, isInconclusive } from '../../diagnosis/diagnose.js';
import type { Check } from '../check.js';
import type { DoctorContext } from '../context.js';
import { advice, diagnosed, type Outcome, pass, skip } from '../finding.js';
import { freeExchange, probeOf } from './probes.js';

/** Does the provider behind the gateway take the credentials and know the model? Asked without messages: free. */
export const provider: Check<DoctorContext> = {
  id: 'provider',
  title: 'Provider',
  needs: ['gateway', 'token'],
  network: true,
  async run(context): Promise<Outcome> {
    const { target } = await probeOf(context);
    if (!target.modelId) return skip('not looked at: no model is configured');
    const exchange = await freeExchange(context);
    if (isInconclusive(exchange)) {
      return advice('the gateway answered the free request itself, so the provider was not seen', [
        'Run `cf-aig test-model`: a real request (a few tokens) proves the rest.',
      ]);
    }
    const diagnosis = diagnoseExchange(exchange, await context.values());
    return diagnosis ? diagnosed(diagnosis) : pass(`takes the credentials and knows ${target.modelId}`);
  },
};
