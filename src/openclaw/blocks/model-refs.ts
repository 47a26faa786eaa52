import { isRecord } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import { recordAt, valueAt } from '../files/tree.js';

/** `cloudflare-ai-gateway/openai/gpt-4o`, split at the first slash, as OpenClaw does. */
export interface ModelRef {
  ref: string;
  /** Empty if the ref has no slash: OpenClaw then searches its own providers. */
  providerId: string;
  modelId: string;
  /** Path of the ref in the config. */
  path: Path;
}

export const DEFAULT_MODEL_PATH: Path = ['agents', 'defaults', 'model'];

/** `agents.defaults.model`, a string or `{ primary }`. */
export function primaryModel(config: unknown): ModelRef | undefined {
  const model = valueAt(config, DEFAULT_MODEL_PATH);
  if (typeof model === 'string') return parseModelRef(model, DEFAULT_MODEL_PATH);
  if (!isRecord(model)) return undefined;
  return parseModelRef(model.primary, [...DEFAULT_MODEL_PATH, 'primary']);
}

export function fallbackModels(config: unknown): ModelRef[] {
  const fallbacks = valueAt(config, [...DEFAULT_MODEL_PATH, 'fallbacks']);
  if (!Array.isArray(fallbacks)) return [];
  return fallbacks
    .map((ref, index) => parseModelRef(ref, [...DEFAULT_MODEL_PATH, 'fallbacks', index]))
    .filter((ref) => ref !== undefined);
}

/** Agents with their own model: `agents.entries.*` (2026.9.6), `agents.list[]` in older versions. */
export function agentModels(config: unknown): { agent: string; model: ModelRef }[] {
  const entries = Object.entries(recordAt(config, ['agents', 'entries']) ?? {}).map(
    ([id, value]): [string, unknown, Path] => [id, value, ['agents', 'entries', id]],
  );
  const list = valueAt(config, ['agents', 'list']);
  const listed = (Array.isArray(list) ? list : []).map((value: unknown, index): [string, unknown, Path] => [
    isRecord(value) && typeof value.id === 'string' ? value.id : String(index),
    value,
    ['agents', 'list', index],
  ]);
  return [...entries, ...listed].flatMap(([agent, value, path]) => {
    const raw = isRecord(value) ? value.model : undefined;
    const at = isRecord(raw) ? [...path, 'model', 'primary'] : [...path, 'model'];
    const model = parseModelRef(resolveAlias(config, isRecord(raw) ? raw.primary : raw), at);
    return model ? [{ agent, model }] : [];
  });
}

/** `agents.defaults.models` can give a ref an alias. */
function resolveAlias(config: unknown, name: unknown): unknown {
  const models = Object.entries(recordAt(config, ['agents', 'defaults', 'models']) ?? {});
  const match = models.find(
    ([, entry]) => isRecord(entry) && entry.alias !== undefined && entry.alias === name,
  );
  return match?.[0] ?? name;
}

export function parseModelRef(ref: unknown, path: Path = []): ModelRef | undefined {
  if (typeof ref !== 'string' || ref.trim() === '') return undefined;
  const text = ref.trim();
  const slash = text.indexOf('/');
  return {
    ref: text,
    providerId: slash < 0 ? '' : text.slice(0, slash),
    modelId: text.slice(slash + 1),
    path,
  };
}
