import { isVariableText } from '../../gateway/credentials/placeholders.js';
import { HEADER_PREFIX, headerProblem } from '../../gateway/requests/request-headers.js';
import type { Target } from '../../openclaw/target.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem } from '../check/finding.js';

/** Whether Cloudflare knows the gateway headers of the block, and accepts their values. */
export const headers: Check<'headers', 'block'> = {
  id: 'headers',
  title: 'Headers',
  stage: 'block',
  run({ target }) {
    const configured = Object.entries(target.block.headers).map(([name, value]) => ({
      name: name.toLowerCase(),
      // Check the resolved value of a reference.
      value: target.credentials.agentHeaders[name.toLowerCase()] ?? value,
    }));
    const gatewayHeaders = configured.filter(({ name }) => name.startsWith('cf-'));
    if (!gatewayHeaders.length) return [];
    const problems = gatewayHeaders.flatMap((header) => problemsOf(header, target));
    return problems.length ? problems : pass(gatewayHeaders.map(({ name }) => name).join(', '));
  },
};

function problemsOf(
  { name, value }: { name: string; value: string },
  { block, url, values }: Target,
): Outcome[] {
  const where = values.client ? `--header ${name}` : `models.providers["${block.id}"].headers`;
  const found = headerProblem(name, value);
  if (found?.kind === 'unknown') {
    const { nearest } = found;
    // Other Cloudflare products have headers too, such as cf-access-client-id.
    if (!name.startsWith(HEADER_PREFIX) && !nearest) return [];
    return [problem('header-unknown', { ...values, header: name, nearest }, where)];
  }
  if (found) {
    // A variable without a value is a problem of the credentials.
    if (isVariableText(value)) return [];
    const { expected } = found;
    const detail = `it is "${value}"`;
    const outcome = problem('header-value-unusable', { ...values, header: name, detail, expected }, where);
    // On the REST API it decides where the request goes.
    const isAddress = name === 'cf-aig-gateway-id' && url?.plane === 'rest';
    return [isAddress ? { ...outcome, status: 'fail' } : outcome];
  }
  if (name === 'cf-aig-byok-alias' && url?.route === 'compat' && value !== 'default')
    return [problem('byok-alias-ignored', values, where)];
  return [];
}
