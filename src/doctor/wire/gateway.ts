import { diagnoseExchange, gatewayError } from '../../diagnosis/reading/diagnose.js';
import type { DoctorContext } from '../../lab/context.js';
import { GATEWAY_UNKNOWN, refineUnknownGateway } from '../../lab/experiments/refine-gateway.js';
import { UNAUTHORIZED } from '../../lab/experiments/refine-token.js';
import { firstContact, probeOf } from '../../lab/probes.js';
import type { Check } from '../check/check.js';
import { diagnosed, type Outcome, pass, skip } from '../check/finding.js';

/** Does Cloudflare know the account and the gateway of the base URL? */
export const gateway: Check<DoctorContext> = {
  id: 'gateway',
  title: 'Gateway',
  needs: ['connection'],
  network: true,
  async run(context): Promise<Outcome> {
    const exchange = await firstContact(context);
    const values = await context.values();
    const code = gatewayError(exchange)?.code;
    if (code === UNAUTHORIZED)
      return skip('not told apart from the token: Cloudflare refuses the token first');

    const diagnosis = diagnoseExchange(exchange, values);
    if (diagnosis && code === GATEWAY_UNKNOWN) {
      return diagnosed(await refineUnknownGateway(context, await probeOf(context), diagnosis));
    }
    if (diagnosis?.category === 'bad-url') return diagnosed(diagnosis);
    return pass(
      `account ${values.accountId ?? '(custom domain)'}, gateway ${values.gateway ?? '(custom domain)'}`,
    );
  },
};
