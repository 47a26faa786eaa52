import { isRecord } from '../../lib/json.js';
import { nearest } from '../../lib/nearest.js';
import { ANY, type Pattern } from '../files/tree.js';
import { type Rule, ruleOf, textRule } from './rule.js';

const AGENTS: readonly Pattern[] = [
  ['agents', 'defaults'],
  ['agents', 'entries', ANY],
];

/** A model, or its fallbacks. */
function selectors(at: Pattern): Pattern[] {
  return [at, [...at, 'primary'], [...at, 'fallbacks', ANY]];
}

/** Where OpenClaw looks for models that it has retired. */
const MODEL_PLACES: readonly Pattern[] = [
  ...AGENTS.flatMap((agent) => [
    ...['model', 'utilityModel', 'imageModel', 'voiceModel', 'pdfModel'].flatMap((key) =>
      selectors([...agent, key]),
    ),
    ...['image', 'video', 'music'].flatMap((kind) => selectors([...agent, 'mediaModels', kind])),
    ...selectors([...agent, 'subagents', 'model']),
    [...agent, 'heartbeat', 'model'],
    [...agent, 'compaction', 'model'],
    [...agent, 'compaction', 'memoryFlush', 'model'],
  ]),
  ...selectors(['tools', 'exec', 'reviewer', 'model']),
  ...selectors(['agents', 'entries', ANY, 'tools', 'exec', 'reviewer', 'model']),
  ['agents', 'entries', ANY, 'tts', 'summaryModel'],
  ...['image', 'audio', 'video'].map((kind) => ['tools', 'media', kind, 'preferredModel']),
  ['channels', 'modelByChannel', ANY, ANY],
  ['hooks', 'mappings', ANY, 'model'],
  ['hooks', 'gmail', 'model'],
  ['tts', 'summaryModel'],
];

export const MODEL_RULES: readonly Rule[] = [
  ruleOf([['models', 'providers', ANY]], (block, { builtInProviders }, path) => {
    const id = String(path[2]);
    if (builtInProviders.includes(id.trim().toLowerCase())) return [];
    const hint = nearest(id, builtInProviders);
    return [
      ...(block.baseUrl === undefined || block.baseUrl === ''
        ? [{ says: 'has no baseUrl', nearest: hint }]
        : []),
      ...(block.models === undefined ? [{ says: 'has no models', nearest: hint }] : []),
    ];
  }),
  textRule(MODEL_PLACES, (ref, context) => retired(ref, context)),
  ruleOf(
    AGENTS.map((agent) => [...agent, 'models']),
    (models, context) =>
      Object.keys(models).flatMap((ref) => {
        const says = retired(ref, context);
        return says ? [{ key: ref, says }] : [];
      }),
  ),
  textRule([['models', 'catalogRefresh', 'url']], (text) =>
    isOrigin(text, ['https:']) || isLoopback(text) ? undefined : 'has to be an https address',
  ),
  ruleOf([['tools', 'web', 'search']], (search, { legacySearchKeys }) =>
    Object.entries(search)
      .filter(([key, value]) => key === 'apiKey' || (legacySearchKeys.includes(key) && isRecord(value)))
      .map(([key]) => ({ key, says: 'has moved to plugins.entries.<plugin>.config.webSearch' })),
  ),
  textRule([['tools', 'web', 'search', 'provider']], (text) => (text.trim() ? undefined : 'is empty')),
];

function retired(
  text: string,
  { retiredModels }: { retiredModels: Readonly<Record<string, string | null>> },
): string | undefined {
  const ref = text.trim().toLowerCase();
  if (!Object.hasOwn(retiredModels, ref)) return undefined;
  return `is ${text.trim()}, which OpenClaw refuses. ${retiredModels[ref] ?? ''}`.trim();
}

export function isOrigin(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

export function isLoopback(text: string): boolean {
  return isOrigin(text, ['http:']) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(text).hostname);
}
