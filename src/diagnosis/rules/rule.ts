import type { CauseId } from '../causes/catalogue.js';
import type { Answer } from '../exchange/answer.js';
import type { Plane } from '../exchange/exchange.js';

/** One row of a table of rules. Every condition that a row names must hold; the first row that holds decides. */
export interface Rule {
  cause: CauseId;
  /** One of Cloudflare's codes, chains included. */
  code?: readonly number[];
  status?: readonly number[];
  plane?: Plane;
  /** Is found in kind or message. */
  says?: RegExp;
  /** Is found in the path of the request. */
  path?: RegExp;
  when?: (answer: Answer) => boolean;
  /** Causes that the wire cannot tell apart from this one, the next likelier first. */
  alternatives?: readonly CauseId[];
  /** What the answer itself shows, for the texts of the cause. */
  values?: (answer: Answer) => Details | undefined;
}

export type Details = Partial<
  Record<'variable' | 'found' | 'expected' | 'baseUrl' | 'accountId' | 'api', string>
>;

/** On the REST API; there Unified Billing has refused what it pays for on chat/completions. */
export const RESPONSES_PATH = /\/ai\/v1\/responses$/;

export interface Verdict {
  cause: CauseId;
  alternatives?: readonly CauseId[];
  values?: Details;
}

export function judge(rules: readonly Rule[], answer: Answer): Verdict | undefined {
  const rule = rules.find((one) => holds(one, answer));
  if (!rule) return undefined;
  const { cause, alternatives, values } = rule;
  return { cause, alternatives, values: values?.(answer) };
}

function holds(rule: Rule, answer: Answer): boolean {
  return (
    (!rule.code || rule.code.some((code) => answer.codes.includes(code))) &&
    (!rule.status || rule.status.includes(answer.status)) &&
    (!rule.plane || rule.plane === answer.plane) &&
    (!rule.says || rule.says.test(answer.words)) &&
    (!rule.path || rule.path.test(answer.path)) &&
    (!rule.when || rule.when(answer))
  );
}
