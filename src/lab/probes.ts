import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { management } from '../gateway/management/management.js';
import type { Access } from '../gateway/requests/access.js';
import { junkProviderRequest, modelsRequest } from '../gateway/requests/probe-requests.js';
import { emptyRequest } from '../gateway/requests/requests.js';
import type { Target } from '../openclaw/target.js';
import type { Lab } from './lab.js';

/** A target with a usable address. */
export type Reachable = Target & { access: Access };

export function isReachable(target: Target): target is Reachable {
  return target.access !== undefined;
}

/** Free, memoized requests to one target. */
export class Probes {
  readonly lab: Lab;
  readonly target: Reachable;
  readonly onRestPlane: boolean;
  /** A request to a provider that does not exist would prove nothing: the URL has no provider, or the token is in a header
   * that only works on one route. */
  readonly needsRealRoute: boolean;

  constructor(lab: Lab, target: Reachable) {
    this.lab = lab;
    this.target = target;
    this.onRestPlane = target.access.baseUrl.plane === 'rest';
    const tokenHeader = target.credentials.gatewayToken?.header;
    const worksOnOneRoute = tokenHeader === 'x-goog-api-key' || tokenHeader === 'x-api-key';
    this.needsRealRoute = this.onRestPlane || worksOnOneRoute;
  }

  /**
   * The most informative free request: to a provider that does not exist (2008 means that URL, gateway and token are right)
   * or, if that proves nothing, an empty request on the real route.
   */
  firstContact(): Promise<Exchange> {
    if (this.needsRealRoute) return this.freeExchange();
    return this.lab.ask(junkProviderRequest(this.target.access, 'as-configured'));
  }

  freeExchange(): Promise<Exchange> {
    return this.lab.ask(emptyRequest(this.target.access, this.target.modelId ?? ''));
  }

  /** The same without a token: 2009 means that the gateway requires one, 2008 that it does not. */
  anonymousContact(): Promise<Exchange> {
    return this.lab.ask(junkProviderRequest(this.target.access, 'none'));
  }

  offeredModels(): Promise<Exchange> {
    return this.lab.ask(modelsRequest(this.target.access));
  }

  /** undefined if the address or the credentials do not name the gateway. */
  async gatewaySettings(): Promise<Exchange | undefined> {
    const { url, credentials, origins } = this.target;
    const { accountId, gateway } = url ?? {};
    const token = credentials.gatewayToken?.value;
    if (!accountId || !gateway || !token) return undefined;
    return this.lab.ask(management.getGateway({ origins, token, accountId, gateway }));
  }
}
