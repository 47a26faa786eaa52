import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Values } from '../../diagnosis/reading/values.js';

/** The address that OpenClaw has for the provider, taken apart. */
export interface BaseUrl {
  /** As it stands in the config */
  text: string;
  plane: 'gateway' | 'rest' | 'custom-domain';
  /** `scheme://host[:port]` */
  origin: string;
  /** Only a well-formed one */
  accountId?: string;
  /** Only a well-formed one; a custom domain and the REST API do not carry it */
  gateway?: string;
  /** First part after the gateway: `compat`, `openai`, `custom-mine`, ...; `rest` for the AI REST API */
  route?: string;
  /** What OpenClaw appends to; no trailing slash */
  normal: string;
}

export interface UrlProblem {
  cause: CauseId;
  values: Values;
  /** What the URL should be, when it can be told; all problems of one URL share it */
  suggestion?: string;
}

/** One problem, before the suggestion for the whole URL is known. */
export interface Problem {
  cause: CauseId;
  values: Values;
}

/** A path, read: what was found, what is wrong, and what it should be as far as that can be told. */
export interface PathReading {
  accountId?: string;
  gateway?: string;
  route?: string;
  problems: Problem[];
  /** The mended path, leading slash included; undefined: a part of it cannot be told */
  mended?: string;
}

/** What stands before the route, no trailing slash: a probe of the gateway itself starts here. */
export function rootOf(url: BaseUrl): string {
  if (url.plane === 'gateway') return `${url.origin}/v1/${url.accountId}/${url.gateway}`;
  if (url.plane === 'rest') return url.normal.replace(/\/ai(\/v1)?$/, '');
  const at = url.route === undefined ? -1 : url.normal.lastIndexOf(`/${url.route}`);
  return at < 0 ? url.normal : url.normal.slice(0, at);
}
