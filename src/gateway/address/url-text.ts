import type { Problem } from './base-url.js';
import { CLOUDFLARE } from './origins.js';

export interface UrlText {
  url?: URL;
  /** The path's parts, decoded, empty ones left out */
  segments: string[];
  problems: Problem[];
}

/** Text to URL: what is wrong with it as a URL, whatever it points at, and the URL that was probably meant. */
export function readUrlText(text: string): UrlText {
  const problems: Problem[] = [];
  const told = withoutCredentials(text);
  const tell = (cause: Problem['cause'], detail: string, found?: string) =>
    problems.push({ cause, values: { baseUrl: told, detail, found } });

  let rest = text
    .trim()
    .replace(/^<(https?:.*)>$/i, '$1')
    .replace(/^['"`]+|['"`,;]+$/g, '');
  if (rest === '') {
    tell('base-url-missing', 'it is empty');
    return { segments: [], problems };
  }
  if (rest !== text) tell('base-url-not-a-url', 'there are spaces or quotes around it');

  const again = rest.slice(1).search(/https?:\/\//i);
  if (again >= 0) {
    tell(
      'base-url-doubled-part',
      'two addresses stand one after the other',
      withoutCredentials(rest.slice(0, again + 1)),
    );
    rest = rest.slice(again + 1);
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(rest)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    const meant = rest.replace(/^\/+|^(https?|htt?ps?|http?s?)[:;/\\]+/i, '');
    if (!/^(localhost|[\w-]+(\.[\w-]+)+|\[[\da-f:]+\])(:\d+)?([/?#]|$)/i.test(meant)) {
      tell('base-url-not-a-url', 'it has no host');
      return { segments: [], problems };
    }
    tell('base-url-not-a-url', 'it does not begin with https://');
    rest = `${/^(localhost|127\.)/i.test(meant) ? 'http' : 'https'}://${meant}`;
  } else if (scheme !== 'http' && scheme !== 'https') {
    tell('base-url-not-a-url', `it begins with ${scheme}:// instead of https://`);
    rest = rest.replace(/^[^:]+/, 'https');
  }

  const url = tryUrl(rest);
  if (!url) {
    tell('base-url-not-a-url', 'its host or port is malformed');
    return { segments: [], problems };
  }
  if (url.username || url.password)
    problems.push({ cause: 'base-url-with-credentials', values: { baseUrl: told } });
  for (const found of [url.search, url.hash]) {
    if (found)
      problems.push({
        cause: 'base-url-extra-part',
        values: { baseUrl: told, found: withoutCredentials(found) },
      });
  }
  const parts = url.pathname.replace(/^\/|\/+$/g, '').split('/');
  if (parts.length > 1 && parts.includes(''))
    tell('base-url-doubled-part', 'a slash stands there twice', '//');
  return { url, segments: parts.filter((part) => part !== '').map(decoded), problems };
}

/** The URL as text that may be shown: neither a password in it nor the values of a query are repeated. */
export function withoutCredentials(text: string): string {
  return text.replace(/(\/\/)[^/@\s]+@/, '$1***@').replace(/([?&#][^=&#\s]+=)[^&#\s]+/g, '$1***');
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

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
