import { TOKEN_VARIABLE } from '../credential-roles.js';
import { providerSlugOf } from '../model-ids.js';
import { keyVariableOf } from '../recipes.js';
import type { Damage } from './repair.js';

export interface PlacedSecret {
  variable?: string;
  env?: { key: string; value: string }[];
  why?: string;
}

/** The variable that a secret of the config belongs into. A variable that already has another value is never replaced. */
export function placeSecret(damage: Damage, value: string): PlacedSecret {
  const { credentials, environment, place, block } = damage;
  const isProviderKey = credentials.providerKey?.value === value && credentials.gatewayToken?.value !== value;
  const provider = providerSlugOf(damage.route, block.models[0]?.id);
  const variable = isProviderKey ? keyVariableOf(provider ?? 'provider') : TOKEN_VARIABLE;
  const present = environment.lookup(variable);
  if (present?.value === value) return { variable };
  if (present?.value || environment.isExportedEmpty(variable)) {
    const where = present?.from.file ?? 'the environment';
    return { why: `${variable} already has another value in ${where}; decide which of the two is right` };
  }
  if (place.envPath === place.untrustedEnvPath)
    return { why: `OpenClaw does not take ${variable} from ${place.envPath}` };
  return { variable, env: [{ key: variable, value }] };
}
