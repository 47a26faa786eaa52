/** `doctor/wire/`: checks over the network. */

import { diagnoseExchange } from '../../diagnosis/reading/diagnose.js';
import { isLoopback } from '../../gateway/address/origins.js';
import { refineUnreachable } from '../../lab/experiments/refine-unreachable.js';
import type { Probes } from '../../lab/probes.js';
import type { Check } from '../check/check.js';
import { advice, fromDiagnosis, pass, problem } from '../check/finding.js';

const TAKES_ANY_PROVIDER = 'the server responds even for a provider that does not exist';

/** Whether the gateway responds, and not another machine in between. */
export const connection: Check<'connection', 'wire'> = {
  id: 'connection',
  title: 'Connection',
  stage: 'wire',
  async run({ target, probes, machine }) {
    startProbes(probes);
    const exchange = await probes.firstContact();
    const diagnosis = diagnoseExchange(exchange, target.values);
    if (diagnosis?.cause === 'body-not-a-completion' && (await realRouteWorks(probes))) {
      // It gets the keys, so away from this machine it has to be the gateway.
      if (!isLoopback(new URL(exchange.request.url).hostname)) {
        return problem('foreign-server', target.values, ...diagnosis.evidence, TAKES_ANY_PROVIDER);
      }
      return advice(`${TAKES_ANY_PROVIDER}: is it a mock of the gateway?`, [
        'If that is not intended, set baseUrl to Cloudflare’s own address.',
      ]);
    }
    if (diagnosis?.category === 'network') {
      return fromDiagnosis(await refineUnreachable(exchange, diagnosis, machine.resolve));
    }
    const { host } = new URL(exchange.request.url);
    return pass(`${host} responded in ${Math.round(exchange.timings.totalMs)} ms`);
  },
};

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
