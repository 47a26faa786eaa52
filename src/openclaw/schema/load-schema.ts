/** `openclaw/schema/`: what OpenClaw allows in its config. */

import { brotliDecompressSync } from 'node:zlib';
import type { Schema } from '@cfworker/json-schema';
import { once } from '../../lib/once.js';
import { PACKED_SCHEMA } from './schema.generated.js';

/** What scripts/write-schema.js takes from OpenClaw. */
export interface SchemaFacts {
  /** That of each main part of the config, by name: draft 7, without references. */
  parts: ReadonlyMap<string, () => Schema>;
  /** Providers built into OpenClaw: their blocks may omit the address and the models. */
  builtInProviders: readonly string[];
  /** Keys of `tools.web.search` that have moved to the plugins. */
  legacySearchKeys: readonly string[];
  /** The web searches that OpenClaw's own plugins provide. */
  searchProviders: readonly string[];
  /** Model refs that OpenClaw refuses, in lower case, with its reason. */
  retiredModels: Readonly<Record<string, string | null>>;
}

/** The schemas of the parts are long, and a config has few of them: each is parsed only when it is needed. */
export const loadSchema = once((): SchemaFacts => {
  const [facts = '', ...lines] = brotliDecompressSync(Buffer.from(PACKED_SCHEMA, 'base64'))
    .toString()
    .split('\n');
  const parts = lines.map((line): [string, () => Schema] => {
    const end = line.indexOf(' ');
    return [line.slice(0, end), once(() => JSON.parse(line.slice(end)))];
  });
  return { ...JSON.parse(facts), parts: new Map(parts) };
});

/** The schema of a whole config; what it does not have is let through. */
export function schemaOf({ parts }: Pick<SchemaFacts, 'parts'>, config: Record<string, unknown>): Schema {
  const properties = Object.fromEntries(
    [...parts].map(([name, part]) => [name, Object.hasOwn(config, name) ? part() : {}]),
  );
  return { type: 'object', properties, additionalProperties: false };
}
