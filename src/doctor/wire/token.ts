import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { diagnoseExchange, gatewayError } from '../../diagnosis/reading/diagnose.js';
import { ACCEPTED, refineTokenRefusal, UNAUTHORIZED } from '../../lab/experiments/refine-token.js';
import type { Check } from '../check/check.js';
import { advice, diagnosed, type Outcome, pass, skip } from '../check/finding.js';

/** Does the gateway accept the gateway token, and does it ask for one at all? */
export const token: Check<'token', 'wire'> = {
  id: 'token',
  title: 'Gateway token',
  stage: 'wire',
  needs: ['connection'],
  async run({ target, probes }) {
    const exchange = await probes.firstContact();
    const diagnosis = diagnoseExchange(exchange, target.values);
    if (diagnosis && (refused(exchange) || diagnosis.cause === 'token-lacks-workers-ai')) {
      const refined = await refineTokenRefusal(probes, diagnosis);
      return refined ? diagnosed(refined) : throttled();
    }
    if (diagnosis?.category === 'bad-token') return diagnosed(diagnosis);
    if (probes.onRestPlane) return pass('accepted by Cloudflare’s REST API');
    if (diagnosis?.category === 'bad-url') return skip('not looked at: gateway failed');
    if (gatewayError(exchange) && gatewayError(exchange)?.code !== ACCEPTED && diagnosis)
      return diagnosed(diagnosis);

    const open = gatewayError(await probes.anonymousContact())?.code === ACCEPTED;
    const { gatewayToken, providerKey } = target.credentials;
    if (open) return openGateway(Boolean(gatewayToken), providerKey === undefined);
    const variable = gatewayToken?.variable;
    return pass(variable ? `accepted (${variable})` : 'accepted');
  },
};

/** Without a key of the caller's own, every caller spends the money of the account. */
function openGateway(tokenSent: boolean, accountPays: boolean): Outcome {
  const whatFollows = accountPays
    ? 'anyone who knows its address spends your stored keys or credits'
    : 'anyone who knows its address can use it';
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
