import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import { type Diagnosis, makeDiagnosis } from '../../diagnosis/reading/diagnosis.js';
import type { Origins } from '../../gateway/address/origins.js';
import { recogniseCredential } from '../../gateway/credentials/credential-kinds.js';
import { findTokenFault } from '../../gateway/credentials/token-fault.js';
import type { AccountCall } from '../../gateway/management/management.js';
import type { Lab } from '../lab.js';
import { concludeToken } from './conclude-token.js';
import { askApi } from './refine-token.js';
import { inspectAccount, inspectToken, type TokenView } from './token-powers.js';
import { type GatewayPlace, tryGateway } from './try-gateway.js';

/** Where a token is tried; what is not given is looked up with it. */
export interface TokenPlace {
  origins: Origins;
  token: string;
  accountId?: string;
  gateway?: string;
  /** Requests go to Cloudflare's REST API, which does not ask for AI Gateway Run: no gateway is tried. */
  onRestPlane?: boolean;
}

export interface TokenTrial {
  view: TokenView;
  /** A gateway has accepted it. */
  accepted: boolean;
  /** Why it cannot be used. */
  refusal?: Diagnosis;
}

/** What the API alone is sure of: whether a token may send requests, only a gateway can tell. */
const CERTAIN_BY_API: readonly CauseId[] = [
  'token-is-oauth',
  'token-expired',
  'token-disabled',
  'token-unknown',
  'account-id-mistyped',
  'token-other-account',
];

/** Tries a token with free requests: at a gateway, where one is known or can be listed, otherwise with the API alone. */
export async function tryToken(lab: Lab, place: TokenPlace): Promise<TokenTrial> {
  const { token, origins } = place;
  const fault = findTokenFault(token);
  if (fault) {
    const refusal = makeDiagnosis(fault.cause, { detail: fault.detail }, []);
    return { view: {}, accepted: false, refusal };
  }
  const send = lab.ask.bind(lab);
  const view = await inspectToken(send, { origins, token });
  const accountId = place.accountId ?? onlyAccount(view);
  // The REST API takes OAuth tokens; gateways do not.
  const isOAuth = !place.onRestPlane && recogniseCredential(token).kind === 'cf-oauth-token';
  if (accountId === undefined) {
    const refusal = isOAuth ? makeDiagnosis('token-is-oauth', {}, []) : refusalByStatus(token, view);
    return { view, accepted: false, refusal };
  }

  const call = { origins, token, accountId };
  if (place.onRestPlane) return { view, accepted: false, refusal: await refusalByApi(lab, call, false) };
  const { gateway } = place;
  const atGateway = gateway === undefined ? undefined : await tryAt(lab, { ...call, gateway });
  if (atGateway) return { view, ...atGateway };
  const { gateways } = await inspectAccount(send, call);
  const listed = gateways?.find(({ authentication }) => authentication)?.id;
  const atListed = listed === undefined ? undefined : await tryAt(lab, { ...call, gateway: listed });
  if (atListed) return { view, ...atListed };
  return { view, accepted: false, refusal: await refusalByApi(lab, call, isOAuth) };
}

/** What the API has against a token in an account. */
async function refusalByApi(lab: Lab, call: AccountCall, isOAuth: boolean): Promise<Diagnosis | undefined> {
  const { accountId } = call;
  const evidence = await askApi(lab, call);
  const { cause, because, nearest } = concludeToken({ ...NOT_SENT, ...evidence, isOAuth, accountId });
  const values = { accountId, nearest: nearest ?? evidence.accounts?.[0] };
  return CERTAIN_BY_API.includes(cause) ? makeDiagnosis(cause, values, [because]) : undefined;
}

/** Nothing is known from a gateway. */
const NOT_SENT = { sent: true, looksLikeProviderKey: false, malformed: false, acceptedInOwnHeader: false };

/** undefined: the gateway says nothing of the token. */
async function tryAt(lab: Lab, place: GatewayPlace): Promise<Omit<TokenTrial, 'view'> | undefined> {
  const { accepted, refusal } = await tryGateway(lab, place);
  return accepted || refusal?.category === 'bad-token' ? { accepted, refusal } : undefined;
}

function onlyAccount({ accounts = [] }: TokenView): string | undefined {
  return accounts.length === 1 ? accounts[0]!.id : undefined;
}

/** Without an account: only a user's token can be unknown to the API. */
function refusalByStatus(token: string, { status, accounts }: TokenView): Diagnosis | undefined {
  const { kind } = recogniseCredential(token);
  const because = ['Cloudflare’s API says so'];
  if (status?.status === 'expired' || status?.status === 'disabled')
    return makeDiagnosis(`token-${status.status}`, {}, because);
  const isUnknown = status?.status === 'unknown' && kind === 'cf-user-token' && !accounts;
  return isUnknown ? makeDiagnosis('token-unknown', {}, because) : undefined;
}
