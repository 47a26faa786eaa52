import { type Diagnosis, makeDiagnosis } from '../../diagnosis/reading/diagnosis.js';
import { management } from '../../gateway/management/management.js';
import { readAccounts, readGateways } from '../../gateway/management/management-answers.js';
import { type DoctorContext, valuesOf } from '../context.js';
import type { Probe } from '../probes.js';
import { concludeGateway } from './conclude-gateway.js';

/** What the gateway host answers when it does not know the gateway, or the account. */
export const GATEWAY_UNKNOWN = 2001;

/** Compares the names in the base URL with those that exist, when the token may list them. */
export async function refineUnknownGateway(
  context: DoctorContext,
  { target }: Probe,
  told: Diagnosis,
): Promise<Diagnosis> {
  const { accountId, gateway } = target.url ?? {};
  const token = target.credentials.gatewayToken?.value;
  if (!accountId || !gateway || !token) return told;

  const { origins, wire } = context;
  const [gateways, accounts] = await Promise.all([
    wire.send(management.listGateways({ origins, token, accountId })),
    wire.send(management.listAccounts({ origins, token })),
  ]);
  const { cause, alternatives, nearest, because } = concludeGateway({
    accountId,
    gateway,
    gateways: readGateways(gateways)?.map(({ id }) => id),
    accounts: readAccounts(accounts)?.map(({ id }) => id),
  });
  const values = { ...valuesOf(context.place, target), nearest };
  return makeDiagnosis(cause, values, [...told.evidence, because], alternatives);
}
