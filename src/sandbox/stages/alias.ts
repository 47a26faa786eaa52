import { unknownAlias } from '../answers/gateway-errors.js';
import { header } from '../http/request.js';
import { gatewayOf, type Stage, targetOf } from '../state/call.js';

/** `cf-aig-byok-alias` names a stored key; a provider that has none stored ignores it. */
export const alias: Stage = {
  name: 'alias',
  before(call) {
    const wanted = header(call.request, 'cf-aig-byok-alias');
    const { slug } = targetOf(call);
    const stored = gatewayOf(call).storedKeys[slug] ?? [];
    return wanted && stored.length > 0 && !stored.includes(wanted)
      ? unknownAlias(slug, wanted, stored)
      : undefined;
  },
};
