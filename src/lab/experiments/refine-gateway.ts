import { type Diagnosis, makeDiagnosis } from '../../diagnosis/reading/diagnosis.js';
import { management } from '../../gateway/management/management.js';
import { readAccounts, readGateways } from '../../gateway/management/management-responses.js';
import { gatewayOfTarget } from '../../openclaw/gateway-of-target.js';
import type { Probes } from '../probes.js';
import { concludeGateway } from './conclude-gateway.js';

/** Error code for an unknown gateway or account. */
export const GATEWAY_UNKNOWN = 2001;

/** Compares the names that the block sends with existing ones, if the token can list them. */
export async function refineUnknownGateway(
  { lab, target }: Probes,
  diagnosis: Diagnosis,
): Promise<Diagnosis> {
  const call = gatewayOfTarget(target);
  if (!call) return diagnosis;
  const { origins, token, accountId, gateway } = call;

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
