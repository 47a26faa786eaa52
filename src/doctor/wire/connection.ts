import { diagnoseExchange } from '../../diagnosis/reading/diagnose.js';
import type { DoctorContext } from '../../lab/context.js';
import { refineUnreachable } from '../../lab/experiments/refine-unreachable.js';
import {
  anonymousContact,
  firstContact,
  freeExchange,
  gatewaySettings,
  offeredModels,
  probeOf,
} from '../../lab/probes.js';
import type { Check } from '../check/check.js';
import { advice, diagnosed, pass } from '../check/finding.js';

/** Was it the gateway that answered, or did the network or a foreign machine come in between? */
export const connection: Check<DoctorContext> = {
  id: 'connection',
  title: 'Connection',
  needs: ['base-url', 'credentials'],
  network: true,
  async run(context) {
    await startProbes(context);
    const exchange = await firstContact(context);
    const diagnosis = diagnoseExchange(exchange, await context.values());
    if (diagnosis?.cause === 'body-not-a-completion' && (await worksAllTheSame(context))) {
      return advice(
        'the address answers even for a provider that does not exist: a stand-in for the gateway?',
        ['If this is not meant, put Cloudflare’s own address into baseUrl.'],
      );
    }
    if (diagnosis?.category === 'network') {
      return diagnosed(await refineUnreachable(exchange, diagnosis, context.input.machine.resolve));
    }
    const { host } = new URL(exchange.request.url);
    return pass(`${host} answered in ${Math.round(exchange.timings.totalMs)} ms`);
  },
};

/** All the exchanges of a healthy run go out at once, so that doctor takes one round trip; later checks pick them up. */
async function startProbes(context: DoctorContext): Promise<void> {
  const { onRestPlane, target } = await probeOf(context);
  const started = [
    firstContact(context),
    gatewaySettings(context),
    target.modelId && freeExchange(context),
    !onRestPlane && anonymousContact(context),
    target.url?.route === 'compat' && offeredModels(context),
  ];
  // Whoever picks one up meets its failure; nobody else shall.
  void Promise.allSettled(started);
}

/** What answers the real route as a model does is of use, whatever it is. */
async function worksAllTheSame(context: DoctorContext): Promise<boolean> {
  const { target } = await probeOf(context);
  if (!target.modelId) return false;
  return diagnoseExchange(await freeExchange(context), await context.values()) === null;
}
