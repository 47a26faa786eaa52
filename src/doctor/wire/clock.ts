import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import type { Check } from '../check/check.js';
import { pass, problem, skip } from '../check/finding.js';

/** Milliseconds; a usual tolerance of certificates and signatures. */
const LIMIT_MS = 5 * 60_000;

/** Compares this machine's clock with the date of the first response. */
export const clock: Check<'clock', 'wire'> = {
  id: 'clock',
  title: 'Clock',
  stage: 'wire',
  needs: ['connection'],
  async run({ probes }) {
    const offset = clockOffset(await probes.firstContact());
    if (offset === undefined) return skip('the response has no date to compare with');
    const found = `${duration(offset)} ${offset > 0 ? 'fast' : 'slow'}`;
    if (Math.abs(offset) > LIMIT_MS)
      return problem('clock-skewed', { found: duration(offset) }, `it is ${found}`);
    return pass('agrees with the date of the response');
  },
};

/** Milliseconds by which the local clock is ahead; the header counts whole seconds. */
function clockOffset({ response, timings }: Exchange): number | undefined {
  const remote = Date.parse(response?.headers.date ?? '');
  const local = Date.parse(timings.startedAt) + timings.totalMs / 2;
  return Number.isNaN(remote) || Number.isNaN(local) ? undefined : local - remote;
}

function duration(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
