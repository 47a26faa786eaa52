import type { CauseId } from '../../../diagnosis/causes/catalogue.js';
import type { Origins } from '../../../gateway/address/origins.js';
import type { Json5Edit } from '../../../lib/json5/apply.js';
import type { ProviderBlock } from '../../blocks/block.js';
import type { OpenClawConfig } from '../../files/config.js';
import type { Place } from '../../files/locate.js';
import type { ResolvedCredentials } from '../../secrets/credentials.js';
import type { Environment } from '../../secrets/environment.js';
import type { InstalledForms } from '../version-forms.js';

/** The parts of a finding that repairs need. */
export interface RepairFinding {
  cause: CauseId;
  /** The name that the user probably meant. */
  nearest?: string;
  /** The model id with the problem. */
  model?: string;
}

/** Everything that a repair needs. */
export interface RepairContext {
  place: Place;
  config: OpenClawConfig;
  environment: Environment;
  origins: Origins;
  block: ProviderBlock;
  credentials: ResolvedCredentials;
  installed: InstalledForms;
  /** Secrets moved so far, by variable: two secrets of one block must not share a name. */
  movedSecrets: Map<string, string>;
  /** The corrected base URL; undefined if it is right, or cannot be corrected. */
  correctedUrl?: string;
  /** The route of the corrected base URL. */
  route?: string;
}

/** The fix for one cause. All parts are applied together. */
export interface Fix {
  /** One sentence for the user, without secrets. */
  what: string;
  edits?: Json5Edit[];
  /** Variables to set in the `.env`. */
  env?: { key: string; value: string }[];
  /** Files whose mode changes. */
  modes?: { path: string; mode: number }[];
}

/** Returns a fix, or why the user has to do it. `findings` are those of one cause. */
export type Repair = (context: RepairContext, findings: readonly RepairFinding[]) => Fix | { why: string };
