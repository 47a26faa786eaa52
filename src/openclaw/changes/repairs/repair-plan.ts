import type { CauseId } from '../../../diagnosis/causes/catalogue.js';
import type { Origins } from '../../../gateway/address/origins.js';
import { parseBaseUrl } from '../../../gateway/address/parse-base-url.js';
import { DotenvRefused } from '../../../lib/dotenv/dotenv.js';
import type { TextFile } from '../../../lib/files/read-text.js';
import { EditRefused } from '../../../lib/json5/edit-refused.js';
import type { ProviderBlock } from '../../blocks/block.js';
import type { OpenClawConfig } from '../../files/config.js';
import type { Place } from '../../files/locate.js';
import { writesFor } from '../../files/owner-file.js';
import { resolveCredentials } from '../../secrets/credentials.js';
import type { Environment } from '../../secrets/environment.js';
import { type Plan, planEnv } from '../setup-plan.js';
import { mendApi, mendUrl } from './address-repairs.js';
import { mendApiKey, mendAuth, mendHeaders, mendPlugin, mendSecrets } from './key-repairs.js';
import { listModels, mendIds, mendMaxTokens, prefixRef } from './model-repairs.js';
import { mendAccountId, mendGatewayName, renameModels } from './name-repairs.js';
import { mendTokenText, sendNoProviderKey } from './payment-repairs.js';
import type { Damage, Mend, Repair, Trouble } from './repair.js';

export interface RepairInput {
  place: Place;
  config: OpenClawConfig;
  environment: Environment;
  envFile: TextFile;
  origins: Origins;
  /** What doctor found; what no repair can mend comes back in `left`. */
  troubles: readonly Trouble[];
  /** The block that was looked at. */
  block?: ProviderBlock;
}

export interface Repairs {
  plan: Plan;
  /** Files to be closed to others; not part of the writes, which keep modes. */
  modes: { path: string; mode: number }[];
  fixed: { cause: CauseId; what: string }[];
  left: { cause: CauseId; why: string }[];
}

/** Files that others may read; they can be closed without a look at the block. */
const FILES: Partial<Record<CauseId, (place: Place) => string>> = {
  'config-permissive': ({ configPath }) => configPath,
  'env-file-permissive': ({ envPath }) => envPath,
};

/** In the order in which they are carried out: the address first, since the form of the model ids follows from it. */
const REPAIRS: Partial<Record<CauseId, Repair>> = {
  'base-url-with-credentials': mendUrl,
  'base-url-wrong-host': mendUrl,
  'base-url-insecure': mendUrl,
  'base-url-extra-part': mendUrl,
  'base-url-account-malformed': mendUrl,
  'base-url-gateway-malformed': mendUrl,
  'base-url-gateway-missing': mendUrl,
  'base-url-route-missing': mendUrl,
  'base-url-route-unknown': mendUrl,
  'base-url-full-endpoint': mendUrl,
  'base-url-doubled-part': mendUrl,
  'base-url-version-missing': mendUrl,
  'api-mismatch': mendApi,
  'account-id-mistyped': mendAccountId,
  'gateway-not-found': mendGatewayName,
  'token-malformed': mendTokenText,
  'api-key-missing': mendApiKey,
  'api-key-bare-name': mendApiKey,
  'api-key-dollar-form': mendApiKey,
  'api-key-reference-malformed': mendApiKey,
  'header-malformed': mendHeaders,
  'secret-in-config': mendSecrets,
  'provider-key-is-placeholder': sendNoProviderKey,
  'provider-key-is-gateway-token': sendNoProviderKey,
  'auth-profile-shadows': mendAuth,
  'plugin-may-interfere': mendPlugin,
  'model-prefix-missing': mendIds,
  'model-prefix-unknown': mendIds,
  'model-prefix-superfluous': mendIds,
  'model-ref-prefix-missing': prefixRef,
  'model-listed-unfit': mendIds,
  'model-primary-missing': () => ({
    why: 'which model is to be the default only you can say; `cf-aig init` asks for it',
  }),
  'max-tokens-field': mendMaxTokens,
  'provider-max-tokens-field': mendMaxTokens,
  'models-empty': listModels,
  'model-not-listed': listModels,
  'model-not-offered': renameModels,
};

/** The edits that mend what doctor found, as far as it can be mended without asking. Never throws for a file that
 * cannot be edited: then everything is left, with the reason. */
export function planRepairs(input: RepairInput): Repairs {
  const causes = [...new Set(input.troubles.map(({ cause }) => cause))];
  const damage = assess(input);
  const mends: [CauseId, Mend][] = [];
  const left: Repairs['left'] = [];
  for (const cause of causes.sort((a, b) => order(a) - order(b))) {
    const outcome = attempt(cause, input, damage);
    if ('why' in outcome) left.push({ cause, why: outcome.why });
    else mends.push([cause, outcome]);
  }
  try {
    return { ...gatherEdits(input, mends, damage?.block.id), left };
  } catch (error) {
    if (!(error instanceof EditRefused || error instanceof DotenvRefused)) throw error;
    const why = error.message;
    return {
      plan: { place: input.place, writes: [], configAfter: input.config.text, envAfter: '', notes: [] },
      modes: [],
      fixed: [],
      left: [...mends.map(([cause]) => ({ cause, why })), ...left],
    };
  }
}

function attempt(
  cause: CauseId,
  { place, troubles }: RepairInput,
  damage: Damage | undefined,
): ReturnType<Repair> {
  const path = FILES[cause]?.(place);
  if (path !== undefined) return { what: `${path} has mode 0600`, modes: [{ path, mode: 0o600 }] };
  const repair = REPAIRS[cause];
  if (!repair) return { why: 'it cannot be mended from here; the steps say what to do' };
  if (damage)
    return repair(
      damage,
      troubles.filter((trouble) => trouble.cause === cause),
    );
  return { why: 'there is no provider block to mend; run `cf-aig init`' };
}

function order(cause: CauseId): number {
  const index = Object.keys(REPAIRS).indexOf(cause);
  return index < 0 ? Number.POSITIVE_INFINITY : index;
}

function assess({ config, place, environment, origins, block }: RepairInput): Damage | undefined {
  if (!config.value || !block) return undefined;
  const { problems } = parseBaseUrl(block.baseUrl ?? '', origins, block.api);
  const mendedUrl = problems.find(({ suggestion }) => suggestion !== undefined)?.suggestion;
  const { url } = parseBaseUrl(mendedUrl ?? block.baseUrl ?? '', origins, block.api);
  return {
    place,
    config,
    environment,
    origins,
    block,
    credentials: resolveCredentials(block, environment),
    placed: new Map(),
    mendedUrl,
    route: url?.route,
  };
}

function gatherEdits(
  { place, config, envFile }: RepairInput,
  mends: readonly [CauseId, Mend][],
  providerId: string | undefined,
): Omit<Repairs, 'left'> {
  const edits = mends.flatMap(([, mend]) => mend.edits ?? []);
  const env = new Map(mends.flatMap(([, mend]) => mend.env ?? []).map(({ key, value }) => [key, value]));
  const envWrite = env.size
    ? planEnv(
        envFile,
        [...env].map(([key, value]) => ({ key, value })),
      )
    : undefined;
  const configWrites = edits.length ? writesFor(config, edits) : [];
  return {
    plan: {
      place,
      providerId,
      writes: [...(envWrite ? [envWrite] : []), ...configWrites],
      configAfter: configWrites.find(({ path }) => path === config.path)?.after ?? config.text,
      envAfter: envWrite?.after ?? (envFile.kind === 'file' ? envFile.text : ''),
      notes: [],
    },
    modes: mends.flatMap(([, mend]) => mend.modes ?? []),
    fixed: mends.map(([cause, { what }]) => ({ cause, what })),
  };
}
