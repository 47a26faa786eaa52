import { providerSlugOf } from '../../blocks/recipe-model-ids.js';
import { keyVariableOf } from '../../blocks/recipes.js';
import { TOKEN_VARIABLE } from '../../secrets/credential-roles.js';
import type { RepairContext } from './repair.js';

export interface SecretMove {
  variable?: string;
  env?: { key: string; value: string }[];
  /** The default name, if it already has another value. */
  takenName?: string;
  /** Why the secret cannot be moved. */
  why?: string;
}

/**
 * Chooses the variable for a secret of the config. A variable with another value is never overwritten: the secret gets
 * the next free name, `NAME_2` and so on.
 */
export function moveSecret(context: RepairContext, value: string): SecretMove {
  const { credentials, environment, place, movedSecrets, block } = context;
  const isProviderKey = credentials.providerKey?.value === value && credentials.gatewayToken?.value !== value;
  const provider = providerSlugOf(context.route, block.models[0]?.id);
  const name = isProviderKey ? keyVariableOf(provider ?? 'provider') : TOKEN_VARIABLE;
  const variable = candidateNames(name).find((candidate) => {
    const present = movedSecrets.get(candidate) ?? environment.lookup(candidate)?.value;
    return present === value || (!present && !environment.isExportedEmpty(candidate));
  });
  if (variable === undefined)
    return { why: `${name} and the names that follow it already have other values; ${BY_HAND}` };
  const present = environment.lookup(variable);
  const takenName = variable === name ? undefined : name;
  if (present?.value === value) return { variable, takenName };
  if (place.envPath === place.untrustedEnvPath)
    return { why: `OpenClaw does not read ${variable} from ${place.envPath}; ${BY_HAND}` };
  movedSecrets.set(variable, value);
  return { variable, takenName, env: [{ key: variable, value }] };
}

const BY_HAND =
  'by hand: put the secret into ~/.openclaw/.env under its own name, and replace it in the config with a reference to that name, in braces after a dollar sign';

function candidateNames(name: string): string[] {
  return [name, ...Array.from({ length: 8 }, (_, index) => `${name}_${index + 2}`)];
}
