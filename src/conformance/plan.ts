import { wildcard } from '../lib/text/wildcard.js';
import { type Experiment, type Need, OTHER_TOKENS, type Placeholder } from './asking/experiment.js';
import { placeholdersOf, type Values } from './asking/placeholder-values.js';
import { TOPICS } from './experiments/experiments.js';
import type { Facts } from './facts.js';

const NEEDS: Record<Need, string> = {
  authenticated: 'a gateway with authentication',
  read: 'a token with AI Gateway > Read',
  'workers-ai': 'a token with Workers AI > Read',
  'user-token': 'a token of a user, not of an account',
  credits: 'credits for Unified Billing',
};

const OWN_WORDS: Partial<Record<Placeholder, string>> = {
  'stored-path': 'a provider key stored at Cloudflare for this gateway',
  own: '--create-gateway, and a token with AI Gateway > Edit',
};

/** Learned from the answer before. */
const LEARNED: readonly Placeholder[] = ['log-id'];

/** Why an experiment cannot be run; undefined if it can. */
export function obstacle(
  experiment: Experiment,
  { has, values }: Pick<Facts, 'has'> & { values: Values },
): string | undefined {
  const lacking = (experiment.needs ?? []).filter((need) => !has.has(need)).map((need) => NEEDS[need]);
  const unknown = placeholdersOf(experiment).filter(
    (name) => values[name] === undefined && !LEARNED.includes(name),
  );
  const wants = [...lacking, ...unknown.map(wordsFor)];
  return wants.length ? `needs ${wants.join(' and ')}` : undefined;
}

function wordsFor(name: Placeholder): string {
  const [kind, what] = name.split(':');
  if (kind === 'token' && OTHER_TOKENS.some((one) => one === what)) return `--other-token ${what}=<variable>`;
  if (kind === 'gateway' && what) return `--other-gateway ${what}=<name>`;
  return OWN_WORDS[name] ?? name;
}

/** An experiment with its topic. */
export type Listed = Experiment & { topic: string };

export interface Budget {
  experiments: number;
  requests: number;
  /** Experiments that may cost money. */
  paid: number;
  /** US dollars that they cost at most. */
  atMostUsd: number;
}

export function budgetOf(experiments: readonly Experiment[]): Budget {
  const paid = experiments.filter(({ costUsd }) => costUsd !== undefined);
  return {
    experiments: experiments.length,
    requests: experiments.reduce((sum, one) => sum + requestsOf(one), 0),
    paid: paid.length,
    atMostUsd: paid.reduce((sum, { costUsd = 0 }) => sum + costUsd, 0),
  };
}

function requestsOf({ before = [], ask }: Experiment): number {
  return [...before, ask].reduce((sum, { times = 1 }) => sum + times, 0);
}

/** Whether the pattern is the topic, or part of the id; one with `*` must match the whole id. */
export function selects(pattern: string, { id, topic }: Pick<Listed, 'id' | 'topic'>): boolean {
  const wanted = pattern.toLowerCase();
  if (wanted in TOPICS) return topic === wanted;
  return wanted.includes('*') ? wildcard(wanted).test(id) : id.includes(wanted);
}
