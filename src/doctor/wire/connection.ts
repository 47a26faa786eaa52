/** `doctor/wire/`: checks over the network. */

import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { diagnoseExchange } from '../../diagnosis/reading/diagnose.js';
import { valuesFromExchange } from '../../diagnosis/reading/exchange-values.js';
import { isLoopback } from '../../gateway/address/origins.js';
import { refineUnreachable } from '../../lab/experiments/refine-unreachable.js';
import type { Probes, Reachable } from '../../lab/probes.js';
import type { Check } from '../check/check.js';
import { advice, fromDiagnosis, type Outcome, pass, problem } from '../check/finding.js';
import { isUnmarkedError } from './proof.js';

const TAKES_ANY_PROVIDER = 'the server responds even for a provider that does not exist';

const UNMARKED = 'the server responds without a mark of Cloudflare or of a provider';

/** Whether the gateway responds, and not another machine in between. */
export const connection: Check<'connection', 'wire'> = {
  id: 'connection',
  title: 'Connection',
  stage: 'wire',
  async run({ target, probes, machine }) {
    startProbes(probes);
    const exchange = await probes.firstContact();
    const diagnosis = diagnoseExchange(exchange, target.values);
    const isUnmarked =
      (diagnosis?.category === 'upstream-error' || diagnosis?.category === 'bad-token') &&
      isUnmarkedError(exchange);
    if ((isUnmarked || diagnosis?.cause === 'body-not-a-completion') && (await realRouteWorks(probes))) {
      const title = isUnmarked ? UNMARKED : TAKES_ANY_PROVIDER;
      // It gets the keys, so away from this machine it has to be the gateway.
      if (!isLoopback(new URL(exchange.request.url).hostname)) return foreignServer(target, exchange, title);
      return advice(`${title}: is it a mock of the gateway?`, [
        'If that is not intended, set the base URL to Cloudflare’s own address.',
      ]);
    }
    if (isUnmarked) return foreignServer(target, exchange, UNMARKED);
    if (diagnosis?.category === 'network') {
      return fromDiagnosis(await refineUnreachable(exchange, diagnosis, machine.resolve));
    }
    if (diagnosis && !exchange.response) return fromDiagnosis(diagnosis);
    const { host } = new URL(exchange.request.url);
    return pass(`${host} responded in ${Math.round(exchange.timings.totalMs)} ms`);
  },
};

function foreignServer({ values }: Reachable, exchange: Exchange, reason: string): Outcome {
  const evidence = diagnoseExchange(exchange, values)?.evidence ?? [];
  return problem('foreign-server', { ...values, ...valuesFromExchange(exchange) }, ...evidence, reason);
}

/** Sends all requests of a healthy run at once, so that doctor takes one round trip. Later checks use the memoized
 * exchanges. */
function startProbes(probes: Probes): void {
  const { target, onRestPlane } = probes;
  const pending = [
    probes.firstContact(),
    probes.gatewaySettings(),
    target.modelId && probes.freeExchange(),
    !onRestPlane && probes.anonymousContact(),
    target.url?.route === 'compat' && probes.offeredModels(),
  ];
  // Failures are reported by the checks that use the exchanges.
  void Promise.allSettled(pending);
}

/** A server that responds on the real route as a model does is usable, whatever it is. */
async function realRouteWorks(probes: Probes): Promise<boolean> {
  if (!probes.target.modelId) return false;
  return diagnoseExchange(await probes.freeExchange(), probes.target.values) === null;
}
