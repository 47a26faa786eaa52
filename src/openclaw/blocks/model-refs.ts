import { isRecord } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import { valueAt } from '../files/tree.js';
import { type AgentPath, resolveAlias } from './model-aliases.js';

/** `cloudflare-ai-gateway/openai/gpt-4o`, split at the first slash, as OpenClaw does. */
export interface ModelRef {
  /** Aliases are resolved. */
  ref: string;
  /** Empty if the ref has no slash: OpenClaw then searches its own providers. */
  providerId: string;
  modelId: string;
  /** Path of the ref in the config. */
  path: Path;
  /** `@work`: the auth profile that follows the ref. */
  profile?: string;
  /** The config has only the model id here; the provider is beside it. */
  isBareId?: true;
}

export const DEFAULT_MODEL_PATH: Path = ['agents', 'defaults', 'model'];

/** `agents.defaults.model`, a string or `{ primary }`. */
export function primaryModel(config: unknown): ModelRef | undefined {
  return readSelector(config, DEFAULT_MODEL_PATH).primary;
}

export function fallbackModels(config: unknown): ModelRef[] {
  return readSelector(config, DEFAULT_MODEL_PATH).fallbacks;
}

/** A choice of a model: a ref, or `{ primary, fallbacks }`. Values of the wrong type are omitted. */
export function readSelector(
  config: unknown,
  path: Path,
  agent?: AgentPath,
): { primary?: ModelRef; fallbacks: ModelRef[] } {
  const read = (value: unknown, at: Path) => readRef(config, value, at, agent);
  const value = valueAt(config, path);
  if (!isRecord(value)) return { primary: read(value, path), fallbacks: [] };
  const fallbacks: unknown[] = Array.isArray(value.fallbacks) ? value.fallbacks : [];
  return {
    primary: read(value.primary, [...path, 'primary']),
    fallbacks: fallbacks.flatMap((ref, index) => read(ref, [...path, 'fallbacks', index]) ?? []),
  };
}

/** A ref with its alias resolved, and without the auth profile that may follow it. */
export function readRef(
  config: unknown,
  value: unknown,
  path: Path,
  agent?: AgentPath,
): ModelRef | undefined {
  if (typeof value !== 'string') return undefined;
  const { text, profile } = splitProfile(value.trim());
  const ref = parseModelRef(resolveAlias(config, text, agent), path);
  return ref && { ...ref, profile };
}

/** A date or a quantisation after the last slash is part of the model's name: `claude@20250101`, `qwen@q4_k_m`. */
const PART_OF_NAME = /^(\d{8}|i?q\d+(_[a-z0-9]+)*|\d+bit)(?=@|$)/i;

/** Source: OpenClaw 2026.9.6, `splitTrailingAuthProfile`. */
function splitProfile(text: string): { text: string; profile?: string } {
  let at = text.indexOf('@', text.lastIndexOf('/') + 1);
  for (let pass = 0; pass < 2 && at > 0 && PART_OF_NAME.test(text.slice(at + 1)); pass++)
    at = text.indexOf('@', at + 1);
  // An `@` right after a slash begins an id of Workers AI.
  if (at <= 0 || text[at - 1] === '/' || at === text.length - 1) return { text };
  return { text: text.slice(0, at).trim(), profile: text.slice(at) };
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
