import { trimEnd } from '../../lib/text/trim-end.js';

/** Base URLs of real providers, by slug. */
export type Upstreams = ReadonlyMap<string, URL>;

/** Paths that OpenAI-compatible servers have under a version. */
const VERSIONED = /^\/(?:chat\/completions|completions|responses|embeddings|models)(?:\/|$)/;

/**
 * The URL of a path at a provider. A version that is in both base and path is used once; OpenAI's is added when it is
 * in
 * neither.
 */
export function upstreamUrl(slug: string, base: URL, path: string, query: string): URL {
  const root = trimEnd(base.pathname, '/');
  const version = /\/(v\d+\w*)$/.exec(root)?.[1];
  const rest = version && path.startsWith(`/${version}/`) ? path.slice(version.length + 1) : path;
  const added = slug === 'openai' && !version && VERSIONED.test(rest) ? '/v1' : '';
  const url = new URL(base);
  url.pathname = root + added + rest;
  url.search = query;
  return url;
}

/** The path for OpenAI's chat completions, which is what `/compat` sends. */
export function compatPath(slug: string): string {
  return COMPAT_PATHS[slug] ?? '/v1/chat/completions';
}

const COMPAT_PATHS: Record<string, string> = {
  'google-ai-studio': '/v1beta/openai/chat/completions',
  'perplexity-ai': '/chat/completions',
};
