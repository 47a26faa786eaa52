import type { Answer } from './answer.js';

/** The header by which the sandbox says what it does not have: a list. Cloudflare never sends it. */
export const SANDBOX_HEADER = 'cf-aig-sandbox';

/** An item of it: the whole answer; with `; header=<name>`, only that header of the request was ignored. */
export const NOT_IMPLEMENTED = 'not-implemented';

/** In the message of an answer, after what is missing. */
export const NOT_IN_SANDBOX = 'is not in the sandbox of cf-aig';

const WHOLE_ANSWER = new RegExp(`(^|,)\\s*${NOT_IMPLEMENTED}\\s*(,|$)`);

/** The sandbox of cf-aig does not have what was asked; says nothing of Cloudflare. */
export function isNotInSandbox({ headers, words }: Pick<Answer, 'headers' | 'words'>): boolean {
  return WHOLE_ANSWER.test(headers[SANDBOX_HEADER] ?? '') || words.includes(NOT_IN_SANDBOX);
}

/** What it does not have, as the answer names it: what stands before those words in their line. */
export function missingInSandbox(words: string): string | undefined {
  const [before, after] = words.split(NOT_IN_SANDBOX, 2);
  return after === undefined ? undefined : before!.slice(before!.lastIndexOf('\n') + 1).trim() || undefined;
}
