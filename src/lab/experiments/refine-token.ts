import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { gatewayError } from '../../diagnosis/reading/diagnose.js';
import { type Diagnosis, makeDiagnosis } from '../../diagnosis/reading/diagnosis.js';
import type { Values } from '../../diagnosis/reading/values.js';
import { recogniseCredential } from '../../gateway/credentials/credential-kinds.js';
import { findTokenFault } from '../../gateway/credentials/token-fault.js';
import { management } from '../../gateway/management/management.js';
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

/** What the gateway answers to a junk provider once it has accepted address and token. */
export const ACCEPTED = 2008;
export const UNAUTHORIZED = 2009;

/**
 * A 2009, and a 10000 on the REST API, stand for every failure of a token alike: varies one thing at a time, side by
 * side and free of cost, and names the cause. `undefined`: the same request was accepted when repeated.
 */
export async function refineTokenRefusal(
  { lab, target, onRestPlane }: Probes,
  diagnosis: Diagnosis,
): Promise<Diagnosis | undefined> {
  const { access, origins } = target;
  const held = target.credentials.gatewayToken;
  const fault = held && findTokenFault(held.value);
  const accountId = target.url?.accountId;
  const evidence: TokenEvidence = {
    sent: held !== undefined,
    looksLikeProviderKey: fault?.cause === 'token-is-provider-key',
    malformed: fault !== undefined,
    intactInstead: intactToken(target)?.place,
    acceptedInOwnHeader: false,
    isOAuth: held !== undefined && recogniseCredential(held.value).kind === 'cf-oauth-token',
    accountId,
  };

  const maybeToken = held && !fault;
  if (!maybeToken && !onRestPlane) evidence.misspeltHeader = misspeltTokenHeader(Object.keys(access.headers));
  if (maybeToken && accountId) {
    const credential = { origins, token: held.value };
    const [again, ownHeader, others, user, account, accounts, gateways] = await Promise.all([
      onRestPlane ? undefined : lab.ask(junkProviderRequest(access, 'as-configured'), { fresh: true }),
      onRestPlane ? undefined : lab.ask(junkProviderRequest(access, { header: 'cf-aig-authorization' })),
      onRestPlane ? [] : Promise.all(target.otherTokens.map((other) => tryOther(lab, target, other))),
      lab.ask(management.verifyUserToken(credential)),
      lab.ask(management.verifyAccountToken({ ...credential, accountId })),
      lab.ask(management.listAccounts(credential)),
      lab.ask(management.listGateways({ ...credential, accountId })),
    ]);
    if (again && gatewayError(again)?.code === ACCEPTED) return undefined;
    evidence.acceptedInOwnHeader = ownHeader !== undefined && gatewayError(ownHeader)?.code === ACCEPTED;
    evidence.acceptedInstead = others.find((place) => place !== undefined);
    evidence.accounts = readAccounts(accounts)?.map(({ id }) => id);
    evidence.verified = readTokenStatus([user, account]);
    evidence.belongsToAccount = belongs(accountId, account, accounts, gateways);
  }

  const { cause: concluded, alternatives, because, nearest } = concludeToken(evidence);
  const cause = onRestPlane ? asOnRestPlane(concluded) : concluded;
  const instead = evidence.acceptedInstead ?? evidence.intactInstead;
  const other = target.otherTokens.find(({ place }) => place === instead);
  const values = {
    ...target.values,
    nearest,
    header: held?.header,
    detail: fault?.detail,
    ...(cause === 'variable-shadowed' && other && shadowValues(target, other)),
    ...headerValues(target, evidence.misspeltHeader),
  };
  const concludedDiagnosis = makeDiagnosis(cause, values, [...diagnosis.evidence, because], alternatives);
  // A warning elsewhere; here it is why nothing works.
  return cause === 'variable-shadowed' ? { ...concludedDiagnosis, severity: 'fail' } : concludedDiagnosis;
}

/** The place of the other value, if the gateway accepts it. */
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

/** The same refusal on the REST API is about another permission. */
function asOnRestPlane(cause: CauseId): CauseId {
  return cause === 'token-lacks-run' || cause === 'token-rejected' ? 'token-lacks-workers-ai' : cause;
}

function belongs(
  accountId: string,
  verifiedByAccount: Exchange,
  accounts: Exchange,
  gateways: Exchange,
): boolean | undefined {
  if (readGateways(gateways) || verifiedByAccount.response?.status === 200) return true;
  const seen = readAccounts(accounts)?.map(({ id }) => id);
  return seen?.length ? seen.includes(accountId) : undefined;
}
