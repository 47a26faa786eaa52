import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import { type Diagnosis, makeDiagnosis } from '../../diagnosis/reading/diagnosis.js';
import { management } from '../../gateway/management/management.js';
import { readCreditBalance } from '../../gateway/management/management-responses.js';
import { gatewayOfTarget } from '../../openclaw/gateway-of-target.js';
import type { Probes } from '../probes.js';

const UNPAID: readonly CauseId[] = ['credits-exhausted', 'unified-billing-refuses-responses'];

/** Adds the credit balance: Cloudflare has been seen to refuse payment despite remaining credits. */
export async function refineUnpaid({ lab, target }: Probes, diagnosis: Diagnosis): Promise<Diagnosis> {
  const gateway = gatewayOfTarget(target);
  if (!UNPAID.includes(diagnosis.cause) || !gateway) return diagnosis;
  const balance = readCreditBalance(await lab.ask(management.getCreditBalance(gateway)));
  if (balance === undefined) return diagnosis;
  const evidence = [...diagnosis.evidence, `billing/credit-balance: balance = ${balance}`];
  const values = { ...target.values, found: String(balance) };
  return makeDiagnosis(diagnosis.cause, values, evidence, diagnosis.alternatives);
}
