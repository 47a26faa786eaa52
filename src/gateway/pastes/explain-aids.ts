import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Aids } from '../../diagnosis/explain/aids.js';
import type { Values } from '../../diagnosis/reading/values.js';
import { originsFrom } from '../address/origins.js';
import { parseBaseUrl } from '../address/parse-base-url.js';
import { providerValues } from '../providers/provider-values.js';
import { providerByModelPrefix, providerBySlug } from '../providers/providers.js';

/** Endpoints that clients append to the base URL. */
const ENDPOINT =
  /\/(?:chat\/completions|completions|responses|v1\/messages|messages|embeddings|models(?:\/[^/]+:\w+)?)\/?$/;

/** Ignored, because users mask or shorten parts of a pasted URL. */
const IGNORED_CAUSES: readonly CauseId[] = [
  'base-url-placeholder',
  'base-url-account-malformed',
  'base-url-wrong-host',
  'base-url-extra-part',
  'base-url-insecure',
];

/** Ignored unless the URL is complete: text often has only the gateway's URL, without the route. */
const CAUSES_OF_COMPLETE_URLS: readonly CauseId[] = ['base-url-route-missing', 'base-url-version-missing'];

/** Facts about providers and URLs in the text. */
export const EXPLAIN_AIDS: Aids = { provider: valuesOfProvider, addressProblem };

function valuesOfProvider(slug: string): Values | undefined {
  const provider = providerBySlug(slug) ?? providerByModelPrefix(slug);
  return (
    provider && {
      ...providerValues(provider),
      keyVariable: provider.keyVariable,
    }
  );
}

function addressProblem(url: string, isBase: boolean): { cause: CauseId; values: Values } | undefined {
  const base = isBase ? url : url.replace(/\?.*$/, '').replace(ENDPOINT, '');
  const isComplete = isBase || base !== url;
  const { problems } = parseBaseUrl(base, originsFrom({}));
  const problem = problems.find(
    ({ cause }) =>
      !IGNORED_CAUSES.includes(cause) && (isComplete || !CAUSES_OF_COMPLETE_URLS.includes(cause)),
  );
  const expected = problem?.cause === 'base-url-full-endpoint' ? base.replace(ENDPOINT, '') : undefined;
  return problem && { cause: problem.cause, values: { baseUrl: base, expected, ...problem.values } };
}
