// Writes src/gateway/providers/models.generated.ts: the models that the gateway's /compat serves, with sizes and prices as an npm
// package has them. Usage: node scripts/write-models.js [version]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PACKAGE = '@earendil-works/pi-ai';
const TARGET = path.join(import.meta.dirname, '../src/gateway/providers/models.generated.ts');

/**
 * The gateway's prefix on /compat, and the package's file. Of the prefixes it lacks, it has no models either.
 * @type {[prefix: string, file: string][]}
 */
const PROVIDERS = [
  ['anthropic', 'anthropic'],
  ['baseten', 'baseten'],
  ['cerebras', 'cerebras'],
  ['deepseek', 'deepseek'],
  ['google-ai-studio', 'google'],
  ['grok', 'xai'],
  ['groq', 'groq'],
  ['mistral', 'mistral'],
  ['openai', 'openai'],
  ['workers-ai', 'cloudflare-workers-ai'],
];

/** Tokens: with less there is no room for an agent's instructions and tools. */
const LEAST_CONTEXT = 16_000;
/** Not what one talks with, or not for everybody. */
const SPECIAL = /deep-research|computer-use|robotics|customtools|voxtral|safeguard|-cyber|daybreak|^labs-/;
/** Models that end soon (ISO 8601): what is set up with them fails on that day. Source: the providers' lists of deprecations. */
const RETIRED = new Map([['anthropic/claude-sonnet-4-5', '2026-11-30']]);
const DATE = /-(\d{8}|\d{4}-\d{2}-\d{2}|\d{4})$/;
const MOST_ROWS = 150;
/** How much to think: the package's words. */
const USUAL_LEVELS = ['minimal', 'low', 'medium', 'high'];
const LEVELS = ['off', ...USUAL_LEVELS, 'xhigh', 'max'];

const folder = mkdtempSync(path.join(tmpdir(), 'cf-aig-models-'));
try {
  const npm = (/** @type {string[]} */ ...args) =>
    execFileSync('npm', args, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
  const [{ filename, version }] = JSON.parse(
    npm('pack', `${PACKAGE}@${process.argv[2] ?? 'latest'}`, '--json'),
  );
  execFileSync('tar', ['xzf', filename], { cwd: folder });
  const read = (/** @type {string} */ file) =>
    JSON.parse(readFileSync(path.join(folder, 'package/dist/providers/data', file), 'utf8'));
  const { license } = JSON.parse(readFileSync(path.join(folder, 'package/package.json'), 'utf8'));
  if (license !== 'MIT') throw new Error(`the licence of ${PACKAGE}@${version} is ${license} now`);

  const rows = PROVIDERS.flatMap(([prefix, file]) => rowsOf(prefix, read(`${file}.json`)));
  if (rows.length > MOST_ROWS) throw new Error(`${rows.length} models are too many to be bundled`);
  const date = read('.manifest.json').generatedAt.slice(0, 10);
  writeFileSync(TARGET, fileText(rows, date, version));
  execFileSync(process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', TARGET], {
    cwd: path.join(import.meta.dirname, '..'),
  });
  console.log(`${rows.length} models of ${date}, from ${PACKAGE}@${version}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * What is used of the package's data.
 * @typedef {{
 *   type: string, id: string, name: string, input: string[], contextWindow: number, maxTokens: number,
 *   cost?: { input: number, output: number, cacheRead?: number, cacheWrite?: number },
 *   api: string, reasoning: boolean, thinkingLevelMap?: Record<string, string | null>,
 *   compat?: { thinkingFormat?: string },
 * }} PackageModel
 */

/**
 * The file has the models by API, each under `type:id`.
 * @param {string} prefix
 * @param {Record<string, Record<string, PackageModel>>} file
 * @returns {[id: string, ...facts: unknown[]][]}
 */
function rowsOf(prefix, file) {
  const models = Object.values(file)
    .flatMap((group) => Object.values(group))
    .filter(
      ({ type, id, contextWindow }) => type === 'chat' && !SPECIAL.test(id) && contextWindow >= LEAST_CONTEXT,
    );
  const ids = new Set(models.map(({ id }) => id));
  // Of a model that is also there without a date, the dated versions are history.
  const isCurrent = (/** @type {PackageModel} */ { id }) => {
    const plain = id.replace(DATE, '');
    return plain === id || !(ids.has(plain) || ids.has(`${plain}-latest`));
  };
  return models
    .filter(isCurrent)
    .map((model) => /** @type {[string, ...unknown[]]} */ ([`${prefix}/${model.id}`, ...factsOf(model)]))
    .filter(([id]) => !RETIRED.has(id))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** @param {PackageModel} model */
function factsOf(model) {
  const { name, input, contextWindow, maxTokens, cost } = model;
  // OpenClaw asks for as much as stands here: an answer of nearly the whole context leaves no room for the question.
  const answer = maxTokens > 0 && maxTokens <= contextWindow / 2 ? maxTokens : null;
  // 0 stands for what is not known as well as for what is free.
  const isPriced = cost && cost.input > 0 && cost.output > 0;
  const cache = isPriced ? [cost.cacheRead || null, cost.cacheWrite || null] : [];
  while (cache.at(-1) === null) cache.pop();
  const prices = isPriced ? [[cost.input, cost.output, ...cache]] : [];
  return [
    name.replace(' (latest)', ''),
    input.includes('image'),
    reasoningOf(model),
    contextWindow,
    answer,
    ...prices,
  ];
}

/**
 * The package maps levels to the provider's words: null is a level that the model lacks, and the two highest have to be named.
 * @param {PackageModel} model
 * @returns {boolean | string} the efforts, where the provider has words for them
 */
function reasoningOf({ api, reasoning, thinkingLevelMap: map, compat }) {
  if (!reasoning) return false;
  const takesEfforts = api.startsWith('openai-') || api === 'google-generative-ai';
  if (!map || !takesEfforts || (compat?.thinkingFormat ?? 'openai') !== 'openai') return true;
  const efforts = LEVELS.flatMap(
    (level) => map[level] ?? (level in map || !USUAL_LEVELS.includes(level) ? [] : level),
  );
  const words = efforts.filter((effort) => effort !== 'off');
  return words.length > 0 && words.every((word) => /^[a-z]+$/.test(word)) ? words.join(' ') : true;
}

/**
 * @param {unknown[][]} rows
 * @param {string} date ISO 8601
 * @param {string} version
 */
function fileText(rows, date, version) {
  return `// Written by scripts/write-models.js from ${PACKAGE}@${version} (MIT), whose data are of ${date}. Do not edit.

/** As \`/compat\` names it; the efforts of reasoning in the provider's words, or only whether it reasons; sizes in tokens; US
 * dollars per million tokens. As far as they are known. */
export type ModelRow = readonly [
  id: string,
  name: string,
  seesImages: boolean,
  reasoning: boolean | string,
  contextWindow: number,
  maxTokens: number | null,
  cost?: readonly [input: number, output: number, cacheRead?: number | null, cacheWrite?: number],
];

/** ISO 8601 */
export const MODELS_DATE = '${date}';

export const MODEL_ROWS: readonly ModelRow[] = ${JSON.stringify(rows)};
`;
}
