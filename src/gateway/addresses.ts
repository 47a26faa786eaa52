import type { ApiForm } from '../diagnosis/exchange.js';
import type { BaseUrl, PathReading, Problem, UrlProblem } from './base-url.js';
import { readCustomDomainPath, readGatewayPath } from './gateway-path.js';
import { readHost } from './hosts.js';
import type { Origins } from './origins.js';
import { parsePasted } from './pasted.js';
import { findPlaceholder } from './placeholders.js';
import { readRestPath } from './rest-path.js';
import { ROUTE_FOR_API, routeByName } from './routes.js';
import { readUrlText, withoutCredentials } from './url-text.js';

export { type BaseUrl, rootOf, type UrlProblem } from './base-url.js';
export { parsePasted } from './pasted.js';

/** The base URL, taken apart, with everything that is wrong with it, in the order of the text.
 * `url` is there as soon as the host is one of ours, problems or not. Without `api` the route is judged alone. */
export function parseBaseUrl(
  text: string,
  origins: Origins,
  api?: ApiForm,
): { url?: BaseUrl; problems: UrlProblem[] } {
  const { url, segments, problems } = readUrlText(text);
  const placeholder = findPlaceholder(text);
  if (placeholder !== undefined)
    problems.push({ cause: 'base-url-placeholder', values: { found: placeholder } });
  if (!url) return { problems: finish(text, problems, undefined) };

  const host = readHost(url, segments, origins);
  if (host.problem) problems.push(host.problem);
  if (!host.plane) return { problems: finish(text, problems, suggestionFromPasted(text, origins, api)) };

  const path = READERS[host.plane](segments, api);
  if (host.plane === 'custom-domain' && path.mended === undefined && path.route === undefined) {
    if (placeholder === undefined) {
      problems.push({ cause: 'base-url-wrong-host', values: { host: url.host, found: url.origin } });
    }
    return { problems: finish(text, problems, undefined) };
  }
  problems.push(...path.problems);
  const { accountId, gateway, route } = path;
  return {
    url: {
      text,
      plane: host.plane,
      origin: url.origin,
      ...(accountId !== undefined && { accountId }),
      ...(gateway !== undefined && { gateway }),
      ...(route !== undefined && { route }),
      normal: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
    },
    problems: finish(text, problems, path.mended === undefined ? undefined : host.origin + path.mended, path),
  };
}

const READERS: Record<BaseUrl['plane'], (segments: readonly string[], api?: ApiForm) => PathReading> = {
  gateway: readGatewayPath,
  rest: readRestPath,
  'custom-domain': readCustomDomainPath,
};

/** What `baseUrl` has to be for a route. `rest` does not carry the gateway: a header names it there. */
export function buildBaseUrl(p: {
  origins: Origins;
  route: string;
  accountId: string;
  gateway: string;
}): string {
  const suffix = routeByName(p.route)?.suffix ?? `/${p.route}`;
  return p.route === 'rest'
    ? `${p.origins.api}/accounts/${p.accountId}${suffix}`
    : `${p.origins.gateway}/v1/${p.accountId}/${p.gateway}${suffix}`;
}

/** Each problem with the values that all share, and with the one URL that mends them all. */
function finish(
  text: string,
  problems: readonly Problem[],
  suggestion: string | undefined,
  path?: PathReading,
): UrlProblem[] {
  const shared = {
    baseUrl: withoutCredentials(text),
    ...(path?.accountId !== undefined && { accountId: path.accountId }),
    ...(path?.gateway !== undefined && { gateway: path.gateway }),
    ...(path?.route !== undefined && { route: path.route }),
  };
  return problems.map(({ cause, values }) => {
    // For api-mismatch the URL is not what has to change.
    const mends = suggestion !== undefined && suggestion !== text && cause !== 'api-mismatch';
    return {
      cause,
      values: { ...shared, ...values, ...(mends && { expected: suggestion }) },
      ...(mends && { suggestion }),
    };
  });
}

/** A dashboard's address names account and gateway: enough to write the right URL. */
function suggestionFromPasted(text: string, origins: Origins, api: ApiForm | undefined): string | undefined {
  const { accountId, gateway } = parsePasted(text) ?? {};
  if (accountId === undefined || gateway === undefined) return undefined;
  return buildBaseUrl({ origins, route: ROUTE_FOR_API[api ?? 'openai-completions'], accountId, gateway });
}
