import { diagnoseExchange, isInconclusive } from '../../diagnosis/reading/diagnose.js';
import type { DoctorContext } from '../../lab/context.js';
import { freeExchange, probeOf } from '../../lab/probes.js';
import type { Check } from '../check/check.js';
import { advice, diagnosed, type Outcome, pass, skip } from '../check/finding.js';

/** Does the provider behind the gateway take the credentials and know the model? Asked without messages: free. */
export const provider: Check<DoctorContext> = {
  id: 'provider',
  title: 'Provider',
  needs: ['gateway', 'token'],
  network: true,
  async run(context): Promise<Outcome> {
    const { target, onRestPlane } = await probeOf(context);
    if (!target.modelId) return skip('not looked at: no model is configured');
    const exchange = await freeExchange(context);
    if (isInconclusive(exchange)) {
      return advice('the gateway answered the free request itself, so the provider was not seen', [
        'Run `cf-aig test-model`: a real request (a few tokens) proves the rest.',
      ]);
    }
    const diagnosis = diagnoseExchange(exchange, await context.values());
    if (diagnosis) return diagnosed(diagnosis);
    // The REST API checks the form of a request itself before any provider sees it.
    const witness = onRestPlane ? 'Cloudflare takes the token and knows' : 'takes the credentials and knows';
    return pass(`${witness} ${target.modelId}`);
  },
};
