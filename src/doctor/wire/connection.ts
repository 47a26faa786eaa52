/** `doctor/wire/`: checks that ask over the network. */

import { diagnoseExchange } from '../../diagnosis/reading/diagnose.js';
import { refineUnreachable } from '../../lab/experiments/refine-unreachable.js';
import type { Probes } from '../../lab/probes.js';
import type { Check } from '../check/check.js';
import { advice, diagnosed, pass } from '../check/finding.js';

/** Was it the gateway that answered, or did the network or a foreign machine come in between? */
export const connection: Check<'connection', 'wire'> = {
  id: 'connection',
  title: 'Connection',
  stage: 'wire',
  async run({ target, probes, machine }) {
    startProbes(probes);
    const exchange = await probes.firstContact();
    const diagnosis = diagnoseExchange(exchange, target.values);
    if (diagnosis?.cause === 'body-not-a-completion' && (await worksAllTheSame(probes))) {
      return advice(
        'the address answers even for a provider that does not exist: a stand-in for the gateway?',
        ['If this is not meant, put Cloudflare’s own address into baseUrl.'],
      );
    }
    if (diagnosis?.category === 'network') {
      return diagnosed(await refineUnreachable(exchange, diagnosis, machine.resolve));
    }
    const { host } = new URL(exchange.request.url);
    return pass(`${host} answered in ${Math.round(exchange.timings.totalMs)} ms`);
  },
};

/** All the exchanges of a healthy run go out at once, so that doctor takes one round trip; later checks pick them up. */
function startProbes(probes: Probes): void {
  const { target, onRestPlane } = probes;
  const started = [
    probes.firstContact(),
    probes.gatewaySettings(),
    target.modelId && probes.freeExchange(),
    !onRestPlane && probes.anonymousContact(),
    target.url?.route === 'compat' && probes.offeredModels(),
  ];
  // The check that picks one up meets its failure.
  void Promise.allSettled(started);
}

/** What answers the real route as a model does is of use, whatever it is. */
async function worksAllTheSame(probes: Probes): Promise<boolean> {
  if (!probes.target.modelId) return false;
  return diagnoseExchange(await probes.freeExchange(), probes.target.values) === null;
}
