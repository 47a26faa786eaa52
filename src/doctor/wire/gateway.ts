import { diagnoseExchange, gatewayError } from '../../diagnosis/reading/diagnose.js';
import { GATEWAY_UNKNOWN, refineUnknownGateway } from '../../lab/experiments/refine-gateway.js';
import { UNAUTHORIZED } from '../../lab/experiments/refine-token.js';
import type { Check } from '../check/check.js';
import { diagnosed, pass, skip } from '../check/finding.js';

/** Does Cloudflare know the account and the gateway of the base URL? */
export const gateway: Check<'gateway', 'wire'> = {
  id: 'gateway',
  title: 'Gateway',
  stage: 'wire',
  needs: ['connection'],
  async run({ target: { values }, probes }) {
    const exchange = await probes.firstContact();
    const diagnosis = diagnoseExchange(exchange, values);
    const code = gatewayError(exchange)?.code;
    // 2009 at the gateway, 10000 at the REST API: neither says whether account and gateway exist.
    if (code === UNAUTHORIZED || diagnosis?.category === 'bad-token')
      return skip('not told apart from the token: Cloudflare refuses the token first');
    if (diagnosis && code === GATEWAY_UNKNOWN) {
      return diagnosed(await refineUnknownGateway(probes, diagnosis));
    }
    if (diagnosis?.category === 'bad-url') return diagnosed(diagnosis);
    return pass(
      `account ${values.accountId ?? '(custom domain)'}, gateway ${values.gateway ?? '(custom domain)'}`,
    );
  },
};
