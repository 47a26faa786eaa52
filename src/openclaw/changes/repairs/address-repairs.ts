import { redactUrl } from '../../../gateway/address/url-text.js';
import { routeByName } from '../../../gateway/providers/routes.js';
import type { Damage, Repair } from './repair.js';

/** All problems of one base URL have the same cure: the URL that it should be. */
export const mendUrl: Repair = ({ block, mendedUrl }) => {
  if (mendedUrl === undefined)
    return {
      why: `what baseUrl should be cannot be told from ${redactUrl(block.baseUrl ?? 'nothing')}`,
    };
  return {
    what: `baseUrl is ${mendedUrl}`,
    edits: [
      { op: 'set', path: [...block.path, 'baseUrl'], value: mendedUrl },
      // The route goes with an api: the one that counted so far is said outright.
      ...(block.apiRaw === undefined
        ? [{ op: 'set', path: [...block.path, 'api'], value: block.api } as const]
        : []),
    ],
  };
};

export const mendApi: Repair = ({ block, route }: Damage) => {
  const [api] = routeByName(route ?? '')?.apis ?? [];
  if (!api) return { why: 'no api is known for this route' };
  return { what: `api is ${api}`, edits: [{ op: 'set', path: [...block.path, 'api'], value: api }] };
};
