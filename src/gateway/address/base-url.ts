import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Values } from '../../diagnosis/reading/values.js';

/** OpenClaw's `baseUrl`, parsed. */
export interface BaseUrl {
  /** As written in the config */
  text: string;
  plane: 'gateway' | 'rest' | 'custom-domain';
  /** `scheme://host[:port]` */
  origin: string;
  /** Undefined if malformed */
  accountId?: string;
  /** Undefined if malformed, on a custom domain and on the REST API */
  gateway?: string;
  /** First segment after the gateway: `compat`, `openai`, `custom-mine`, ...; `rest` for the AI REST API */
  route?: string;
  /** The URL that OpenClaw appends its endpoints to, without a trailing slash */
  normal: string;
}

export interface UrlProblem {
  cause: CauseId;
  values: Values;
  /** The corrected URL, if it can be determined; the same for all problems of one URL */
  suggestion?: string;
}

/** One problem, before the suggestion for the whole URL is known. */
export interface Problem {
  cause: CauseId;
  values: Values;
}

/** A parsed path: its parts, its problems and, if possible, its corrected form. */
export interface PathReading {
  accountId?: string;
  gateway?: string;
  route?: string;
  problems: Problem[];
  /** With a leading slash; undefined if a part of it cannot be determined */
  corrected?: string;
}

/** The URL up to the route, without a trailing slash: the root for requests to the gateway itself. */
export function rootOf(url: BaseUrl): string {
  if (url.plane === 'gateway') return `${url.origin}/v1/${url.accountId}/${url.gateway}`;
  if (url.plane === 'rest') return url.normal.replace(/\/ai(\/v1)?$/, '');
  const at = url.route === undefined ? -1 : url.normal.lastIndexOf(`/${url.route}`);
  return at < 0 ? url.normal : url.normal.slice(0, at);
}
