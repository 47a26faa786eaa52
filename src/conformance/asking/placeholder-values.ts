import { randomBytes } from 'node:crypto';
import type { Ask, Experiment, Placeholder } from './experiment.js';
import { PLACEHOLDERS } from './experiment.js';

/** What placeholders stand for in this run. */
export type Values = Partial<Record<Placeholder, string>>;

const PATTERN = /\{([a-z-]+(?::[a-z-]+)?)\}/g;

const isPlaceholder = (name: string): name is Placeholder => PLACEHOLDERS.some((one) => one === name);

/** Puts values in the place of their names. Throws if one is missing. */
export function fill(text: string, values: Values): string {
  return text.replace(PATTERN, (whole, name: string) => {
    if (!isPlaceholder(name)) return whole;
    const value = values[name];
    if (value === undefined) throw new Error(`nothing is known for ${whole}`);
    return value;
  });
}

/** What an experiment needs to be known. */
export function placeholdersOf({ before = [], ask }: Experiment): Placeholder[] {
  const text = JSON.stringify([...before, ask]);
  return [...new Set([...text.matchAll(PATTERN)].map(([, name]) => name!))].filter(isPlaceholder);
}

export function bodyText({ body }: Ask): string | undefined {
  return body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
}

/** The values that are the same for every user. None of them is a secret. */
export function inventedValues(): Values {
  const nonce = randomBytes(4).toString('hex');
  return {
    // Of the right form, so that Cloudflare has to look it up.
    'fake-token': `cfut_${'FAKEconformance'.padEnd(48, '0')}`,
    'fake-key': 'sk-FAKE-cf-aig-conformance-0000000000000000',
    'no-account': `0000000000000000c0f0${'0'.repeat(12)}`,
    'no-gateway': `cf-aig-no-such-gateway-${nonce}`,
    nonce,
    model: '@cf/meta/llama-3.1-8b-instruct-fast',
    'billed-model': 'openai/gpt-4o-mini',
  };
}
