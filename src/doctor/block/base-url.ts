/** `doctor/block/`: checks of one provider block, from data. */

import { exposesKeys } from '../../gateway/address/origins.js';
import { redactUrl } from '../../gateway/address/url-text.js';
import type { Check } from '../check/check.js';
import { advice, type Outcome, pass, problem } from '../check/finding.js';

export const baseUrl: Check<'base-url', 'block'> = {
  id: 'base-url',
  title: 'Base URL',
  stage: 'block',
  run({ target: { block, urlProblems, values } }) {
    const { baseUrl } = block;
    if (!baseUrl) return problem('base-url-missing', values);
    if (!urlProblems.length) return exposesKeys(baseUrl) ? plainHttp(baseUrl) : pass(baseUrl);
    return urlProblems.map(({ cause, values: details, suggestion }) =>
      problem(
        cause,
        { ...values, ...details, ...(suggestion && { expected: suggestion }) },
        `models.providers["${block.id}"].baseUrl = ${redactUrl(baseUrl)}`,
        ...(cause === 'api-mismatch' && block.apiRaw === undefined
          ? [`the block has no api, so OpenClaw uses ${block.api}`]
          : []),
      ),
    );
  },
};

/** To a private name or address: `base-url-insecure` is for public ones. */
function plainHttp(baseUrl: string): Outcome {
  return advice(`OpenClaw sends its keys to ${new URL(baseUrl).host} without encryption`, [
    'Use https:// in baseUrl, or make sure that only machines you trust are on that network.',
  ]);
}
