import { parseDotenv } from '../../../lib/dotenv/dotenv.js';
import { isRecord } from '../../../lib/json.js';
import { readBlock } from '../../blocks/block.js';
import { TOKEN_VARIABLE } from '../../secrets/credential-roles.js';
import { resolveCredentials } from '../../secrets/credentials.js';
import { dummyEnvironment } from '../../secrets/environment.js';
import type { Run } from '../journal.js';

export interface EnvRemoval {
  edits: { key: string; value: string | null }[];
  /** Variables of the block that stay because there is no record that init wrote them. */
  unclaimed: string[];
}

/** The edits of `.env` when blocks are removed. */
export function envRemoval(o: {
  /** Ids and values of the removed blocks. */
  blocks: readonly (readonly [id: string, value: unknown])[];
  /** The config without them; variables that it still names stay. */
  configAfter: unknown;
  /** The current `.env`. */
  text: string;
  /** `.env` before the block was added; null if there was none, undefined if unknown. */
  before: string | null | undefined;
  /** The runs that changed the block. */
  runs: readonly Run[];
}): EnvRemoval {
  const present = parseDotenv(o.text).values;
  const old = o.before === undefined ? undefined : parseDotenv(o.before ?? '').values;
  const added = new Set(o.runs.flatMap(({ files }) => files.flatMap(({ variables }) => variables ?? [])));
  const mentioned = JSON.stringify(o.configAfter);
  const removal: EnvRemoval = { edits: [], unclaimed: [] };
  for (const name of new Set([...o.blocks.flatMap(([id, value]) => variablesOf(id, value)), ...added])) {
    if (!present.has(name) || new RegExp(`\\b${name}\\b`).test(mentioned)) continue;
    const value = old?.get(name);
    if (value !== undefined) {
      if (value !== present.get(name)) removal.edits.push({ key: name, value });
    } else if (old || added.has(name) || name === TOKEN_VARIABLE) {
      removal.edits.push({ key: name, value: null });
    } else removal.unclaimed.push(name);
  }
  return removal;
}

function variablesOf(id: string, block: unknown): string[] {
  return isRecord(block) ? resolveCredentials(readBlock(id, block), dummyEnvironment()).variables : [];
}
