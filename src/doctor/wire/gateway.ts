import { diagnoseExchange, gatewayError } from '../../diagnosis/reading/diagnose.js';
import { GATEWAY_UNKNOWN, refineUnknownGateway } from '../../lab/experiments/refine-gateway.js';
import { UNAUTHORIZED } from '../../lab/experiments/refine-token.js';
import type { Check } from '../check/check.js';
import { fromDiagnosis, notChecked, pass, skip } from '../check/finding.js';
import { HELD } from './held.js';
import { isGatewayProved, NOT_PROVED } from './proof.js';

/** Whether Cloudflare knows the account and the gateway of the base URL. */
export const gateway: Check<'gateway', 'wire'> = {
  id: 'gateway',
  title: 'Gateway',
  stage: 'wire',
  needs: ['connection'],
  async run({ target, probes }) {
    const { values } = target;
    const exchange = await probes.firstContact();
    const diagnosis = diagnoseExchange(exchange, values);
    const code = gatewayError(exchange)?.code;
    // 2009 on the gateway and 10000 on the REST API do not say whether account and gateway exist.
    if (code === UNAUTHORIZED || diagnosis?.category === 'bad-token')
      return target.credentials.held ? skip(HELD) : notChecked(': Cloudflare rejects the token first');
    if (diagnosis && code === GATEWAY_UNKNOWN) {
      return fromDiagnosis(await refineUnknownGateway(probes, diagnosis));
    }
    if (diagnosis?.category === 'bad-url') return fromDiagnosis(diagnosis);
    if (!(await isGatewayProved(probes))) {
      const real = target.modelId ? diagnoseExchange(await probes.freeExchange(), values) : diagnosis;
      return real ? fromDiagnosis(real) : skip(NOT_PROVED);
    }
    return pass(
      `account ${values.accountId ?? '(custom domain)'}, gateway ${values.gateway ?? '(custom domain)'}`,
    );
  },
};
