import { isLoopback } from '../gateway/address/origins.js';
import { providerByHost } from '../gateway/providers/providers.js';
import { isRecord } from '../lib/json.js';
import { personalMask } from '../lib/redact/personal.js';
import type { Placeholder } from './asking/experiment.js';
import type { Values } from './asking/placeholder-values.js';

/** Removes what only this account and this run know. */
export interface Mask {
  /** A text of an error, for people. `own`: the request, with placeholders; what it quotes stays. */
  text(text: string, own: string): string;
  /** A body: its keys, types and, in an error, its words. */
  body(value: unknown, o: { isError: boolean; own: string }): unknown;
  /** Only what is known to say nothing about the user; of all else the kind. */
  header(name: string, value: string): string;
}

const SAFE_HEADERS: ReadonlySet<string> = new Set([
  'allow',
  'cf-aig-cache-status',
  'cf-aig-model',
  'cf-aig-provider',
  'cf-aig-routed-model',
  'cf-aig-routing-reason',
  'cf-aig-sandbox',
  'cf-aig-step',
  'cache-control',
  'content-type',
  'retry-after',
  'www-authenticate',
]);

/** Names and words of the vendors in an error. */
const WORDS =
  /^(?:message|msg|error|type|code|status|name|description|title|detail|reason|param|object|category|state)$/;
/** The same where nothing failed: one word of the API. */
const KINDS = /^(?:object|type|role|status|state|finish_reason|stop_reason|status_reason)$/;
const ONE_WORD = /^[a-z][a-z._-]{0,40}$/i;
/** Numbers that mean something by themselves. */
const NUMBERS = /^(?:code|internalCode|httpCode|status|status_code|error_code)$/;
/** Their keys are the user's. */
const FREE_KEYS = /^(?:metadata|headers|request_head|response_head|properties)$/;
const KEY = /^[A-Za-z_$@][\w$@.-]{0,40}$/;

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const ULID = /\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b/g;
/** Ids of requests, organisations, projects. */
const NAMED_ID =
  /\b(?:req|request|org|proj|msg|resp|rs|chatcmpl|gen|acct|user|usr|run|call|file|batch|trace)[-_](?=[\w-]*\d)[\w-]{6,}\b/gi;
const LONG_ID = /\b(?=[\w]*\d)[A-Za-z0-9]{16,}\b/g;
const QUOTED = /(['"`‘“])([^'"`’”\n]{1,80})(['"`’”])/g;
/** Where vendors' errors send people. */
const PUBLIC_DOMAINS: ReadonlySet<string> = new Set([
  'anthropic.com',
  'cloudflare.com',
  'google.com',
  'googleapis.com',
  'openai.com',
  'openrouter.ai',
  'x.ai',
]);
const MAX_TEXT = 600;
const MOST_ITEMS = 2;

/** `values` that are no secrets are replaced by their names. */
export function createMask(values: Values): Mask {
  const names = Object.entries(values).flatMap(([name, value]): [string, string][] =>
    value !== undefined && isShown(name as Placeholder) ? [[value, `{${name}}`]] : [],
  );
  const personal = personalMask({
    homedir: '',
    users: [],
    names: new Map(names),
    hosts: [],
    isPublicHost,
  });
  const short = names.filter(([value]) => value.length < 3).map(([value, label]) => ({ value, label }));
  const hide = (text: string) => {
    const known = short.reduce(
      (all, { value, label }) => all.replace(new RegExp(`(?<![\\w-])${value}(?![\\w-])`, 'g'), label),
      personal(text),
    );
    return known
      .replace(UUID, '<uuid>')
      .replace(ULID, '<ulid>')
      .replace(NAMED_ID, '<id>')
      .replace(LONG_ID, '<id>');
  };

  const text = (given: string, own: string) => {
    const hidden = hide(given).replace(QUOTED, (whole, open: string, inside: string, close: string) =>
      own.includes(inside) || inside.includes('{') || inside.includes('[redacted]')
        ? whole
        : `${open}<name>${close}`,
    );
    return hidden.length > MAX_TEXT ? `${hidden.slice(0, MAX_TEXT)}…` : hidden;
  };

  const body: Mask['body'] = (value, o) => {
    /** Only Cloudflare quotes names that the user has chosen; providers quote fields of the request. */
    const isCloudflares = isRecord(value) && 'success' in value;
    const walk = (part: unknown, key: string): unknown => {
      if (Array.isArray(part)) return part.slice(0, MOST_ITEMS).map((item) => walk(item, key));
      if (isRecord(part)) {
        if (FREE_KEYS.test(key)) return '<object>';
        const entries = Object.entries(part).map(([name, inner]) => [
          KEY.test(name) && hide(name) === name ? name : '<key>',
          walk(inner, name),
        ]);
        return Object.fromEntries(entries);
      }
      if (typeof part === 'number') return NUMBERS.test(key) ? part : 0;
      if (typeof part !== 'string') return part;
      if (part === '') return '';
      if (o.isError && WORDS.test(key)) return isCloudflares ? text(part, o.own) : hide(part);
      if (KINDS.test(key) && ONE_WORD.test(part)) return part;
      return '<string>';
    };
    return walk(value, 'message');
  };

  const header = (name: string, value: string) => {
    const hidden = hide(value);
    // What this run has sent itself may be shown.
    const isSafe = SAFE_HEADERS.has(name) || value === 'cloudflare' || hidden.includes('{nonce}');
    return isSafe ? hidden : kindOf(value);
  };

  return { text, body, header };
}

/** Of vendors, and of no one in particular. */
function isPublicHost(host: string): boolean {
  const domain = host.split('.').slice(-2).join('.');
  return isLoopback(host) || providerByHost(host) !== undefined || PUBLIC_DOMAINS.has(domain);
}

/** Secrets are redacted already; what every user has is no secret. */
function isShown(name: Placeholder): boolean {
  return !name.startsWith('token') && name !== 'model' && name !== 'billed-model' && name !== 'stored-path';
}

function kindOf(value: string): string {
  if (new RegExp(`^(?:${ULID.source})$`).test(value)) return '<ulid>';
  const version = new RegExp(`^(?:${UUID.source})$`, 'i').exec(value)?.[1];
  if (version) return version === '7' ? '<uuid of version 7>' : '<uuid>';
  if (value === '') return '';
  return /^\d+$/.test(value) ? '<number>' : '<text>';
}
