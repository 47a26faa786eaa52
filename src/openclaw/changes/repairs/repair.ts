import type { CauseId } from '../../../diagnosis/causes/catalogue.js';
import type { Origins } from '../../../gateway/address/origins.js';
import type { Json5Edit } from '../../../lib/json5/apply.js';
import type { ProviderBlock } from '../../blocks/block.js';
import type { OpenClawConfig } from '../../files/config.js';
import type { Place } from '../../files/locate.js';
import type { ResolvedCredentials } from '../../secrets/credentials.js';
import type { Environment } from '../../secrets/environment.js';

/** What doctor found, as far as a repair needs it. */
export interface Trouble {
  cause: CauseId;
  /** The name that was probably meant. */
  nearest?: string;
  /** The model id that it is about. */
  model?: string;
}

/** What a repair may look at. */
export interface Damage {
  place: Place;
  config: OpenClawConfig;
  environment: Environment;
  origins: Origins;
  block: ProviderBlock;
  credentials: ResolvedCredentials;
  /** The secrets that have a variable so far, by its name: two secrets of one block must not share a name. */
  placed: Map<string, string>;
  /** What the base URL should be, when something is wrong with it and that can be told. */
  mendedUrl?: string;
  /** The route once the base URL is mended. */
  route?: string;
}

/** What to do about one cause. All parts are carried out together. */
export interface Mend {
  /** One sentence for the reader; never a secret. */
  what: string;
  edits?: Json5Edit[];
  /** Lines of the `.env` that is written to. */
  env?: { key: string; value: string }[];
  /** Files whose mode is to be changed. */
  modes?: { path: string; mode: number }[];
}

/** A mend, or the reason why the user has to do it. `troubles`: all of one cause. */
export type Repair = (damage: Damage, troubles: readonly Trouble[]) => Mend | { why: string };
