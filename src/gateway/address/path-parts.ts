import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import { nearest } from '../../lib/nearest.js';
import { findPlaceholder } from '../credentials/placeholders.js';
import { FORMS } from '../forms/forms.js';
import { SLUG_ALIASES } from '../providers/providers.js';
import { isCustomProvider, isRouteName, ROUTE_NAMES, ROUTES, type Route } from '../providers/routes.js';
import type { PathReading, Problem } from './base-url.js';

/** The end of a pasted endpoint, which OpenClaw or another program appends itself. */
const ENDPOINTS: readonly RegExp[] = [
  /^(?<rest>.*?)\/chat\/completions$/,
  /^(?<rest>.*?)\/(responses|messages|completions|embeddings|models)$/,
  /^(?<rest>.*?)\/models\/[^/]+:\w+$/,
  /^(?<rest>.*?)\/chat$/,
];

/** Splits a trailing endpoint off the path, keeping at least `atLeast` segments. */
export function stripEndpoint(
  segments: readonly string[],
  atLeast: number,
): { rest: string[]; endpoint?: string } {
  const path = segments.map((part) => `/${part}`).join('');
  for (const form of ENDPOINTS) {
    const rest = form.exec(path)?.groups?.rest;
    if (rest === undefined) continue;
    const remaining = rest.split('/').slice(1);
    if (remaining.length < atLeast) continue;
    const endpoint = path.slice(rest.length);
    const deeper = stripEndpoint(remaining, atLeast);
    return { rest: deeper.rest, endpoint: (deeper.endpoint ?? '') + endpoint };
  }
  return { rest: [...segments] };
}

/** Drops repeated adjacent segments (`v1/v1`, `compat/compat`). */
export function stripDoubles(segments: readonly string[]): { rest: string[]; doubled?: string } {
  const rest = segments.filter((part, at) => part !== segments[at - 1]);
  const doubled = segments.find((part, at) => part === segments[at - 1]);
  return doubled === undefined ? { rest } : { rest, doubled: `${doubled}/${doubled}` };
}

/** Parses the route and everything after it. */
export function readRoute(segments: readonly string[], api: ApiForm | undefined): PathReading {
  const problems: Problem[] = [];
  const { rest: single, doubled } = stripDoubles(segments);
  if (doubled) problems.push({ cause: 'base-url-doubled-part', values: { found: doubled } });
  // A second /v1 before the route, as in an OpenAI base URL.
  const versionFirst = single[0] === 'v1';
  const [first, ...tail] = versionFirst ? single.slice(1) : single;
  if (versionFirst) problems.push({ cause: 'base-url-doubled-part', values: { found: '/v1' } });

  if (first === undefined) {
    const route = defaultRoute(api);
    problems.push({ cause: 'base-url-route-missing', values: { nearest: route.name } });
    return { problems, corrected: route.suffix };
  }
  if (findPlaceholder(first) !== undefined) return { problems };
  if (!isRouteName(first)) {
    const guess = nearestRoute(first);
    problems.push({
      cause: 'base-url-route-unknown',
      values: { route: first, found: first, nearest: guess },
    });
    if (guess === undefined) return { problems };
    const { corrected } = readTail(guess, tail, api);
    return { problems, corrected };
  }
  const reading = readTail(first, tail, api);
  return { route: first, problems: [...problems, ...reading.problems], corrected: reading.corrected };
}

function readTail(
  name: string,
  tail: readonly string[],
  api: ApiForm | undefined,
): PathReading & { corrected: string } {
  const suffix = ['', name, ...tail].join('/');
  const rows = ROUTES.filter((row) => row.name === name && row.name !== 'rest');
  // The paths of custom providers, and of those without a recipe for OpenClaw, are unknown.
  if (rows.length === 0) return { problems: [], corrected: suffix };

  const exact = rows.find((row) => row.suffix === suffix || row.alsoSuffixes?.includes(suffix));
  const row = exact ?? rows[0]!;
  const problems: Problem[] = [];
  if (!exact) {
    const addsVersion = api && FORMS[api].addsVersion && row.apis.includes(api);
    if (row.suffix.startsWith(`${suffix}/`)) {
      if (!addsVersion)
        problems.push({ cause: 'base-url-version-missing', values: { found: suffix, route: name } });
    } else if (tail.at(-1) === 'v1' && tail.length === 1) {
      problems.push({ cause: 'base-url-doubled-part', values: { found: suffix, route: name } });
    } else {
      const found = suffix.slice(1);
      problems.push({
        cause: 'base-url-route-unknown',
        values: { route: found, found, nearest: row.suffix.slice(1) },
      });
    }
  }
  if (api && !row.apis.includes(api)) problems.push(apiMismatch(api, row));
  const keep = exact !== undefined || problems.length === 0;
  return { route: name, problems, corrected: keep ? suffix : row.suffix };
}

export function apiMismatch(api: ApiForm, route: Route): Problem {
  return {
    cause: 'api-mismatch',
    values: { api, route: route.name, expected: route.apis.join(' or '), found: api },
  };
}

/** The route that the user probably meant. */
export function nearestRoute(text: string): string | undefined {
  const plain = text.toLowerCase();
  if (isRouteName(plain) && !isCustomProvider(plain)) return plain;
  return SLUG_ALIASES[plain] ?? nearest(plain, ROUTE_NAMES);
}

function defaultRoute(api: ApiForm | undefined): Route {
  const name = FORMS[api ?? 'openai-completions'].route;
  return ROUTES.find((route) => route.name === name)!;
}
