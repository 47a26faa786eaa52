import { allowList } from './block/allow-list.js';
import { baseUrl } from './block/base-url.js';
import { credentials } from './block/credentials-check.js';
import { headers } from './block/headers.js';
import { memorySearch } from './block/memory-search.js';
import { model } from './block/model.js';
import { modelFeatures } from './block/model-features-check.js';
import { otherBlocks } from './block/other-blocks.js';
import { plugin } from './block/plugin-check.js';
import type { AnyCheck } from './check/check.js';
import { CHECK_IDS, type CheckId } from './check/check-ids.js';
import type { Finding } from './check/finding.js';
import { configFile } from './config/config-file.js';
import { configSyntax } from './config/config-syntax.js';
import { openclaw } from './config/openclaw.js';
import { openclawConfig } from './config/openclaw-config.js';
import { providerBlock } from './config/provider-block.js';
import { envFile } from './machine/env-file.js';
import { node } from './machine/node.js';
import { proxy } from './machine/proxy.js';
import { authProfiles } from './runtime/auth-profiles.js';
import { daemon } from './runtime/daemon.js';
import { clock } from './wire/clock.js';
import { connection } from './wire/connection.js';
import { gateway } from './wire/gateway.js';
import { settings } from './wire/gateway-settings.js';
import { modelsOffered } from './wire/models-offered.js';
import { provider } from './wire/provider.js';
import { token } from './wire/token.js';

/** To add a check, add a file, its id, and a row here; the compiler says what is missing. */
const CHECKS: { [Id in CheckId]: AnyCheck<Id> } = {
  node,
  openclaw,
  'config-file': configFile,
  'config-syntax': configSyntax,
  'openclaw-config': openclawConfig,
  'env-file': envFile,
  'provider-block': providerBlock,
  'base-url': baseUrl,
  credentials,
  headers,
  model,
  'model-features': modelFeatures,
  'allow-list': allowList,
  'memory-search': memorySearch,
  'other-blocks': otherBlocks,
  plugin,
  'auth-profiles': authProfiles,
  daemon,
  proxy,
  connection,
  clock,
  gateway,
  token,
  provider,
  'models-offered': modelsOffered,
  'gateway-settings': settings,
};

/** In the order of output. */
export const ALL_CHECKS: readonly AnyCheck[] = CHECK_IDS.map((id) => CHECKS[id]);

const TITLES = new Map<string, string>(ALL_CHECKS.map(({ id, title }) => [id, title]));

/** The title of a finding's check. */
export function titleOf({ check }: Pick<Finding, 'check'>): string {
  return TITLES.get(check) ?? check;
}
