/** `openclaw/schema/`: what OpenClaw allows in its config. */

import { brotliDecompressSync } from 'node:zlib';
import type { Schema } from '@cfworker/json-schema';
import { once } from '../../lib/once.js';
import { PACKED_SCHEMA } from './schema.generated.js';

/** What scripts/write-schema.js takes from OpenClaw. */
export interface SchemaFacts {
  /** Draft 7, without references. */
  schema: Schema;
  /** Providers built into OpenClaw: their blocks may omit the address and the models. */
  builtInProviders: readonly string[];
  /** Keys of `tools.web.search` that have moved to the plugins. */
  legacySearchKeys: readonly string[];
  /** The web searches that OpenClaw's own plugins provide. */
  searchProviders: readonly string[];
  /** Model refs that OpenClaw refuses, in lower case, with its reason. */
  retiredModels: Readonly<Record<string, string | null>>;
}

/** Takes about 10 ms, so it is read only when it is needed. */
export const loadSchema = once(
  (): SchemaFacts => JSON.parse(brotliDecompressSync(Buffer.from(PACKED_SCHEMA, 'base64')).toString()),
);
