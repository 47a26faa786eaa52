import { HEADER_PREFIX, nearestHeader, REQUEST_HEADERS } from '../../gateway/requests/request-headers.js';
import type { Target } from '../../openclaw/target.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem } from '../check/finding.js';

/** The headers that the block adds for the gateway: does Cloudflare know them, and can their values work? */
export const headers: Check<'headers', 'block'> = {
  id: 'headers',
  title: 'Headers',
  stage: 'block',
  run({ target }) {
    const written = Object.entries(target.block.headers).map(([name, value]) => ({
      name: name.toLowerCase(),
      // A reference is judged by what it stands for.
      value: target.credentials.agentHeaders[name.toLowerCase()] ?? value,
    }));
    const own = written.filter(({ name }) => name.startsWith('cf-'));
    if (!own.length) return [];
    const troubles = own.flatMap((header) => troublesOf(header, target));
    return troubles.length ? troubles : pass(own.map(({ name }) => name).join(', '));
  },
};

function troublesOf(
  { name, value }: { name: string; value: string },
  { block, url, values }: Target,
): Outcome[] {
  const where = `models.providers["${block.id}"].headers`;
  const known = REQUEST_HEADERS[name];
  if (!known) {
    const near = nearestHeader(name);
    // Other products of Cloudflare have headers too, such as cf-access-client-id.
    if (!name.startsWith(HEADER_PREFIX) && !near) return [];
    return [problem('header-unknown', { ...values, header: name, nearest: near }, where)];
  }
  if (!known.takes(value)) {
    const detail = `it is "${value}"`;
    return [
      problem('header-value-unusable', { ...values, header: name, detail, expected: known.expected }, where),
    ];
  }
  if (name === 'cf-aig-byok-alias' && url?.route === 'compat' && value !== 'default')
    return [problem('byok-alias-ignored', values, where)];
  return [];
}
