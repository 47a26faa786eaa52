import type { Check } from './check.js';
import type { DoctorContext } from './context.js';
import { clock } from './network/clock.js';
import { connection } from './network/connection.js';
import { gateway } from './network/gateway.js';
import { modelsOffered } from './network/models-offered.js';
import { provider } from './network/provider.js';
import { settings } from './network/settings.js';
import { token } from './network/token.js';
import { authProfiles } from './setup/auth-profiles.js';
import { baseUrl } from './setup/base-url.js';
import { configFile } from './setup/config-file.js';
import { configSyntax } from './setup/config-syntax.js';
import { credentials } from './setup/credentials.js';
import { daemon } from './setup/daemon.js';
import { envFile } from './setup/env-file.js';
import { model } from './setup/model.js';
import { node } from './setup/node.js';
import { openclaw } from './setup/openclaw.js';
import { openclawConfig } from './setup/openclaw-config.js';
import { otherBlocks } from './setup/other-blocks.js';
import { plugin } from './setup/plugin.js';
import { providerBlock } from './setup/provider-block.js';
import { proxy } from './setup/proxy.js';

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
