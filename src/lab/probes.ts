import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { management } from '../gateway/management/management.js';
import type { Access } from '../gateway/requests/access.js';
import { junkProviderRequest, modelsRequest } from '../gateway/requests/probe-requests.js';
import { emptyRequest } from '../gateway/requests/requests.js';
import type { Target } from '../openclaw/target.js';
import type { Lab } from './lab.js';

/** A target whose address can be sent to. */
export type Reachable = Target & { access: Access };

export function isReachable(target: Target): target is Reachable {
  return target.access !== undefined;
}

/** The questions about one target that cost nothing; each is asked once. */
export class Probes {
  readonly lab: Lab;
  readonly target: Reachable;
  readonly onRestPlane: boolean;
  /** A provider that does not exist cannot tell: the address has none, or its header counts on one route only. */
  readonly needsRealRoute: boolean;

  constructor(lab: Lab, target: Reachable) {
    this.lab = lab;
    this.target = target;
    this.onRestPlane = target.access.baseUrl.plane === 'rest';
    const tokenHeader = target.credentials.gatewayToken?.header;
    const ofOneRoute = tokenHeader === 'x-goog-api-key' || tokenHeader === 'x-api-key';
    this.needsRealRoute = this.onRestPlane || ofOneRoute;
  }

  /**
   * The exchange that costs nothing and tells most: a provider that does not exist (2008 = address, gateway and token
   * are good). Where that cannot be asked, the free request on the real route does the same service.
   */
  firstContact(): Promise<Exchange> {
    if (this.needsRealRoute) return this.freeExchange();
    return this.lab.ask(junkProviderRequest(this.target.access, 'as-configured'));
  }

  freeExchange(): Promise<Exchange> {
    return this.lab.ask(emptyRequest(this.target.access, this.target.modelId ?? ''));
  }

  /** The same without a token: 2009 = the gateway asks for one, 2008 = it is open to everyone. */
  anonymousContact(): Promise<Exchange> {
    return this.lab.ask(junkProviderRequest(this.target.access, 'none'));
  }

  offeredModels(): Promise<Exchange> {
    return this.lab.ask(modelsRequest(this.target.access));
  }

  /** undefined: the address or the credentials do not say which gateway. */
  async gatewaySettings(): Promise<Exchange | undefined> {
    const { url, credentials, origins } = this.target;
    const { accountId, gateway } = url ?? {};
    const token = credentials.gatewayToken?.value;
    if (!accountId || !gateway || !token) return undefined;
    return this.lab.ask(management.getGateway({ origins, token, accountId, gateway }));
  }
}
