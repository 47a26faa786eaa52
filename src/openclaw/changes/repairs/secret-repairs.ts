import { providerSlugOf } from '../../blocks/recipe-model-ids.js';
import { keyVariableOf } from '../../blocks/recipes.js';
import { TOKEN_VARIABLE } from '../../secrets/credential-roles.js';
import type { Damage } from './repair.js';

export interface PlacedSecret {
  variable?: string;
  env?: { key: string; value: string }[];
  /** The usual name, which has another value and keeps it. */
  instead?: string;
  why?: string;
}

/**
 * The variable that a secret of the config belongs into. A variable that already has another value is never replaced:
 * the secret then gets the next free name, `NAME_2` and so on.
 */
export function placeSecret(damage: Damage, value: string): PlacedSecret {
  const { credentials, environment, place, placed, block } = damage;
  const isProviderKey = credentials.providerKey?.value === value && credentials.gatewayToken?.value !== value;
  const provider = providerSlugOf(damage.route, block.models[0]?.id);
  const name = isProviderKey ? keyVariableOf(provider ?? 'provider') : TOKEN_VARIABLE;
  const variable = names(name).find((one) => {
    const present = placed.get(one) ?? environment.lookup(one)?.value;
    return present === value || (!present && !environment.isExportedEmpty(one));
  });
  if (variable === undefined)
    return { why: `${name} and the names after it already have other values; ${BY_HAND}` };
  const present = environment.lookup(variable);
  const instead = variable === name ? {} : { instead: name };
  if (present?.value === value) return { variable, ...instead };
  if (place.envPath === place.untrustedEnvPath)
    return { why: `OpenClaw does not take ${variable} from ${place.envPath}; ${BY_HAND}` };
  placed.set(variable, value);
  return { variable, ...instead, env: [{ key: variable, value }] };
}

const BY_HAND =
  'by hand: put the secret into ~/.openclaw/.env under a name of its own, and a reference to that name, in braces after a dollar sign, in its place';

function names(name: string): string[] {
  return [name, ...Array.from({ length: 8 }, (_, index) => `${name}_${index + 2}`)];
}
