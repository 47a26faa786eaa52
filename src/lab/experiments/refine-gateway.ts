import { type Diagnosis, makeDiagnosis } from '../../diagnosis/reading/diagnosis.js';
import { management } from '../../gateway/management/management.js';
import { readAccounts, readGateways } from '../../gateway/management/management-responses.js';
import type { Probes } from '../probes.js';
import { concludeGateway } from './conclude-gateway.js';

/** What the gateway host answers when it does not know the gateway, or the account. */
export const GATEWAY_UNKNOWN = 2001;

/** Compares the names in the base URL with those that exist, when the token may list them. */
export async function refineUnknownGateway(
  { lab, target }: Probes,
  diagnosis: Diagnosis,
): Promise<Diagnosis> {
  const { url, credentials, origins } = target;
  const { accountId, gateway } = url ?? {};
  const token = credentials.gatewayToken?.value;
  if (!accountId || !gateway || !token) return diagnosis;

  const [gateways, accounts] = await Promise.all([
    lab.ask(management.listGateways({ origins, token, accountId })),
    lab.ask(management.listAccounts({ origins, token })),
  ]);
  const { cause, alternatives, nearest, because } = concludeGateway({
    accountId,
    gateway,
    gateways: readGateways(gateways)?.map(({ id }) => id),
    accounts: readAccounts(accounts)?.map(({ id }) => id),
  });
  return makeDiagnosis(cause, { ...target.values, nearest }, [...diagnosis.evidence, because], alternatives);
}
