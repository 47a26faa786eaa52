import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import { isInconclusive } from '../../diagnosis/reading/diagnose.js';
import { FAULT_SEEN, isFault } from '../../lab/experiments/gateway-fault.js';
import { misspeltModel } from '../../lab/experiments/misspelt-model.js';
import { refineUnpaid } from '../../lab/experiments/refine-payment.js';
import { diagnoseModel, unfitModel } from '../../lab/model-diagnosis.js';
import type { Check } from '../check/check.js';
import { advice, diagnosed, pass, problem, skip } from '../check/finding.js';

const MISSPELT_LOOKS_SO: readonly CauseId[] = ['provider-key-missing', 'provider-model-not-found'];

/** Does the provider behind the gateway take the credentials and know the model? Asked without messages: free. */
export const provider: Check<'provider', 'wire'> = {
  id: 'provider',
  title: 'Provider',
  stage: 'wire',
  needs: ['gateway', 'token'],
  async run({ target, probes }) {
    const { modelId } = target;
    if (!modelId) return skip('not looked at: no model is configured');
    const exchange = await probes.freeExchange();
    const diagnosis = diagnoseModel(target, exchange);
    if (diagnosis && (await isFault(probes, exchange)))
      return problem('gateway-fault', target.values, ...diagnosis.evidence, ...FAULT_SEEN);
    if (diagnosis && MISSPELT_LOOKS_SO.includes(diagnosis.cause) && (await misspeltModel(probes)))
      return skip('not to be told while the model is misspelt: see Model list');
    if (diagnosis) return diagnosed(await refineUnpaid(probes, diagnosis));
    if (isInconclusive(exchange)) {
      return advice('the gateway answered the free request itself, so the provider was not seen', [
        'Run `cf-aig test-model`: a real request (a few tokens) proves the rest.',
      ]);
    }
    const unfit = unfitModel(target)?.values.expected;
    if (unfit) {
      return advice(`takes ${modelId}, although the documented form is ${unfit}`, [
        'Nothing has to change while it works.',
      ]);
    }
    // The REST API checks the form of a request itself before any provider sees it.
    const witness = probes.onRestPlane
      ? 'Cloudflare takes the token and knows'
      : 'takes the credentials and knows';
    return pass(`${witness} ${modelId}`);
  },
};
