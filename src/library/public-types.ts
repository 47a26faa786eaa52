// The public types of `cf-aig`: scripts/types.js puts them, and what they use, into one file.

import type { Category } from '../diagnosis/causes/category.js';

/** Names in any case. Also a `Headers` or a `Map`. */
export type HttpHeaders =
  | Iterable<readonly [name: string, value: string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** One HTTP exchange with an AI Gateway: the request, and what came back or why nothing did. */
export interface HttpExchange {
  request: {
    method: string;
    /** Absolute. */
    url: string;
    /** Tells whose credential went where. Secrets may be masked already. Left out: not known. */
    headers?: HttpHeaders;
    /** As it was sent: JSON that names the model. */
    body?: string;
  };
  response?: {
    status: number;
    headers?: HttpHeaders;
    /** Decoded text, complete unless there is also an `error`. Event streams as they came. */
    body?: string;
  };
  /** What `fetch`, undici or an SDK threw, or the same as data. Beside a response: its body broke off. */
  error?: Error | TransportFailure;
}

export interface TransportFailure {
  /** Of Node, OpenSSL or undici: `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `UND_ERR_SOCKET`. */
  code: string;
  message?: string;
  /** How far the request got, if that is known; it tells timeouts apart. */
  phase?: 'dns' | 'connect' | 'tls' | 'proxy' | 'headers' | 'body';
}

/** What is wrong, and what to do. All texts are English, for people, and without secrets. */
export interface Diagnosis {
  /** The family: which part of the way the failure belongs to. */
  category: Category;
  /** A stable id, such as `token-rejected`. `cf-aig explain bad-token` lists those of a category. */
  cause: string;
  /** One sentence. */
  title: string;
  /** Why it happens. */
  why: string;
  /** What shows it: the request, the field of the answer, the place in the text. */
  evidence: string[];
  /** The one thing to do; `command` can be pasted into a shell. */
  fix: { command?: string; what: string };
  /** The same by hand, in order. */
  steps: string[];
  /** Alternatives to `fix`. */
  or: string[];
  /** URL of the page to read next. */
  docs?: string;
  /** Causes that cannot be told apart from this one here, the next likelier first. */
  alternatives: string[];
  /** Whether waiting and trying again may be enough. */
  transient: boolean;
}

/** Object keys and array indices, from the root of the document. */
export type ConfigPath = readonly (string | number)[];

/**
 * `set` creates missing parents; an array takes an index up to its length. `remove` of what is not there changes
 * nothing.
 */
export type ConfigEdit = { op: 'set'; path: ConfigPath; value: unknown } | { op: 'remove'; path: ConfigPath };
