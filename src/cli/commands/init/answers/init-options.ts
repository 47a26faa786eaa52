import type { AskOptions, CommonOptions, PlaceOptions } from '../../../shared/options.js';
import type { SetupModes } from './mode-flags.js';

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
  /** The first becomes the primary model. */
  model?: string[];
  fallback?: string[];
  createGateway?: boolean;
  /** Seconds */
  cacheTtl?: number;
  rateLimit?: { rateLimit: number; rateInterval: number };
  /** commander: false when `--no-logs` was given */
  logs?: boolean;
  /** commander: false when `--no-authentication` was given */
  authentication?: boolean;
  accessible?: boolean;
  keepPrimary?: boolean;
  dryRun?: boolean;
  /** commander: false when `--no-check` was given */
  check?: boolean;
  sandbox?: boolean;
  timeout: number;
}
