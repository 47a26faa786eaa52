import type { Element } from '../config/route-elements.js';
import type { State } from '../state/state.js';
import { windowStart } from '../state/windows.js';
import { valueAt } from './condition.js';

export interface RouteLimit {
  within: boolean;
  /** Notes what an answer cost, where the limit is one of cost. US dollars. */
  spend(cost: number): void;
}

/** A count of requests, or of dollars, per value of a field. The API calls the window `window`, the docs `interval`; both in seconds. */
export function routeLimit(
  state: State,
  route: string,
  { id, properties }: Element,
  subject: Record<string, unknown>,
): RouteLimit {
  const { key, limit, limitType, technique } = properties;
  const value = typeof key === 'string' ? valueAt(subject, key) : undefined;
  const length = Number(properties.window ?? properties.interval ?? 60) * 1000;
  const bucket = `${route}/${id}/${JSON.stringify(value ?? null)}`;
  const since = windowStart(technique === 'fixed' ? 'fixed' : 'sliding', state.now(), length);
  const used = (state.routeUse.get(bucket) ?? []).filter(({ at }) => at >= since);
  const within = used.reduce((sum, { amount }) => sum + amount, 0) < Number(limit ?? 0);
  const note = (amount: number) => {
    state.routeUse.set(bucket, [...(state.routeUse.get(bucket) ?? used), { at: state.now(), amount }]);
  };
  state.routeUse.set(bucket, used);
  if (limitType === 'cost') return { within, spend: note };
  if (within) note(1);
  return { within, spend: () => {} };
}
