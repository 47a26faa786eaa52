import { distance } from 'fastest-levenshtein';
import { isTypo } from '../../lib/nearest.js';

export interface NearModel {
  id: string;
  /** The same name, only written for another route: no guess. */
  isSame: boolean;
}

/**
 * The offered model that was meant: the same name under another prefix or with dots for hyphens, else one that differs
 * by a slip. Another version of a model is another model. undefined: none is close, or several are.
 */
export function nearestModel(id: string, offered: readonly string[]): NearModel | undefined {
  const same = offered.filter((one) => one !== id && nameOf(one) === nameOf(id));
  const [only, ...others] = same;
  if (only) return others.length ? undefined : { id: only, isSame: true };
  const slips = offered
    .map((one) => ({ id: one, far: distance(spelling(id), spelling(one)) }))
    .filter((one) => isTypo(spelling(id), spelling(one.id)))
    .sort((a, b) => a.far - b.far);
  const [nearest, next] = slips;
  return nearest && nearest.far !== next?.far ? { id: nearest.id, isSame: false } : undefined;
}

/** Whether two ids only differ in punctuation and capitals. */
export function isSameSpelling(one: string, other: string): boolean {
  const bare = (id: string) => id.toLowerCase().replace(/[^a-z0-9/@]/g, '');
  return bare(one) === bare(other);
}

/** The name without what comes before it: `workers-ai/@cf/meta/llama-3` and `llama-3` have the same. */
function nameOf(id: string): string {
  return spelling(id.slice(id.lastIndexOf('/') + 1));
}

/** Providers write versions with dots, Cloudflare's older routes with hyphens. */
function spelling(id: string): string {
  return id.toLowerCase().replaceAll('.', '-');
}
