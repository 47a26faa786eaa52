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

/** What is known about a token without an account; undefined means unknown. */
export interface TokenView {
  /** Result of the verify endpoint. */
  status?: TokenStatus;
  /** The accounts that it can list. */
  accounts?: Account[];
}

export interface AccountView {
  status?: TokenStatus;
  /** AI Gateway Read */
  read?: boolean;
  /** The account's gateways, if the token can read them. */
  gateways?: GatewaySettings[];
  /** Workers AI Read */
  workersAi?: boolean;
}

export async function inspectToken(send: Send, caller: ApiCall): Promise<TokenView> {
  const [verified, listed] = await Promise.all([
    send(management.verifyUserToken(caller)),
    send(management.listAccounts(caller)),
  ]);
  return { status: readVerify(verified), accounts: readAccounts(listed) };
}

export async function inspectAccount(
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
    read: isAllowed(listed),
    gateways: readGateways(listed),
    workersAi: isAllowed(models),
  };
}

/** Whether the token has AI Gateway Run. Also true for a gateway without authentication, which accepts any token. */
export async function probeRun(send: Send, access: Access): Promise<boolean | undefined> {
  const code = gatewayError(await send(junkProviderRequest(access, 'as-configured')))?.code;
  if (code === ACCEPTED) return true;
  return code === UNAUTHORIZED ? false : undefined;
}

/** Whether the gateway accepts requests without a token. */
export async function probeOpenness(send: Send, access: Access): Promise<boolean | undefined> {
  const code = gatewayError(await send(junkProviderRequest(access, 'none')))?.code;
  if (code === ACCEPTED) return true;
  return code === UNAUTHORIZED ? false : undefined;
}

function isAllowed({ response }: Exchange): boolean | undefined {
  if (response?.status === 200) return true;
  return response?.status === 401 || response?.status === 403 ? false : undefined;
}

/** A permission; `held` is undefined if unknown. */
export interface Power {
  permission: string;
  held: boolean | undefined;
  meaning: string;
}

/** All permissions, for the user. */
export function powersOf({ read, workersAi }: AccountView, run: boolean | undefined): Power[] {
  return [
    { permission: 'AI Gateway Run', held: run, meaning: 'sends requests through your gateways' },
    { permission: 'AI Gateway Read', held: read, meaning: 'lists your gateways' },
    {
      permission: 'AI Gateway Edit',
      held: undefined,
      meaning: 'creates gateways; can only be checked by using it',
    },
    { permission: 'Workers AI Read', held: workersAi, meaning: 'uses Cloudflare’s own models' },
  ];
}
