/** The families of causes, in the order in which one hides the next: what comes first decides the exit code. */
export const CATEGORIES = [
  'config',
  'network',
  'bad-url',
  'bad-token',
  'gateway-policy',
  'upstream-error',
] as const;

export type Category = (typeof CATEGORIES)[number];

export const CATEGORY_EXIT_CODES: Record<Category, number> = {
  config: 10,
  network: 11,
  'bad-url': 12,
  'bad-token': 13,
  'gateway-policy': 14,
  'upstream-error': 15,
};

/** One sentence for people. */
export const CATEGORY_MEANINGS: Record<Category, string> = {
  config: 'Seen without the network: files, syntax, placeholders, variables, models.',
  network: 'The gateway was never reached, or what came back was not its answer.',
  'bad-url':
    'Cloudflare cannot route the request: account, gateway, path, provider or model prefix is unknown.',
  'bad-token': 'Cloudflare rejected its own credential, or did not get one.',
  'gateway-policy': 'The gateway knew the request and refused it by its own rules.',
  'upstream-error': 'The provider behind the gateway answered with an error. The gateway itself is in order.',
};

/** The finding that decides: the one whose category comes first; among equals the first in the list. */
export function deciding<T extends { category?: Category }>(failures: readonly T[]): T | undefined {
  let best: T | undefined;
  for (const failure of failures) {
    if (!failure.category) continue;
    if (!best || rank(failure.category) < rank(best.category!)) best = failure;
  }
  return best;
}

function rank(category: Category): number {
  return CATEGORIES.indexOf(category);
}
