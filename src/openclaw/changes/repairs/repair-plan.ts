/** `openclaw/changes/repairs/`: plans what `doctor --fix` mends. */

import type { CauseId } from '../../../diagnosis/causes/catalogue.js';
import type { Origins } from '../../../gateway/address/origins.js';
import { parseBaseUrl } from '../../../gateway/address/parse-base-url.js';
import { DotenvRefused } from '../../../lib/dotenv/dotenv.js';
import type { TextFile } from '../../../lib/files/read-text.js';
import type { Json5Edit } from '../../../lib/json5/apply.js';
import { EditRefused } from '../../../lib/json5/edit-refused.js';
import type { ProviderBlock } from '../../blocks/block.js';
import type { OpenClawConfig } from '../../files/config.js';
import type { Place } from '../../files/locate.js';
import { writesFor } from '../../files/owner-file.js';
import { resolveCredentials } from '../../secrets/credentials.js';
import type { Environment } from '../../secrets/environment.js';
import { type Plan, type PlanInput, planEnv } from '../setup-plan.js';
import { installedForms } from '../version-forms.js';
import { fixApi, fixUrl } from './address-repairs.js';
import { allowModels } from './allow-repair.js';
import { fixApiKey, fixAuth, fixHeaders, fixPlugin, fixRefusedForms, fixSecrets } from './key-repairs.js';
import { fixFeatures, fixIds, fixMaxTokens, listModels, prefixRef } from './model-repairs.js';
import { fixAccountId, fixGatewayName, renameModels } from './name-repairs.js';
import { fixTokenText, sendNoProviderKey } from './payment-repairs.js';
import type { Fix, Repair, RepairContext, RepairFinding } from './repair.js';

export interface RepairInput extends Pick<PlanInput, 'installation' | 'plugin'> {
  place: Place;
  config: OpenClawConfig;
  environment: Environment;
  envFile: TextFile;
  origins: Origins;
  /** Causes without a repair are returned in `left`. */
  findings: readonly RepairFinding[];
  /** The block that doctor checked. */
  block?: ProviderBlock;
}

export interface Repairs {
  plan: Plan;
  /** Files whose mode changes; separate from the writes, which keep modes. */
  modes: { path: string; mode: number }[];
  fixed: { cause: CauseId; what: string }[];
  left: { cause: CauseId; why: string }[];
}

/** Files that other users can read; these repairs need no block. */
const FILES: Partial<Record<CauseId, (place: Place) => string>> = {
  'config-permissive': ({ configPath }) => configPath,
  'env-file-permissive': ({ envPath }) => envPath,
};

/** In the order of repair: the address first, because the form of the model ids depends on it. */
const REPAIRS: Partial<Record<CauseId, Repair>> = {
  'base-url-with-credentials': fixUrl,
  'base-url-wrong-host': fixUrl,
  'base-url-insecure': fixUrl,
  'base-url-extra-part': fixUrl,
  'base-url-account-malformed': fixUrl,
  'base-url-gateway-malformed': fixUrl,
  'base-url-gateway-missing': fixUrl,
  'base-url-route-missing': fixUrl,
  'base-url-route-unknown': fixUrl,
  'base-url-not-a-url': fixUrl,
  'base-url-full-endpoint': fixUrl,
  'base-url-doubled-part': fixUrl,
  'base-url-version-missing': fixUrl,
  'api-mismatch': fixApi,
  'account-id-mistyped': fixAccountId,
  'gateway-not-found': fixGatewayName,
  'token-malformed': fixTokenText,
  'openclaw-too-old': fixRefusedForms,
  'api-key-missing': fixApiKey,
  'api-key-bare-name': fixApiKey,
  'api-key-dollar-form': fixApiKey,
  'api-key-reference-malformed': fixApiKey,
  'api-key-wrong-reference': fixApiKey,
  'header-malformed': fixHeaders,
  'secret-in-config': fixSecrets,
  'provider-key-is-placeholder': sendNoProviderKey,
  'provider-key-is-gateway-token': sendNoProviderKey,
  'auth-profile-shadows': fixAuth,
  'plugin-may-interfere': fixPlugin,
  // Before the repairs that remove entries, which move the others.
  'max-tokens-field': fixMaxTokens,
  'provider-max-tokens-field': fixMaxTokens,
  'tools-with-effort': fixFeatures,
  'provider-tools-with-effort': fixFeatures,
  'usage-not-reported': fixFeatures,
  'reasoning-not-used': fixFeatures,
  'model-prefix-missing': fixIds,
  'model-prefix-unknown': fixIds,
  'model-prefix-superfluous': fixIds,
  'model-ref-prefix-missing': prefixRef,
  'model-listed-unfit': fixIds,
  'model-primary-missing': () => ({
    why: 'only you know which model should be the default; `cf-aig init` asks for it',
  }),
  'models-empty': listModels,
  'model-not-listed': listModels,
  'model-not-offered': renameModels,
  'model-not-allowed': allowModels,
  'model-primary-not-allowed': allowModels,
};

/** Plans every repair that needs no decision of the user. Never throws if a file cannot be edited: `left` then has all
 * causes, with the reason. */
export function planRepairs(input: RepairInput): Repairs {
  const causes = [...new Set(input.findings.map(({ cause }) => cause))];
  const context = createContext(input);
  const fixes: [CauseId, Fix][] = [];
  const left: Repairs['left'] = [];
  for (const cause of causes.sort((a, b) => rank(a) - rank(b))) {
    const result = repair(cause, input, context);
    if ('why' in result) left.push({ cause, why: result.why });
    else fixes.push([cause, result]);
  }
  try {
    return { ...collectEdits(input, fixes, context?.block.id), left };
  } catch (error) {
    if (!(error instanceof EditRefused || error instanceof DotenvRefused)) throw error;
    const why = error.message;
    return {
      plan: { place: input.place, writes: [], configAfter: input.config.text, envAfter: '', notes: [] },
      modes: [],
      fixed: [],
      left: [...fixes.map(([cause]) => ({ cause, why })), ...left],
    };
  }
}

/** Why a cause without a repair is left. */
export const NO_REPAIR = 'cf-aig cannot fix this; do what its fix says';

function repair(
  cause: CauseId,
  { place, findings }: RepairInput,
  context: RepairContext | undefined,
): ReturnType<Repair> {
  const path = FILES[cause]?.(place);
  if (path !== undefined) return { what: `${path} has mode 0600`, modes: [{ path, mode: 0o600 }] };
  const fix = REPAIRS[cause];
  if (!fix) return { why: NO_REPAIR };
  if (!context) return { why: 'there is no provider block to fix; run `cf-aig init`' };
  return fix(
    context,
    findings.filter((finding) => finding.cause === cause),
  );
}

function rank(cause: CauseId): number {
  const index = Object.keys(REPAIRS).indexOf(cause);
  return index < 0 ? Number.POSITIVE_INFINITY : index;
}

function createContext({
  config,
  place,
  environment,
  origins,
  block,
  installation,
  plugin,
}: RepairInput): RepairContext | undefined {
  if (!config.value || !block) return undefined;
  const { problems } = parseBaseUrl(block.baseUrl ?? '', origins, block.api);
  const correctedUrl = problems.find(({ suggestion }) => suggestion !== undefined)?.suggestion;
  const { url } = parseBaseUrl(correctedUrl ?? block.baseUrl ?? '', origins, block.api);
  return {
    place,
    config,
    environment,
    origins,
    block,
    // Every repair of a key puts the block's own first.
    credentials: resolveCredentials({ ...block, auth: 'api-key' }, environment),
    installed: installedForms({ installation, plugin }),
    movedSecrets: new Map(),
    correctedUrl,
    route: url?.route,
  };
}

function collectEdits(
  { place, config, envFile }: RepairInput,
  fixes: readonly [CauseId, Fix][],
  providerId: string | undefined,
): Omit<Repairs, 'left'> {
  const edits = withoutRepetition(fixes.flatMap(([, fix]) => fix.edits ?? []));
  const env = new Map(fixes.flatMap(([, fix]) => fix.env ?? []).map(({ key, value }) => [key, value]));
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
    modes: fixes.flatMap(([, fix]) => fix.modes ?? []),
    fixed: fixes.map(([cause, { what }]) => ({ cause, what })),
  };
}

/** Two causes can have the same fix. */
function withoutRepetition(edits: readonly Json5Edit[]): Json5Edit[] {
  return [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
}
