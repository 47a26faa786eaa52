import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { gatewayError } from '../../diagnosis/reading/diagnose.js';
import { type ApiCall, management } from '../../gateway/management/management.js';
import {
  type GatewaySettings,
  readAccounts,
  readGateways,
  readVerify,
  type TokenStatus,
} from '../../gateway/management/management-responses.js';
import type { Access, PlannedRequest } from '../../gateway/requests/access.js';
import { junkProviderRequest } from '../../gateway/requests/probe-requests.js';
import { ACCEPTED, UNAUTHORIZED } from './refine-token.js';

export type Send = (request: PlannedRequest) => Promise<Exchange>;

export interface Account {
  id: string;
  name?: string;
}

/** What a token may do, as far as it could be seen; undefined: it could not. */
export interface TokenView {
  /** What a verify endpoint said. */
  status?: TokenStatus;
  /** The accounts that it may list. */
  accounts?: Account[];
}

export interface AccountView {
  status?: TokenStatus;
  /** AI Gateway Read */
  read?: boolean;
  /** The account's gateways, where they may be read. */
  gateways?: GatewaySettings[];
  /** Workers AI Read */
  workersAi?: boolean;
}

/** What can be asked before the account is known. */
export async function lookAtToken(send: Send, caller: ApiCall): Promise<TokenView> {
  const [verified, listed] = await Promise.all([
    send(management.verifyUserToken(caller)),
    send(management.listAccounts(caller)),
  ]);
  return { status: readVerify(verified), accounts: readAccounts(listed) };
}

export async function lookAtAccount(
  send: Send,
  caller: ApiCall & { accountId: string },
): Promise<AccountView> {
  const [verified, listed, models] = await Promise.all([
    send(management.verifyAccountToken(caller)),
    send(management.listGateways(caller)),
    send(management.searchModels(caller)),
  ]);
  return {
    status: readVerify(verified),
    read: allowed(listed),
    gateways: readGateways(listed),
    workersAi: allowed(models),
  };
}

/** AI Gateway Run. Cloudflare counts only the gateways that ask for a token; an open one lets everybody pass. */
export async function lookAtRun(send: Send, access: Access): Promise<boolean | undefined> {
  const code = gatewayError(await send(junkProviderRequest(access, 'as-configured')))?.code;
  if (code === ACCEPTED) return true;
  return code === UNAUTHORIZED ? false : undefined;
}

/** Does the gateway let requests pass that carry no token? */
export async function lookAtOpenness(send: Send, access: Access): Promise<boolean | undefined> {
  const code = gatewayError(await send(junkProviderRequest(access, 'none')))?.code;
  if (code === ACCEPTED) return true;
  return code === UNAUTHORIZED ? false : undefined;
}

function allowed({ response }: Exchange): boolean | undefined {
  if (response?.status === 200) return true;
  return response?.status === 401 || response?.status === 403 ? false : undefined;
}

/** A permission in words; `undefined` of `held`: not known. */
export interface Power {
  permission: string;
  held: boolean | undefined;
  meaning: string;
}

/** Permission by permission, for people. */
export function powersOf({ read, workersAi }: AccountView, run: boolean | undefined): Power[] {
  return [
    { permission: 'AI Gateway Run', held: run, meaning: 'sends requests through your gateways' },
    { permission: 'AI Gateway Read', held: read, meaning: 'lists your gateways' },
    {
      permission: 'AI Gateway Edit',
      held: undefined,
      meaning: 'creates gateways; seen only when it is used',
    },
    { permission: 'Workers AI Read', held: workersAi, meaning: 'uses Cloudflare’s own models' },
  ];
}
