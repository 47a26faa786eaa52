import { cameThroughCloudflare, passedTheGateway } from '../../diagnosis/exchange/answered-by.js';
import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { diagnoseExchange, gatewayError } from '../../diagnosis/reading/diagnose.js';
import { answerOf } from '../../diagnosis/reading/read-exchange.js';
import type { Probes } from '../../lab/probes.js';

/** Why a check has nothing to say about a server that may not be the gateway. */
export const NOT_PROVED = 'not tested: no answer shows that this is the gateway';

/** An error in the words of no gateway, without a mark of Cloudflare or of a provider: any web server answers like that. */
export function isUnmarkedError(exchange: Exchange): boolean {
  const { response } = exchange;
  if (!response || (answerOf(exchange)?.speaker ?? 'provider') !== 'provider') return false;
  return !cameThroughCloudflare(response.headers) && !passedTheGateway(response.headers);
}

/** The gateway itself, or a provider behind it, has answered the first contact or the real route. */
export async function isGatewayProved(probes: Probes): Promise<boolean> {
  if (isGatewayIn(await probes.firstContact(), probes)) return true;
  return probes.target.modelId !== undefined && isGatewayIn(await probes.freeExchange(), probes);
}

function isGatewayIn(exchange: Exchange, { target, onRestPlane }: Probes): boolean {
  const { response, sent } = exchange;
  if (!response) return false;
  if (gatewayError(exchange) || passedTheGateway(response.headers)) return true;
  if (sent.junkProvider || !cameThroughCloudflare(response.headers)) return false;
  return onRestPlane || diagnoseExchange(exchange, target.values) === null;
}
