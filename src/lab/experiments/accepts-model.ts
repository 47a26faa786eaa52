import { CATALOGUE } from '../../diagnosis/causes/catalogue.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import { type Choice, targetOf } from '../../openclaw/target.js';
import type { Lab } from '../lab.js';
import { isAccepted } from '../model-diagnosis.js';
import { isReachable, Probes } from '../probes.js';
import { isOffered } from './misspelt-model.js';

/** Whether the provider accepts a model or the gateway offers it, asked only if nothing is wrong with the address and the credentials. */
export async function acceptsModel(lab: Lab, snapshot: Snapshot, choice: Choice): Promise<boolean> {
  const target = targetOf(snapshot, choice);
  if (!target || !isReachable(target) || target.urlProblems.length) return false;
  const { problems, form } = target.credentials;
  const isBroken = problems.some(({ cause }) => CATALOGUE[cause].severity === 'fail');
  // Only OpenClaw can read such a reference.
  if (isBroken || form === 'foreign-ref') return false;
  const probes = new Probes(lab, target);
  return (await isAccepted(probes)) || isOffered(probes);
}
