import type { RouteElement } from '../config/route-elements.js';
import { type State, usageOf } from '../state/state.js';
import type { TimeWindow } from '../state/usage.js';
import { valueAt } from './condition.js';

export interface RouteLimit {
  allows: boolean;
  /** Counts the cost of a response, in US dollars; does nothing when the limit is one of requests. */
  spend(cost: number): void;
}

/**
 * A limit of requests, or of dollars, per value of a field. The window is `window` in the API and `interval` in the
 * docs, in seconds.
 */
export function routeLimit(
  state: State,
  route: string,
  { id, properties }: RouteElement,
  subject: Record<string, unknown>,
): RouteLimit {
  const { key, limit, limitType, technique } = properties;
  const value = typeof key === 'string' ? valueAt(subject, key) : undefined;
  const window: TimeWindow = {
    technique: technique === 'fixed' ? 'fixed' : 'sliding',
    lengthMs: Number(properties.window ?? properties.interval ?? 60) * 1000,
  };
  const usage = usageOf(state, `route ${route}/${id}/${JSON.stringify(value ?? null)}`);
  const allows = usage.total(state.now(), window) < Number(limit ?? 0);
  if (limitType === 'cost') return { allows, spend: (cost) => usage.add(state.now(), window, cost) };
  if (allows) usage.add(state.now(), window, 1);
  return { allows, spend: () => {} };
}
