import { createHash } from 'node:crypto';
import type { BoundedMap } from '../../lib/bounded-map.js';
import type { TokenCount } from '../http/bodies/token-count.js';
import { CHARACTERS_PER_TOKEN, countTokens } from './conversation/count-tokens.js';
import type { Form, Prompt } from './conversation/prompt.js';
import { recordOf, records } from './conversation/read-content.js';

/** Until when the beginning of a prompt is kept, in seconds since 1970, by its hash. */
export type PromptCache = BoundedMap<number>;

/** Both at Anthropic and at OpenAI; some models want more. */
const MIN_TOKENS = 1024;
/** OpenAI counts in pieces of so many tokens. */
const STEP_TOKENS = 128;
const STEP_CHARACTERS = STEP_TOKENS * CHARACTERS_PER_TOKEN;
const MAX_STEPS = 1000;
/** Seconds. OpenAI's is not exact. */
const LIFETIME = 300;
const HOUR = 3600;

type Cached = Pick<TokenCount, 'cacheRead' | 'cacheWrite'>;

interface Call {
  cache: PromptCache;
  slug: string;
  model: string;
  form: Form;
  body: Record<string, unknown>;
  prompt: Prompt;
  /** Seconds since 1970. */
  now: number;
}

/**
 * The tokens of a prompt that its provider has in its cache or puts there: at Anthropic up to the blocks with
 * `cache_control`, at OpenAI a beginning that was sent before. Sources: the providers' docs, "Prompt caching".
 */
export function cachedTokens(call: Call): Cached {
  if (call.form.name === 'messages') return atMarks(call);
  return call.slug === 'openai' ? atRepeats(call) : {};
}

/** A part of the prompt that ends where its cache may. */
interface Beginning {
  hash: string;
  tokens: number;
  /** Seconds that it is kept, if it is marked. */
  lifetime?: number;
}

function atMarks({ cache, model, body, prompt, now }: Call): Cached {
  const beginnings = beginningsOf(body, model);
  const marked = beginnings.filter(({ lifetime, tokens }) => lifetime && tokens >= MIN_TOKENS);
  const last = marked.at(-1);
  if (!last) return { cacheRead: 0, cacheWrite: 0 };
  const known = beginnings
    .slice(0, beginnings.indexOf(last) + 1)
    .findLast(({ hash }) => isKept(cache, hash, now));
  for (const { hash, lifetime = LIFETIME } of known ? [known, ...marked] : marked)
    cache.set(hash, now + lifetime);
  // Each block is rounded up.
  const total = Math.min(last.tokens, countTokens(prompt.input));
  const cacheRead = Math.min(known?.tokens ?? 0, total);
  return { cacheRead, cacheWrite: total - cacheRead };
}

/** In Anthropic's order: tools, system, messages. `cache_control` of the whole request marks the last block. */
function beginningsOf(body: Record<string, unknown>, model: string): Beginning[] {
  const blocks: Record<string, unknown>[] = [
    ...records(body.tools),
    ...blocksOf(body.system),
    ...records(body.messages).flatMap(({ role, content }) =>
      blocksOf(content).map((block) => ({ role, ...block })),
    ),
  ];
  let hash = model;
  let tokens = 0;
  return blocks.map(({ cache_control, ...block }, index) => {
    const text = JSON.stringify(block);
    const mark = cache_control ?? (index === blocks.length - 1 ? body.cache_control : undefined);
    hash = hashOf(hash, text);
    tokens += countTokens(text);
    return { hash, tokens, lifetime: mark ? (recordOf(mark).ttl === '1h' ? HOUR : LIFETIME) : undefined };
  });
}

function blocksOf(content: unknown): Record<string, unknown>[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : records(content);
}

function atRepeats({ cache, model, prompt, now }: Call): Cached {
  const steps = Math.min(MAX_STEPS, Math.floor(prompt.input.length / STEP_CHARACTERS));
  const most = Math.floor(countTokens(prompt.input) / STEP_TOKENS) * STEP_TOKENS;
  let hash = model;
  let cacheRead = 0;
  for (let step = 1; step <= steps; step++) {
    hash = hashOf(hash, prompt.input.slice((step - 1) * STEP_CHARACTERS, step * STEP_CHARACTERS));
    const tokens = step * STEP_TOKENS;
    if (tokens < MIN_TOKENS) continue;
    if (isKept(cache, hash, now)) cacheRead = tokens;
    cache.set(hash, now + LIFETIME);
  }
  return { cacheRead: Math.min(cacheRead, most) };
}

function isKept(cache: PromptCache, hash: string, now: number): boolean {
  return (cache.get(hash) ?? 0) > now;
}

function hashOf(before: string, text: string): string {
  return createHash('sha256').update(before).update('\n').update(text).digest('base64');
}
