import type { AskOptions, CommonOptions, PlaceOptions } from '../options.js';
import type { SetupModes } from '../tree/setup-modes.js';

export interface InitOptions extends CommonOptions, PlaceOptions, AskOptions, SetupModes {
  accountId?: string;
  gateway?: string;
  token?: string;
  tokenStdin?: boolean;
  tokenEnv?: string;
  recipe?: string;
  pay?: string;
  provider?: string;
  providerKeyEnv?: string;
  model?: string;
  keepPrimary?: boolean;
  dryRun?: boolean;
  /** commander: false when `--no-check` was given */
  check?: boolean;
  sandbox?: boolean;
  timeout: number;
}
