import { redactUrl } from '../../../gateway/address/url-text.js';
import { routeByName } from '../../../gateway/providers/routes.js';
import type { Repair } from './repair.js';

/** All problems of one base URL have the same fix: the corrected URL. */
export const fixUrl: Repair = ({ block, correctedUrl }) => {
  if (correctedUrl === undefined)
    return {
      why: `the right baseUrl cannot be derived from ${redactUrl(block.baseUrl ?? 'nothing')}`,
    };
  return {
    what: `baseUrl is ${correctedUrl}`,
    edits: [
      { op: 'set', path: [...block.path, 'baseUrl'], value: correctedUrl },
      // The route has to match the api, so make the implicit one explicit.
      ...(block.apiRaw === undefined
        ? [{ op: 'set', path: [...block.path, 'api'], value: block.api } as const]
        : []),
    ],
  };
};

export const fixApi: Repair = ({ block, route }) => {
  const [api] = routeByName(route ?? '')?.apis ?? [];
  if (!api) return { why: 'no api is known for this route' };
  return { what: `api is ${api}`, edits: [{ op: 'set', path: [...block.path, 'api'], value: api }] };
};
