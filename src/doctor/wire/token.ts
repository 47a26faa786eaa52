import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { diagnoseExchange, gatewayError } from '../../diagnosis/reading/diagnose.js';
import type { DoctorContext } from '../../lab/context.js';
import { ACCEPTED, refineTokenRefusal, UNAUTHORIZED } from '../../lab/experiments/refine-token.js';
import { anonymousContact, firstContact, probeOf } from '../../lab/probes.js';
import type { Check } from '../check/check.js';
import { advice, diagnosed, type Outcome, pass, skip } from '../check/finding.js';

/** Does the gateway accept the gateway token, and does it ask for one at all? */
export const token: Check<DoctorContext> = {
  id: 'token',
  title: 'Gateway token',
  needs: ['connection'],
  network: true,
  async run(context): Promise<Outcome> {
    const probe = await probeOf(context);
    const { onRestPlane, target } = probe;
    const exchange = await firstContact(context);
    const diagnosis = diagnoseExchange(exchange, await context.values());
    if (diagnosis && (refused(exchange) || diagnosis.cause === 'token-lacks-workers-ai')) {
      const refined = await refineTokenRefusal(context, probe, diagnosis);
      return refined ? diagnosed(refined) : throttled();
    }
    if (diagnosis?.category === 'bad-token') return diagnosed(diagnosis);
    if (onRestPlane) return pass('accepted by Cloudflare’s REST API');
    if (diagnosis?.category === 'bad-url') return skip('not looked at: gateway failed');
    if (gatewayError(exchange) && gatewayError(exchange)?.code !== ACCEPTED && diagnosis)
      return diagnosed(diagnosis);

    const open = gatewayError(await anonymousContact(context))?.code === ACCEPTED;
    const { gatewayToken, providerKey } = target.credentials;
    if (open) return openGateway(Boolean(gatewayToken), providerKey === undefined);
    const variable = gatewayToken?.variable;
    return pass(variable ? `accepted (${variable})` : 'accepted');
  },
};

/** Without a key of the caller's own, whoever calls spends the money of the account. */
function openGateway(tokenSent: boolean, accountPays: boolean): Outcome {
  const whatFollows = accountPays
    ? 'anybody who knows its address spends your stored keys or credits'
    : 'anybody who knows its address can use it';
  return advice(
    tokenSent
      ? `the gateway asks for no token: ${whatFollows}`
      : `the gateway needs no token: ${whatFollows}`,
    [
      'Turn on “Authenticated Gateway” in the gateway’s settings, so that only holders of a token get through.',
    ],
  );
}

function refused(exchange: Exchange): boolean {
  return exchange.plane === 'gateway' && gatewayError(exchange)?.code === UNAUTHORIZED;
}

function throttled(): Outcome {
  return advice('refused once, then accepted: the gateway was throttling', [
    'Run `cf-aig doctor` again in a minute; nothing in the setup needs to change.',
  ]);
}
