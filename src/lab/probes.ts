import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { management } from '../gateway/management/management.js';
import type { Access } from '../gateway/requests/access.js';
import { junkProviderRequest, modelsRequest } from '../gateway/requests/probe-requests.js';
import { freeRequest } from '../gateway/requests/requests.js';
import { accessOf, type DoctorContext, type Target } from './context.js';

/** Everything the network checks need to know about what they look at. */
export interface Probe {
  target: Target;
  access: Access;
  onRestPlane: boolean;
  /** A provider that does not exist cannot tell: the address has none, or its header counts on one route only. */
  needsRealRoute: boolean;
}

export async function probeOf(context: DoctorContext): Promise<Probe> {
  return probeFor((await context.target())!);
}

export function probeFor(target: Target): Probe {
  const access = accessOf(target)!;
  const onRestPlane = access.baseUrl.plane === 'rest';
  const tokenHeader = target.credentials.gatewayToken?.header;
  const ofOneRoute = tokenHeader === 'x-goog-api-key' || tokenHeader === 'x-api-key';
  return { target, access, onRestPlane, needsRealRoute: onRestPlane || ofOneRoute };
}

/**
 * The exchange that costs nothing and tells most: a provider that does not exist (2008 = address, gateway and token
 * are good). Where that cannot be asked, the free request on the real route does the same service.
 */
export async function firstContact(context: DoctorContext): Promise<Exchange> {
  const { access, needsRealRoute } = await probeOf(context);
  if (needsRealRoute) return freeExchange(context);
  return context.wire.send(junkProviderRequest(access, 'as-configured'));
}

export async function freeExchange(context: DoctorContext): Promise<Exchange> {
  const { access, target } = await probeOf(context);
  return context.wire.send(freeRequest(access, target.modelId ?? ''));
}

/** The same without a token: 2009 = the gateway asks for one, 2008 = it is open to everybody. */
export async function anonymousContact(context: DoctorContext): Promise<Exchange> {
  const { access } = await probeOf(context);
  return context.wire.send(junkProviderRequest(access, 'none'));
}

export async function offeredModels(context: DoctorContext): Promise<Exchange> {
  const { access } = await probeOf(context);
  return context.wire.send(modelsRequest(access));
}

export async function gatewaySettings(context: DoctorContext): Promise<Exchange | undefined> {
  const { target } = await probeOf(context);
  const { accountId, gateway } = target.url ?? {};
  const token = target.credentials.gatewayToken?.value;
  if (!accountId || !gateway || !token) return undefined;
  return context.wire.send(management.getGateway({ origins: context.origins, token, accountId, gateway }));
}
