import type { DoctorContext } from '../lab/context.js';
import { authProfiles } from './block/auth-profiles.js';
import { baseUrl } from './block/base-url.js';
import { credentials } from './block/credentials-check.js';
import { daemon } from './block/daemon.js';
import { model } from './block/model.js';
import { otherBlocks } from './block/other-blocks.js';
import { plugin } from './block/plugin-check.js';
import type { Check } from './check/check.js';
import { configFile } from './config/config-file.js';
import { configSyntax } from './config/config-syntax.js';
import { envFile } from './config/env-file.js';
import { openclawConfig } from './config/openclaw-config.js';
import { providerBlock } from './config/provider-block.js';
import { node } from './machine/node.js';
import { openclaw } from './machine/openclaw.js';
import { proxy } from './machine/proxy.js';
import { clock } from './wire/clock.js';
import { connection } from './wire/connection.js';
import { gateway } from './wire/gateway.js';
import { settings } from './wire/gateway-settings.js';
import { modelsOffered } from './wire/models-offered.js';
import { provider } from './wire/provider.js';
import { token } from './wire/token.js';

/** Everything that doctor looks at, in the order in which it is shown. A new check is one file and one line here. */
export const CHECKS: readonly Check<DoctorContext>[] = [
  node,
  openclaw,
  configFile,
  configSyntax,
  openclawConfig,
  envFile,
  providerBlock,
  baseUrl,
  credentials,
  model,
  otherBlocks,
  plugin,
  authProfiles,
  daemon,
  proxy,
  connection,
  clock,
  gateway,
  token,
  provider,
  modelsOffered,
  settings,
];
