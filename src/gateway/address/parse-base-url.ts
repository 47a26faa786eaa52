import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import type { Values } from '../../diagnosis/reading/values.js';
import { findPlaceholder } from '../credentials/placeholders.js';
import { FORMS } from '../forms/forms.js';
import { routeByName } from '../providers/routes.js';
import type { BaseUrl, PathReading, Problem, UrlProblem } from './base-url.js';
import { readCustomDomainPath, readGatewayPath } from './gateway-path.js';
import { readHost } from './hosts.js';
import type { Origins } from './origins.js';
import { parsePasted } from './pasted.js';
import { readRestPath } from './rest-path.js';
import { readUrlText, withoutCredentials } from './url-text.js';

/** The base URL, taken apart, with everything that is wrong with it, in the order of the text.
 * `url` is there as soon as the host is one of ours, problems or not. Without `api` the route is judged alone. */
export function parseBaseUrl(
  text: string,
  origins: Origins,
  api?: ApiForm,
): { url?: BaseUrl; problems: UrlProblem[] } {
  const { url, path, problems, mended } = read(text, origins, api);
  const shared: Values = {
    baseUrl: withoutCredentials(text),
    accountId: path?.accountId,
    gateway: path?.gateway,
    route: path?.route,
  };
  const suggestion = problems.some(isOfTheUrl) ? proven(mended, origins, api) : undefined;
  return {
    url,
    problems: problems.map((problem) => {
      const { cause, values } = problem;
      return suggestion && isOfTheUrl(problem)
        ? { cause, values: { ...shared, ...values, expected: suggestion }, suggestion }
        : { cause, values: { ...shared, ...values } };
    }),
  };
}

interface Reading {
  url?: BaseUrl;
  path?: PathReading;
  problems: Problem[];
  mended?: string;
}

function read(text: string, origins: Origins, api: ApiForm | undefined): Reading {
  const { url, segments, problems } = readUrlText(text);
  const placeholder = findPlaceholder(text);
  if (placeholder !== undefined) {
    problems.push({ cause: 'base-url-placeholder', values: { found: placeholder } });
  }
  if (!url) return { problems };

  const host = readHost(url, segments, origins);
  if (host.problem) problems.push(host.problem);
  if (!host.plane) return { problems, mended: fromPasted(text, origins, api) };

  const path = READERS[host.plane](segments, api);
  problems.push(...path.problems);
  if (host.plane === 'custom-domain' && path.mended === undefined && path.route === undefined) {
    if (placeholder === undefined) problems.push(notAGateway(url, origins));
    return { problems };
  }
  const { accountId, gateway, route, mended } = path;
  return {
    url: {
      text,
      plane: host.plane,
      origin: url.origin,
      accountId,
      gateway,
      route,
      normal: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
    },
    path,
    problems,
    mended: mended === undefined ? undefined : host.origin + mended,
  };
}

/** For a misfit of api and route the URL is not what has to change. */
function isOfTheUrl({ cause }: Problem): boolean {
  return cause !== 'api-mismatch';
}

/** What is suggested has nothing wrong with it: mending one thing may bring another to light. */
function proven(mended: string | undefined, origins: Origins, api: ApiForm | undefined): string | undefined {
  let candidate = mended;
  for (let pass = 0; candidate !== undefined && pass < 3; pass++) {
    const again = read(candidate, origins, api);
    if (!again.problems.some(isOfTheUrl)) return candidate;
    candidate = again.mended;
  }
  return undefined;
}

function notAGateway(url: URL, origins: Origins): Problem {
  const detail = 'neither its host nor its path is one of a gateway';
  return {
    cause: 'base-url-wrong-host',
    values: { host: url.host, found: url.origin, expected: origins.gateway, detail },
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

/** A dashboard's address names account and gateway: enough to write the right URL. */
function fromPasted(text: string, origins: Origins, api: ApiForm | undefined): string | undefined {
  const { accountId, gateway } = parsePasted(text) ?? {};
  if (accountId === undefined || gateway === undefined) return undefined;
  return buildBaseUrl({ origins, route: FORMS[api ?? 'openai-completions'].route, accountId, gateway });
}
