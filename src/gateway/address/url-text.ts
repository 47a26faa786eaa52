import { percentDecode } from '../../lib/text/percent-decode.js';
import { trimEnd } from '../../lib/text/trim-end.js';
import type { Problem } from './base-url.js';
import { CLOUDFLARE } from './origins.js';

export interface UrlText {
  url?: URL;
  /** The path's decoded segments, without empty ones */
  segments: string[];
  problems: Problem[];
}

/** Parses text as a URL, whatever it points at. If it is malformed, guesses the intended URL. */
export function readUrlText(text: string): UrlText {
  const problems: Problem[] = [];
  const redacted = redactUrl(text);
  const report = (cause: Problem['cause'], detail: string, found?: string) =>
    problems.push({ cause, values: { baseUrl: redacted, detail, found } });

  const unbracketed = text.trim().replace(/^<(https?:.*)>$/i, '$1');
  let rest = trimEnd(unbracketed.replace(/^['"`]+/, ''), '\'"`,;');
  if (rest === '') {
    report('base-url-missing', 'it is empty');
    return { segments: [], problems };
  }
  if (rest !== text) report('base-url-not-a-url', 'there are spaces or quotes around it');

  const second = rest.slice(1).search(/https?:\/\//i);
  if (second >= 0) {
    report('base-url-doubled-part', 'it has two URLs in a row', redactUrl(rest.slice(0, second + 1)));
    rest = rest.slice(second + 1);
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(rest)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    const address = rest.replace(/^\/+|^(https?|htt?ps?|http?s?)[:;/\\]+/i, '');
    if (!/^(localhost|[\w-]+(\.[\w-]+)+|\[[\da-f:]+\])(:\d+)?([/?#]|$)/i.test(address)) {
      report('base-url-not-a-url', 'it has no host');
      return { segments: [], problems };
    }
    report('base-url-not-a-url', 'it does not begin with https://');
    rest = `${/^(localhost|127\.)/i.test(address) ? 'http' : 'https'}://${address}`;
  } else if (scheme !== 'http' && scheme !== 'https') {
    report('base-url-not-a-url', `it begins with ${scheme}:// instead of https://`);
    rest = rest.replace(/^[^:]+/, 'https');
  }

  const url = tryUrl(rest);
  if (!url) {
    report('base-url-not-a-url', 'its host or port is malformed');
    return { segments: [], problems };
  }
  if (url.username || url.password)
    problems.push({ cause: 'base-url-with-credentials', values: { baseUrl: redacted } });
  for (const found of [url.search, url.hash]) {
    if (found)
      problems.push({
        cause: 'base-url-extra-part',
        values: { baseUrl: redacted, found: redactUrl(found) },
      });
  }
  const parts = trimEnd(url.pathname.replace(/^\//, ''), '/').split('/');
  if (parts.length > 1 && parts.includes(''))
    report('base-url-doubled-part', 'it has two slashes in a row', '//');
  return { url, segments: parts.filter((part) => part !== '').map(percentDecode), problems };
}

/** The user name and password of a URL, also where a scheme or an escape is missing, so that it is none. */
const USER_INFO: readonly RegExp[] = [
  /(\/\/)[^/?#\s]*@/g,
  // A slash in the password: what follows the colon is no port.
  /(\/\/)[^/\s:@[]*:(?!\d*(?:[/?#]|$))[^?#\s]*@/g,
  /^((?:https?:)?\/?)[^/?#\s]*@/i,
];

/** Masks the password and the query values of a URL. */
export function redactUrl(text: string): string {
  return USER_INFO.reduce((masked, userInfo) => masked.replace(userInfo, '$1***@'), text).replace(
    /([?&#][^=&#?\s]+=)[^&#\s]+/g,
    '$1***',
  );
}

export function tryUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

export const GATEWAY_HOST = new URL(CLOUDFLARE.gateway).host;
export const API_HOST = new URL(CLOUDFLARE.api).host;
