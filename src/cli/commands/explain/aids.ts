import type { CauseId } from '../../../diagnosis/causes/catalogue.js';
import type { Aids } from '../../../diagnosis/explain/aids.js';
import type { Values } from '../../../diagnosis/reading/values.js';
import { originsFrom } from '../../../gateway/address/origins.js';
import { parseBaseUrl } from '../../../gateway/address/parse-base-url.js';
import { providerByModelPrefix, providerBySlug } from '../../../gateway/providers/providers.js';

/** What a client appends to the base URL by itself. */
const ENDPOINT =
  /\/(?:chat\/completions|completions|responses|v1\/messages|messages|embeddings|models(?:\/[^/]+:\w+)?)\/?$/;

/** People black out or shorten their account, and show the rest of the address as it is. */
const NOT_SAID_BY_THE_ADDRESS: readonly CauseId[] = [
  'base-url-placeholder',
  'base-url-account-malformed',
  'base-url-wrong-host',
  'base-url-extra-part',
  'base-url-insecure',
];

/** A text often has the address of the gateway alone, without what the client appended. */
const OF_A_CUT_ADDRESS: readonly CauseId[] = ['base-url-route-missing', 'base-url-version-missing'];

/** What is known of providers and addresses, for texts that name them. */
export const AIDS: Aids = { provider: valuesOfProvider, addressProblem };

function valuesOfProvider(slug: string): Values | undefined {
  const provider = providerBySlug(slug) ?? providerByModelPrefix(slug);
  return (
    provider && {
      providerName: provider.name,
      keysUrl: provider.keysUrl,
      keyVariable: provider.keyVariable,
    }
  );
}

function addressProblem(url: string, isBase: boolean): { cause: CauseId; values: Values } | undefined {
  const base = isBase ? url : url.replace(/\?.*$/, '').replace(ENDPOINT, '');
  const isWhole = isBase || base !== url;
  const { problems } = parseBaseUrl(base, originsFrom({}));
  const problem = problems.find(
    ({ cause }) => !NOT_SAID_BY_THE_ADDRESS.includes(cause) && (isWhole || !OF_A_CUT_ADDRESS.includes(cause)),
  );
  const expected = problem?.cause === 'base-url-full-endpoint' ? base.replace(ENDPOINT, '') : undefined;
  return problem && { cause: problem.cause, values: { baseUrl: base, expected, ...problem.values } };
}
