import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import { checkAccountId, checkGatewayName } from '../credentials/identifiers.js';
import { isRouteName } from '../providers/routes.js';
import type { PathReading, Problem } from './base-url.js';
import { readAccount, readGatewayName } from './path-identifiers.js';
import { nearestRoute, readRoute, stripDoubles, stripEndpoint } from './path-parts.js';

const isAccount = (part: string | undefined): boolean => part !== undefined && checkAccountId(part).ok;

/** `/v1/{account}/{gateway}/{route}`: the path of Cloudflare's gateway host. */
export function readGatewayPath(segments: readonly string[], api: ApiForm | undefined): PathReading {
  const problems: Problem[] = [];
  let parts = [...segments];

  const second = parts.findIndex(
    (part, at) => at > 0 && part === 'v1' && (isAccount(parts[at + 1]) || at === 1),
  );
  if (second > 0) {
    problems.push({
      cause: 'base-url-doubled-part',
      values: { found: `/${parts.slice(0, second + 1).join('/')}` },
    });
    parts = parts.slice(second);
  }
  if (parts[0] === 'v1') parts = parts.slice(1);
  else if (parts.length > 0) {
    const other = /^v\d+(beta)?$/.test(parts[0]!) ? parts[0] : undefined;
    problems.push({
      cause: 'base-url-version-missing',
      values: { found: other ?? `/${parts[0]}`, detail: '/v1' },
    });
    if (other) parts = parts.slice(1);
  }

  const { rest, endpoint } = stripEndpoint(parts, isAccount(parts[0]) ? 1 : 0);
  // A gateway may be called "models": only segments after the gateway are certainly an endpoint.
  if (endpoint && (parts.length > 2 || !isAccount(parts[0]))) {
    problems.push({ cause: 'base-url-full-endpoint', values: { found: endpoint } });
    parts = rest;
  }
  if (isAccount(parts[1]) && !isAccount(parts[0]) && parts[0] !== undefined && !isRouteName(parts[0])) {
    problems.push({
      cause: 'base-url-account-malformed',
      values: { accountId: parts[0], detail: 'the account ID and the gateway are swapped' },
    });
    parts = [parts[1]!, parts[0], ...parts.slice(2)];
  }

  const accountMissing = parts[0] === undefined || isRouteName(parts[0]);
  const account = readAccount(accountMissing ? undefined : parts[0]);
  problems.push(...account.problems);
  if (accountMissing) return { problems, route: parts[0] };
  parts = parts.slice(1);

  if (isGatewayMissing(parts)) {
    problems.push({ cause: 'base-url-gateway-missing', values: { found: parts[0] } });
    const route = parts[0] && isRouteName(parts[0]) ? parts[0] : undefined;
    return { accountId: account.value, problems, route };
  }
  const gateway = readGatewayName(parts[0]!, checkGatewayName(parts[0]!));
  const route = readRoute(parts.slice(1), api);
  problems.push(...gateway.problems, ...route.problems);
  const known =
    account.corrected !== undefined && gateway.corrected !== undefined && route.corrected !== undefined;
  return {
    accountId: account.value,
    gateway: gateway.value,
    route: route.route,
    problems,
    corrected: known ? `/v1/${account.corrected}/${gateway.corrected}${route.corrected}` : undefined,
  };
}

/** Whether a route, or something else that cannot be a name, is where the gateway belongs.
 * A gateway may have a route's name: `openai/openai` is valid. */
function isGatewayMissing(parts: readonly string[]): boolean {
  const [name, next] = parts;
  if (name === undefined) return true;
  if (name === 'v1' || name === '@cf') return true;
  if (!isRouteName(name) && !(name === 'ai' && (next === 'run' || next === 'v1'))) return false;
  return next === undefined || !(isRouteName(next) || nearestRoute(next) !== undefined);
}

/** `https://ai.example.com/{route}`: a gateway's custom domain, possibly with a path before the route. */
export function readCustomDomainPath(segments: readonly string[], api: ApiForm | undefined): PathReading {
  const problems: Problem[] = [];
  const { rest: bare, endpoint } = stripEndpoint(segments, 0);
  if (endpoint) problems.push({ cause: 'base-url-full-endpoint', values: { found: endpoint } });
  const { rest, doubled } = stripDoubles(bare);
  if (doubled) problems.push({ cause: 'base-url-doubled-part', values: { found: doubled } });
  const at = rest.findIndex(isRouteName);
  const last = rest.at(-1);
  if (at < 0 && (last === undefined || nearestRoute(last) === undefined)) return { problems: [] };
  const start = at < 0 ? rest.length - 1 : at;
  const route = readRoute(rest.slice(start), api);
  const before = rest
    .slice(0, start)
    .map((part) => `/${part}`)
    .join('');
  return {
    problems: [...problems, ...route.problems],
    route: route.route,
    corrected: route.corrected === undefined ? undefined : before + route.corrected,
  };
}
