/** `gateway/address/`: base URLs and other addresses: reading, building, taking pasted ones apart. */

import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import type { Values } from '../../diagnosis/reading/values.js';
import { percentDecode } from '../../lib/text/percent-decode.js';
import { trimEnd } from '../../lib/text/trim-end.js';
import { findPlaceholder } from '../credentials/placeholders.js';
import { FORMS } from '../forms/forms.js';
import { routeByName } from '../providers/routes.js';
import type { BaseUrl, PathReading, Problem, UrlProblem } from './base-url.js';
import { readCustomDomainPath, readGatewayPath } from './gateway-path.js';
import { readHost } from './hosts.js';
import type { Origins } from './origins.js';
import { parsePasted } from './pasted.js';
import { readRestPath } from './rest-path.js';
import { readUrlText, redactUrl } from './url-text.js';

/** Parses a base URL and finds all its problems, in the order of the text. `url` is defined if the host is a gateway's,
 * with or without problems. Without `api`, it is not checked that the route supports it. */
export function parseBaseUrl(
  text: string,
  origins: Origins,
  api?: ApiForm,
): { url?: BaseUrl; problems: UrlProblem[] } {
  const { url, path, problems, corrected } = read(text, origins, api);
  const suggestion = problems.some(isUrlProblem) ? validate(corrected, origins, api) : undefined;
  // An address of the dashboard has no path of a gateway, yet names what the right one needs.
  const parts = path ?? (suggestion === undefined ? undefined : read(suggestion, origins, api).path);
  const shared: Values = {
    baseUrl: redactUrl(text),
    accountId: parts?.accountId,
    gateway: parts?.gateway,
    route: parts?.route,
  };
  return {
    url,
    problems: problems.map((problem) => {
      const { cause, values } = problem;
      return suggestion && isUrlProblem(problem)
        ? { cause, values: { ...shared, ...values, expected: suggestion }, suggestion }
        : { cause, values: { ...shared, ...values } };
    }),
  };
}

interface Reading {
  url?: BaseUrl;
  path?: PathReading;
  problems: Problem[];
  corrected?: string;
}

function read(text: string, origins: Origins, api: ApiForm | undefined): Reading {
  const { url, segments, problems } = readUrlText(text);
  // A browser writes `{account_id}` as `%7Baccount_id%7D`.
  const placeholder = findPlaceholder(percentDecode(text));
  if (placeholder !== undefined) {
    problems.push({ cause: 'base-url-placeholder', values: { found: placeholder } });
  }
  if (!url) return { problems };

  const host = readHost(url, segments, origins);
  if (host.problem) problems.push(host.problem);
  if (!host.plane) return { problems, corrected: fromPasted(text, origins, api) };

  const path = READERS[host.plane](segments, api);
  problems.push(...path.problems);
  if (host.plane === 'custom-domain' && path.corrected === undefined && path.route === undefined) {
    if (placeholder === undefined) problems.push(notAGateway(url));
    return { problems };
  }
  const { accountId, gateway, route, corrected } = path;
  return {
    url: {
      text,
      plane: host.plane,
      origin: url.origin,
      accountId,
      gateway,
      route,
      normal: trimEnd(`${url.origin}${url.pathname}`, '/'),
    },
    path,
    problems,
    corrected: corrected === undefined ? undefined : host.origin + corrected,
  };
}

/** If api and route do not match, the URL may be the right one. */
function isUrlProblem({ cause }: Problem): boolean {
  return cause !== 'api-mismatch';
}

/** A suggestion has to be free of problems, and correcting one may reveal another. */
function validate(
  corrected: string | undefined,
  origins: Origins,
  api: ApiForm | undefined,
): string | undefined {
  let candidate = corrected;
  for (let pass = 0; candidate !== undefined && pass < 3; pass++) {
    const reading = read(candidate, origins, api);
    if (!reading.problems.some(isUrlProblem)) return candidate;
    candidate = reading.corrected;
  }
  return undefined;
}

function notAGateway(url: URL): Problem {
  const detail = 'neither its host nor its path belongs to a gateway';
  return {
    cause: 'base-url-wrong-host',
    values: { host: url.host, found: url.origin, detail },
  };
}

const READERS: Record<BaseUrl['plane'], (segments: readonly string[], api?: ApiForm) => PathReading> = {
  gateway: readGatewayPath,
  rest: readRestPath,
  'custom-domain': readCustomDomainPath,
};

/** The `baseUrl` for a route. On `rest` it does not include the gateway, which is named in a header. */
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

/** A dashboard URL has the account and the gateway, which is all that the right URL needs. */
function fromPasted(text: string, origins: Origins, api: ApiForm | undefined): string | undefined {
  const { accountId, gateway } = parsePasted(text) ?? {};
  if (accountId === undefined || gateway === undefined) return undefined;
  return buildBaseUrl({ origins, route: FORMS[api ?? 'openai-completions'].route, accountId, gateway });
}
