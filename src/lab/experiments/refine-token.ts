import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { gatewayError } from '../../diagnosis/reading/diagnose.js';
import { type Diagnosis, makeDiagnosis } from '../../diagnosis/reading/diagnosis.js';
import type { Values } from '../../diagnosis/reading/values.js';
import { recogniseCredential } from '../../gateway/credentials/credential-kinds.js';
import { findTokenFault } from '../../gateway/credentials/token-fault.js';
import { type AccountCall, management } from '../../gateway/management/management.js';
import {
  readAccounts,
  readGateways,
  readTokenStatus,
} from '../../gateway/management/management-responses.js';
import { junkProviderRequest } from '../../gateway/requests/probe-requests.js';
import { misspeltTokenHeader } from '../../gateway/requests/request-headers.js';
import type { OtherToken } from '../../openclaw/target.js';
import { intactToken, shadowValues } from '../../openclaw/token-problem.js';
import type { Lab } from '../lab.js';
import type { Probes, Reachable } from '../probes.js';
import { concludeToken, type TokenEvidence } from './conclude-token.js';

/** Error code for a provider that does not exist, after URL and token were accepted. */
export const ACCEPTED = 2008;
export const UNAUTHORIZED = 2009;

/**
 * Finds the cause behind a 2009 (10000 on the REST API), the error for all problems of a token, with concurrent free
 * requests that vary one thing each. undefined if the same request was accepted when repeated.
 */
export async function refineTokenRefusal(
  { lab, target, onRestPlane }: Probes,
  diagnosis: Diagnosis,
): Promise<Diagnosis | undefined> {
  const { access, origins } = target;
  const token = target.credentials.gatewayToken;
  const fault = token && findTokenFault(token.value);
  const accountId = target.url?.accountId;
  const evidence: TokenEvidence = {
    sent: token !== undefined,
    looksLikeProviderKey: fault?.cause === 'token-is-provider-key',
    malformed: fault !== undefined,
    intactInstead: intactToken(target)?.place,
    acceptedInOwnHeader: false,
    isOAuth: token !== undefined && recogniseCredential(token.value).kind === 'cf-oauth-token',
    accountId,
  };

  const maybeToken = token && !fault;
  if (!maybeToken && !onRestPlane) evidence.misspeltHeader = misspeltTokenHeader(Object.keys(access.headers));
  if (maybeToken && accountId) {
    const call = { origins, token: token.value };
    const [repeated, ownHeader, others, seen] = await Promise.all([
      onRestPlane ? undefined : lab.ask(junkProviderRequest(access, 'as-configured'), { fresh: true }),
      onRestPlane ? undefined : lab.ask(junkProviderRequest(access, { header: 'cf-aig-authorization' })),
      onRestPlane ? [] : Promise.all(target.otherTokens.map((other) => tryOther(lab, target, other))),
      askApi(lab, { ...call, accountId }),
    ]);
    if (repeated && gatewayError(repeated)?.code === ACCEPTED) return undefined;
    evidence.acceptedInOwnHeader = ownHeader !== undefined && gatewayError(ownHeader)?.code === ACCEPTED;
    evidence.acceptedInstead = others.find((place) => place !== undefined);
    Object.assign(evidence, seen);
  }

  const conclusion = concludeToken(evidence);
  const cause = onRestPlane ? restPlaneCause(conclusion.cause) : conclusion.cause;
  const instead = evidence.acceptedInstead ?? evidence.intactInstead;
  const other = target.otherTokens.find(({ place }) => place === instead);
  const values = {
    ...target.values,
    nearest: conclusion.nearest,
    header: token?.header,
    detail: fault?.detail,
    ...(cause === 'variable-shadowed' && other && shadowValues(target, other)),
    ...headerValues(target, evidence.misspeltHeader),
  };
  const refined = makeDiagnosis(
    cause,
    values,
    [...diagnosis.evidence, conclusion.because],
    conclusion.alternatives,
  );
  // `variable-shadowed` is usually a warning, but here it is why nothing works.
  return cause === 'variable-shadowed' ? { ...refined, severity: 'fail' } : refined;
}

/** What Cloudflare's API knows about a token and an account. */
export async function askApi(
  lab: Lab,
  call: AccountCall,
): Promise<Pick<TokenEvidence, 'accounts' | 'verified' | 'belongsToAccount'>> {
  const [user, account, accounts, gateways] = await Promise.all([
    lab.ask(management.verifyUserToken(call)),
    lab.ask(management.verifyAccountToken(call)),
    lab.ask(management.listAccounts(call)),
    lab.ask(management.listGateways(call)),
  ]);
  return {
    accounts: readAccounts(accounts)?.map(({ id }) => id),
    verified: readTokenStatus([user, account]),
    belongsToAccount: belongsToAccount(call.accountId, account, accounts, gateways),
  };
}

/** The source of the other value, if the gateway accepts it. */
async function tryOther(
  lab: Lab,
  { access, credentials }: Reachable,
  { value, place }: OtherToken,
): Promise<string | undefined> {
  const sent = credentials.gatewayToken?.value;
  if (sent === undefined) return undefined;
  const headers = Object.entries(access.headers).map(([name, text]) => [name, text.replaceAll(sent, value)]);
  const changed = { ...access, gatewayToken: value, headers: Object.fromEntries(headers) };
  const exchange = await lab.ask(junkProviderRequest(changed, 'as-configured'));
  return gatewayError(exchange)?.code === ACCEPTED ? place : undefined;
}

function headerValues({ block }: Reachable, header: string | undefined): Values {
  if (header === undefined) return {};
  const [, text = ''] = Object.entries(block.headers).find(([name]) => name.toLowerCase() === header) ?? [];
  return { header, tokenVariable: /\$\{(\w+)\}/.exec(text)?.[1] };
}

/** On the REST API the same error is about another permission. */
function restPlaneCause(cause: CauseId): CauseId {
  return cause === 'token-lacks-run' || cause === 'token-rejected' ? 'token-lacks-workers-ai' : cause;
}

function belongsToAccount(
  accountId: string,
  verifiedByAccount: Exchange,
  accounts: Exchange,
  gateways: Exchange,
): boolean | undefined {
  if (readGateways(gateways) || verifiedByAccount.response?.status === 200) return true;
  const ids = readAccounts(accounts)?.map(({ id }) => id);
  return ids?.length ? ids.includes(accountId) : undefined;
}
