// Writes src/openclaw/schema/schema.generated.ts: what OpenClaw allows in its config, as `openclaw config schema` prints it,
// without what does not validate. The OpenClaw is the newest of scripts/openclaw/versions.js; the same one gives the same file.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { installOpenClaw } from './openclaw/install.js';
import { NEWEST } from './openclaw/versions.js';

const TARGET = path.join(import.meta.dirname, '../src/openclaw/schema/schema.generated.ts');
/** Say nothing about what is valid; OpenClaw checks no other format than `uri`. */
const ANNOTATIONS = new Set([
  '$schema',
  '$comment',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
]);
/** Keywords whose members are schemas by name. */
const NAMED = new Set(['properties', 'patternProperties']);

/** @typedef {{ [keyword: string]: any }} Schema */

const { node, bin } = await installOpenClaw(NEWEST);
const folder = path.join(bin, '../openclaw');
const { version } = readJson(folder, 'package.json');
const { builtAt } = readJson(folder, 'dist/build-info.json');
const { type, properties, additionalProperties, ...others } = withoutInternalChannels(
  slim(printedSchema(), {}),
);
if (type !== 'object' || additionalProperties !== false || Object.keys(others).length)
  throw new Error('the schema says more about the whole config than its parts');
const facts = {
  builtInProviders: setIn('zod-schema.core-', 'BUILT_IN_MODEL_PROVIDER_OVERLAY_IDS'),
  legacySearchKeys: setIn('web-search-legacy-provider-keys-', 'LEGACY_WEB_SEARCH_PROVIDER_CONFIG_KEYS'),
  searchProviders: manifests().flatMap(({ contracts }) => contracts?.webSearchProviders ?? []),
  retiredModels: retiredModels(),
};
const parts = Object.entries(properties).map(([name, part]) => `${name} ${JSON.stringify(part)}`);
const packed = brotliCompressSync([JSON.stringify(facts), ...parts].join('\n'), {
  params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
}).toString('base64');
writeFileSync(TARGET, fileText(packed));
console.log(`the schema of OpenClaw ${version}, ${builtAt.slice(0, 10)}: ${packed.length} characters`);

/** In a home without anything, so that no plugin of this machine adds to it. */
function printedSchema() {
  const home = mkdtempSync(path.join(tmpdir(), 'cf-aig-schema-'));
  try {
    const text = execFileSync(
      path.join(node, 'node'),
      [path.join(folder, 'openclaw.mjs'), 'config', 'schema'],
      {
        env: { PATH: node, HOME: home, npm_config_registry: 'http://127.0.0.1:9/' },
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
      },
    );
    return JSON.parse(text);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/**
 * Without annotations. A reference to a definition inside the schema becomes what it refers to: in the printed schema the
 * definitions of plugins are not where their references point.
 * @param {Schema} schema
 * @param {Schema} definitions those of the schemas around it
 * @returns {Schema}
 */
function slim(schema, definitions) {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map((item) => slim(item, definitions));
  const known = { ...definitions, ...schema.$defs, ...schema.definitions };
  const name = /^#\/(?:\$defs|definitions)\/(.+)$/.exec(schema.$ref ?? '')?.[1];
  if (name) return slim(known[name], known);
  if (schema.$ref) throw new Error(`the reference ${schema.$ref} is not known`);
  /** @type {Schema} */
  const slimmed = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (ANNOTATIONS.has(keyword) || keyword === '$defs' || keyword === 'definitions') continue;
    if (keyword === 'format' && value !== 'uri') continue;
    if (NAMED.has(keyword)) {
      slimmed[keyword] = Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, slim(member, known)]),
      );
    } else if (keyword === 'required') {
      // OpenClaw fills in defaults before it looks for what is missing.
      const missing = value.filter(
        (/** @type {string} */ key) => schema.properties?.[key]?.default === undefined,
      );
      if (missing.length) slimmed.required = missing;
    } else if (keyword === 'enum' || keyword === 'const') slimmed[keyword] = value;
    else slimmed[keyword] = slim(value, known);
  }
  return slimmed;
}

/**
 * Without the channels of OpenClaw's own tests, which it prints and refuses.
 * @param {Schema} schema
 */
function withoutInternalChannels(schema) {
  const text = textsOf('bundled-channel-config-metadata.generated-').join();
  // The metadata are JSON in a string.
  for (const [, id] of text.matchAll(/\\"channelId\\":\\"([^"\\]+)\\"[^{}]*?\\"configurable\\":false/g)) {
    delete schema.properties.channels.properties[/** @type {string} */ (id)];
  }
  return schema;
}

/**
 * The words of `const NAME = new Set([...])` in a bundle.
 * @param {string} prefix of the bundle's name
 * @param {string} name
 * @returns {string[]}
 */
function setIn(prefix, name) {
  const list = textsOf(prefix)
    .map((text) => new RegExp(`${name} = [^[]*\\[([^\\]]*)\\]`).exec(text)?.[1])
    .find(Boolean);
  if (!list) throw new Error(`${name} is not in dist/${prefix}*`);
  return JSON.parse(`[${list}]`);
}

/**
 * The bundles whose name begins so.
 * @param {string} prefix
 */
function textsOf(prefix) {
  const dist = path.join(folder, 'dist');
  return readdirSync(dist)
    .filter((file) => file.startsWith(prefix))
    .map((file) => readFileSync(path.join(dist, file), 'utf8'));
}

/** Of OpenClaw's own plugins. */
function manifests() {
  const extensions = path.join(folder, 'dist/extensions');
  return readdirSync(extensions)
    .filter((plugin) => existsSync(path.join(extensions, plugin, 'openclaw.plugin.json')))
    .map((plugin) => readJson(extensions, plugin, 'openclaw.plugin.json'));
}

/** Models that OpenClaw's own plugins rule out, whatever the address. */
function retiredModels() {
  return Object.fromEntries(
    manifests()
      .flatMap(({ modelCatalog }) => modelCatalog?.suppressions ?? [])
      .filter(({ when }) => !when)
      .map(({ provider, model, reason }) => [`${provider}/${model}`.toLowerCase(), reason ?? null])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** @param {string[]} parts */
function readJson(...parts) {
  return JSON.parse(readFileSync(path.join(...parts), 'utf8'));
}

/** @param {string} packed */
function fileText(packed) {
  return `// Written by scripts/write-schema.js from openclaw@${version} (MIT), built on ${builtAt.slice(0, 10)}. Do not edit.

export const SCHEMA_VERSION = '${version}';

/** The facts of SchemaFacts as JSON, and a line for each part of the config, compressed with Brotli, in base64. */
export const PACKED_SCHEMA =
  '${packed}';
`;
}
