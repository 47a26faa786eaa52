import { randomBytes } from 'node:crypto';
import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { type AccountCall, management } from '../gateway/management/management.js';
import { readGateway, successBody } from '../gateway/management/management-responses.js';
import { newGateway } from '../gateway/management/new-gateway.js';
import type { Send } from './facts.js';

/** How the names of such gateways begin: they can be found and deleted by hand. */
const OWN_PREFIX = 'cf-aig-conformance-';

export function ownGatewayName(): string {
  return OWN_PREFIX + randomBytes(4).toString('hex');
}

/** Creates it. Returns the answer if that did not work. */
export async function createOwn(send: Send, call: AccountCall, id: string): Promise<Exchange | undefined> {
  const exchange = await send(management.createGateway({ ...call, settings: newGateway(id) }));
  return readGateway(exchange) ? undefined : exchange;
}

/** Deletes it; also if it was perhaps never created. Returns whether it is gone. */
export async function deleteOwn(send: Send, call: AccountCall, id: string): Promise<boolean> {
  const exchange = await send(management.deleteGateway({ ...call, gateway: id }));
  return exchange.response?.status === 404 || successBody(exchange) !== undefined;
}
