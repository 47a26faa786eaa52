import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import { isInconclusive } from '../../diagnosis/reading/diagnose.js';
import { refineFault } from '../../lab/experiments/gateway-fault.js';
import { misspeltModel, refineMissingKey } from '../../lab/experiments/misspelt-model.js';
import { refineUnpaid } from '../../lab/experiments/refine-payment.js';
import { diagnoseModel, unfitModel } from '../../lab/model-diagnosis.js';
import type { Check } from '../check/check.js';
import { advice, fromDiagnosis, notChecked, pass, skip } from '../check/finding.js';
import { HELD } from './held.js';

/** What a misspelt model can look like. */
const MODEL_CAUSES: readonly CauseId[] = ['provider-key-missing', 'provider-model-not-found'];

/** Whether the provider accepts the credentials and knows the model. Sends no messages, so it is free. */
export const provider: Check<'provider', 'wire'> = {
  id: 'provider',
  title: 'Provider',
  stage: 'wire',
  needs: ['gateway', 'token'],
  async run({ target, probes }) {
    if (target.credentials.held) return skip(HELD);
    const { modelId } = target;
    if (!modelId) return notChecked(': no model is configured');
    const exchange = await probes.freeExchange();
    const diagnosis = diagnoseModel(target, exchange);
    const fault = diagnosis && (await refineFault(probes, exchange, diagnosis));
    if (fault) return fromDiagnosis(fault);
    if (diagnosis && MODEL_CAUSES.includes(diagnosis.cause) && (await misspeltModel(probes)))
      return notChecked(' while the model is misspelt: see Model list');
    const refined = diagnosis && (await refineMissingKey(probes, diagnosis));
    if (refined?.cause === 'model-not-listed') return notChecked(' while the model is misspelt: see Model');
    if (refined) return fromDiagnosis(await refineUnpaid(probes, refined));
    if (isInconclusive(exchange)) {
      return advice('the gateway responded to the free request itself, so the provider was not tested', [
        'Run `cf-aig test-model`: a real request (a few tokens) tests the rest.',
      ]);
    }
    const unfit = unfitModel(target)?.values.expected;
    if (unfit) {
      return advice(`accepts ${modelId}, although the documented form is ${unfit}`, [
        'No change is needed as long as it works.',
      ]);
    }
    // The REST API validates the request itself before a provider sees it.
    const result = probes.onRestPlane
      ? 'Cloudflare accepts the token and knows'
      : 'accepts the credentials and knows';
    return pass(`${result} ${modelId}`);
  },
};
