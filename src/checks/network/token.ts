import { diagnoseExchange, gatewayError } from '../../diagnosis/diagnose.js';
import { makeDiagnosis } from '../../diagnosis/diagnosis.js';
import type { Exchange } from '../../diagnosis/exchange.js';
import { checkGatewayToken, recogniseCredential } from '../../gateway/identifiers.js';
import { management, readAccounts, readGateways, readTokenStatus } from '../../gateway/management.js';
import { junkProviderRequest } from '../../gateway/requests.js';
import type { Check } from '../check.js';
import type { DoctorContext } from '../context.js';
import { concludeToken, type TokenEvidence } from '../experiments/token.js';
import { advice, diagnosed, type Outcome, pass, skip } from '../finding.js';
import { anonymousContact, firstContact, probeOf } from './probes.js';

const INVALID_PROVIDER = 2008;
const UNAUTHORIZED = 2009;

/** Does the gateway accept the gateway token, and does it ask for one at all? */
export const token: Check<DoctorContext> = {
  id: 'token',
  title: 'Gateway token',
  needs: ['connection'],
  network: true,
  async run(context): Promise<Outcome> {
    const { onRestPlane, target } = await probeOf(context);
    const exchange = await firstContact(context);
    const diagnosis = diagnoseExchange(exchange, await context.values());
    if (refused(exchange)) return whyRefused(context);
    if (diagnosis?.category === 'bad-token') return diagnosed(diagnosis);
    if (onRestPlane) return pass('accepted by Cloudflare’s REST API');
    if (diagnosis?.category === 'bad-url') return skip('not looked at: gateway failed');
    if (gatewayError(exchange) && gatewayError(exchange)?.code !== INVALID_PROVIDER && diagnosis)
      return diagnosed(diagnosis);

    const open = gatewayError(await anonymousContact(context))?.code === INVALID_PROVIDER;
    if (open) return openGateway(Boolean(target.credentials.gatewayToken));
    const variable = target.credentials.gatewayToken?.variable;
    return pass(variable ? `accepted (${variable})` : 'accepted');
  },
};

function openGateway(tokenSent: boolean): Outcome {
  return advice(
    tokenSent
      ? 'the gateway asks for no token: anybody who knows its address can use it'
      : 'no token is needed: anybody who knows the gateway’s address can use it',
    ['Turn on “Authenticated Gateway” in the gateway’s settings, so that only holders of a token get through.'],
  );
}

function refused(exchange: Exchange): boolean {
  return exchange.plane === 'gateway' && gatewayError(exchange)?.code === UNAUTHORIZED;
}

/** 2009 stands for every failure of a token alike: vary one thing at a time, and see which one helps. */
async function whyRefused(context: DoctorContext): Promise<Outcome> {
  const { access, target } = await probeOf(context);
  const { wire, origins } = context;
  const values = await context.values();
  const told = diagnoseExchange(await firstContact(context), values)!;
  const held = target.credentials.gatewayToken;
  const accountId = target.url?.accountId;

  const evidence: TokenEvidence = {
    sent: held !== undefined,
    looksLikeProviderKey: held !== undefined && recogniseCredential(held.value).kind === 'provider-key',
    malformed: held !== undefined && !checkGatewayToken(held.value).ok,
    acceptedInOwnHeader: false,
  };
  const worthAsking = held && accountId && !evidence.looksLikeProviderKey && !evidence.malformed;
  if (worthAsking) {
    const credential = { origins, token: held.value };
    const [again, ownHeader, user, account, accounts, gateways] = await Promise.all([
      wire.send({ ...junkProviderRequest(access, 'as-configured'), id: 'junk-provider-again' }),
      wire.send(junkProviderRequest(access, { header: 'cf-aig-authorization' })),
      wire.send(management.verifyUserToken(credential)),
      wire.send(management.verifyAccountToken({ ...credential, accountId })),
      wire.send(management.listAccounts(credential)),
      wire.send(management.listGateways({ ...credential, accountId })),
    ]);
    if (gatewayError(again)?.code === INVALID_PROVIDER) {
      return advice('refused once, then accepted: the gateway was throttling', [
        'Run `cf-aig doctor` again in a minute; nothing in the setup needs to change.',
      ]);
    }
    evidence.acceptedInOwnHeader = gatewayError(ownHeader)?.code === INVALID_PROVIDER;
    evidence.verified = readTokenStatus([user, account]);
    evidence.belongsToAccount = belongs(accountId, account, accounts, gateways);
  }

  const { cause, alternatives, because } = concludeToken(evidence);
  return diagnosed(makeDiagnosis(cause, values, [...told.evidence, because], alternatives));
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
