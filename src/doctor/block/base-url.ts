/** `doctor/block/`: checks of one provider block, from data. */

import { exposesKeys } from '../../gateway/address/origins.js';
import { redactUrl } from '../../gateway/address/url-text.js';
import { FORMS } from '../../gateway/forms/forms.js';
import type { Target } from '../../openclaw/target.js';
import type { Check } from '../check/check.js';
import { advice, type Outcome, pass, problem } from '../check/finding.js';

export const baseUrl: Check<'base-url', 'block'> = {
  id: 'base-url',
  title: 'Base URL',
  stage: 'block',
  run({ target }) {
    const { block, urlProblems, values } = target;
    const { baseUrl } = block;
    if (!baseUrl) return problem('base-url-missing', values);
    if (!urlProblems.length)
      return exposesKeys(baseUrl) ? plainHttp(baseUrl, target) : pass(baseUrl, ...askedOf(target));
    return urlProblems.map(({ cause, values: details, suggestion }) =>
      problem(
        cause,
        { ...values, ...details, ...(suggestion && { expected: suggestion }) },
        `${placeOf(target)} = ${redactUrl(baseUrl)}`,
        ...(cause === 'api-mismatch' && block.apiRaw === undefined
          ? [`the block has no api, so OpenClaw uses ${block.api}`]
          : []),
      ),
    );
  },
};

/** What is asked: clients append different parts of the path, and only their logs say which. */
function askedOf({ block, modelId = '', url, values }: Target): string[] {
  if (!values.client || !url) return [];
  return [`asked is ${url.normal}${FORMS[block.api].endpoint(modelId, url.normal, false)}`];
}

/** Where the address is written. */
function placeOf({ block, values }: Target): string {
  return values.client ? '--base-url' : `models.providers["${block.id}"].baseUrl`;
}

/** To a private name or address: `base-url-insecure` is for public ones. */
function plainHttp(baseUrl: string, { values: { client = 'OpenClaw' } }: Target): Outcome {
  return advice(`without encryption the keys go to ${new URL(baseUrl).host}`, [
    `Use https:// in the base URL of ${client}, or make sure that only machines you trust are on that network.`,
  ]);
}
