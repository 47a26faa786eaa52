import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import { FORMS } from '../forms/forms.js';
import { routeByName } from '../providers/routes.js';
import type { PathReading, Problem } from './base-url.js';
import { readAccount } from './path-identifiers.js';
import { apiMismatch, stripDoubles, stripEndpoint } from './path-parts.js';

const REST = routeByName('rest')!;

/** `/client/v4/accounts/{account}/ai/v1`: Cloudflare's AI REST API. */
export function readRestPath(segments: readonly string[], api: ApiForm | undefined): PathReading {
  const problems: Problem[] = [];
  let parts = [...segments];
  const second = parts.indexOf('client', 1);
  if (second > 0) {
    problems.push({
      cause: 'base-url-doubled-part',
      values: { found: `/${parts.slice(0, second).join('/')}` },
    });
    parts = parts.slice(second);
  }
  if (parts[0] === 'client' && parts[1] === 'v4') parts = parts.slice(2);
  else {
    problems.push({ cause: 'base-url-version-missing', values: { detail: '/client/v4', route: 'rest' } });
    if (parts[0] === 'client') parts = parts.slice(/^v\d+$/.test(parts[1] ?? '') ? 2 : 1);
  }
  const { rest, endpoint } = stripEndpoint(parts, Math.min(parts.length, 2));
  if (endpoint) problems.push({ cause: 'base-url-full-endpoint', values: { found: endpoint } });

  const account = readAccount(rest[0] === 'accounts' ? rest[1] : undefined);
  problems.push(...account.problems);
  const { rest: tail, doubled } = stripDoubles(rest[0] === 'accounts' ? rest.slice(2) : []);
  if (doubled) problems.push({ cause: 'base-url-doubled-part', values: { found: doubled } });
  problems.push(...tailProblems(tail, account.problems.length > 0, api));
  if (api && !REST.apis.includes(api)) problems.push(apiMismatch(api, REST));
  return {
    accountId: account.value,
    route: 'rest',
    problems,
    corrected: account.corrected && `/client/v4/accounts/${account.corrected}${REST.suffix}`,
  };
}

function tailProblems(tail: readonly string[], accountWrong: boolean, api: ApiForm | undefined): Problem[] {
  const found = tail.join('/');
  if (found === 'ai/v1' || (found === 'ai' && api && FORMS[api].addsVersion)) return [];
  if (found === '')
    return accountWrong ? [] : [{ cause: 'base-url-route-missing', values: { nearest: 'ai/v1' } }];
  if (found === 'ai') return [{ cause: 'base-url-version-missing', values: { found: '/ai', route: 'rest' } }];
  return [{ cause: 'base-url-route-unknown', values: { route: found, found, nearest: 'ai/v1' } }];
}
