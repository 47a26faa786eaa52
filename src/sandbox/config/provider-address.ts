/** Where a provider really is: what its slug in a gateway URL stands for. */
export type Upstreams = ReadonlyMap<string, URL>;

/** Paths that servers of OpenAI's kind have under a version. */
const VERSIONED = /^\/(?:chat\/completions|completions|responses|embeddings|models)(?:\/|$)/;

/**
 * The address of a path at a provider. Where base and path both name a version, one is enough; OpenAI's own is added
 * when neither does.
 */
export function upstreamUrl(slug: string, base: URL, path: string, query: string): URL {
  const root = base.pathname.replace(/\/+$/, '');
  const version = /\/(v\d+\w*)$/.exec(root)?.[1];
  const rest = version && path.startsWith(`/${version}/`) ? path.slice(version.length + 1) : path;
  const added = slug === 'openai' && !version && VERSIONED.test(rest) ? '/v1' : '';
  const url = new URL(base);
  url.pathname = root + added + rest;
  url.search = query;
  return url;
}

/** Where a provider takes OpenAI's chat completions, which is what `/compat` sends. */
export function compatPath(slug: string): string {
  return COMPAT_PATHS[slug] ?? '/v1/chat/completions';
}

const COMPAT_PATHS: Record<string, string> = {
  'google-ai-studio': '/v1beta/openai/chat/completions',
  'perplexity-ai': '/chat/completions',
};
