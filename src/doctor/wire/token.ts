import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { diagnoseExchange, gatewayError } from '../../diagnosis/reading/diagnose.js';
import { ACCEPTED, refineTokenRefusal, UNAUTHORIZED } from '../../lab/experiments/refine-token.js';
import type { Check } from '../check/check.js';
import { advice, fromDiagnosis, notChecked, type Outcome, pass, skip } from '../check/finding.js';
import { HELD } from './held.js';
import { isGatewayProved, NOT_PROVED } from './proof.js';

/** Whether the gateway accepts the token, and whether it requires one. */
export const token: Check<'token', 'wire'> = {
  id: 'token',
  title: 'Gateway token',
  stage: 'wire',
  needs: ['connection'],
  async run({ target, probes }) {
    if (target.credentials.held && !target.credentials.gatewayToken) return skip(HELD);
    const exchange = await probes.firstContact();
    const diagnosis = diagnoseExchange(exchange, target.values);
    if (diagnosis && (isUnauthorized(exchange) || diagnosis.cause === 'token-lacks-workers-ai')) {
      const refined = await refineTokenRefusal(probes, diagnosis);
      return refined ? fromDiagnosis(refined) : throttlingAdvice();
    }
    if (diagnosis?.category === 'bad-token') return fromDiagnosis(diagnosis);
    if (!(await isGatewayProved(probes))) return skip(NOT_PROVED);
    if (probes.onRestPlane && diagnosis?.category === 'gateway-policy') return fromDiagnosis(diagnosis);
    // Without a route to go to, the token may not have been looked at.
    if (diagnosis?.category === 'bad-url') return notChecked(': gateway failed');
    if (probes.onRestPlane) return pass('accepted by Cloudflare’s REST API');
    if (gatewayError(exchange) && gatewayError(exchange)?.code !== ACCEPTED && diagnosis)
      return fromDiagnosis(diagnosis);

    const isOpen = gatewayError(await probes.anonymousContact())?.code === ACCEPTED;
    const { gatewayToken, providerKey } = target.credentials;
    if (isOpen) return openGatewayAdvice(Boolean(gatewayToken), providerKey === undefined);
    const variable = gatewayToken?.variable;
    return pass(variable ? `accepted (${variable})` : 'accepted');
  },
};

/** Unless callers bring their own key, the account pays for all of them. */
function openGatewayAdvice(tokenSent: boolean, accountPays: boolean): Outcome {
  const consequence = accountPays
    ? 'anyone who knows its URL can spend your stored keys or credits'
    : 'anyone who knows its URL can use it';
  return advice(
    tokenSent
      ? `the gateway ignores the token: ${consequence}`
      : `the gateway needs no token: ${consequence}`,
    ['Turn on “Authenticated Gateway” in the gateway’s settings, so that requests need a token.'],
  );
}

function isUnauthorized(exchange: Exchange): boolean {
  return exchange.plane === 'gateway' && gatewayError(exchange)?.code === UNAUTHORIZED;
}

function throttlingAdvice(): Outcome {
  return advice('rejected once, then accepted: the gateway was throttling', [
    'Run `cf-aig doctor` again in a minute; the setup needs no change.',
  ]);
}
