import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { diagnoseExchange, gatewayError } from '../../diagnosis/reading/diagnose.js';
import type { Diagnosis } from '../../diagnosis/reading/diagnosis.js';
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
import { Json } from '../../lib/json-view.js';
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
  /** Cloudflare's API was not reached, or what answered was not it. */
  silence?: Diagnosis;
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
  const view: TokenView = { status: readVerify(verified), accounts: readAccounts(listed) };
  if (view.status || view.accounts) return view;
  return { silence: [verified, listed].map(silenceOf).find((one) => one) };
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

/** A refusal of the API is an answer. */
function silenceOf(exchange: Exchange): Diagnosis | undefined {
  const { response } = exchange;
  if (response && response.status < 500 && Json.parse(response.body) !== undefined) return undefined;
  return diagnoseExchange(exchange) ?? undefined;
}

function isAllowed({ response }: Exchange): boolean | undefined {
  if (response?.status === 200) return true;
  return response?.status === 401 || response?.status === 403 ? false : undefined;
}

/** The one that OpenClaw cannot work without, unless it asks the REST API. */
export const RUN = 'AI Gateway Run';

/** A permission, as Cloudflare names it; `held` is undefined if unknown. */
export interface Power {
  permission: string;
  held: boolean | undefined;
  /** What it lets the token do, or what it means that the token lacks it. */
  meaning: string;
}

/** All permissions, for the user. */
export function powersOf({ read, workersAi }: AccountView, run: boolean | undefined): Power[] {
  const power = (permission: string, held: boolean | undefined, can: string, lacks: string): Power => ({
    permission,
    held,
    meaning: held === false ? lacks : can,
  });
  return [
    power(RUN, run, 'Send OpenClaw’s requests', 'Send OpenClaw’s requests: no'),
    power('AI Gateway Read', read, 'List your gateways', 'List your gateways: no, you type one'),
    power('AI Gateway Edit', undefined, 'Create a gateway: not known yet', ''),
    power('Workers AI Read', workersAi, 'Use Cloudflare’s own models', 'Use Cloudflare’s own models: no'),
  ];
}
