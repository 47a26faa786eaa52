import { isIPv6 } from 'node:net';
import { escapeRegExp } from '../text/escape-reg-exp.js';
import { visible } from '../text/visible.js';

/** What to look for besides the forms that are always personal. */
export interface Personal {
  homedir: string;
  /** Names of the user on this machine. */
  users: readonly string[];
  /** Texts to replace wherever they are, with the replacement. */
  names: ReadonlyMap<string, string>;
  /** Hosts to look for outside of URLs too. */
  hosts: readonly string[];
  /** Whether a host says nothing about the user. */
  isPublicHost(host: string): boolean;
}

/** A shorter name would replace parts of ordinary words. */
const MIN_NAME = 3;
/** Characters of an ID that stay, to tell one from another. */
const ID_TAIL = 4;
/** Suffixes that a private name shares with all other users of a service. */
const SHARED_SUFFIX = /\.(?:workers\.dev|pages\.dev|cloudflareaccess\.com|ts\.net)$/i;
const PRIVATE_NAME =
  /(?<![\w-]|[\w-]\.)(?:[\w-]+\.)+(?:local|lan|internal|intranet|corp|home|localdomain|home\.arpa)\b/gi;
const URL_HOST = /\b([a-z][a-z0-9+.-]{0,30}:\/\/)([^\s/@"'`<>]*@)?(\[[0-9a-f:.]+\]|[^\s/:?#"'`<>,;)\]]+)/gi;
/** Cloudflare Access names the domain that it protects in the path. */
const ACCESS_DOMAIN = /(\/cdn-cgi\/access\/login\/)([^\s/?#"'`<>]+)/gi;
const IPV4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g;
/** What may be one; a time of day is not. */
const IPV6 = /(?<![\w:.])[0-9a-f]{0,4}:[0-9a-f:]{1,40}(?![\w:.])/gi;
/** Addresses that are the same everywhere. */
const COMMON_IPV4 = /^(?:127\.|0\.0\.0\.0$|1\.1\.1\.1$|8\.8\.8\.8$)/;
const EMAIL = /(?<![\w.!+'~-]|:\/\/)[\w.!+'~-]+(?:@|%40)(?:[a-z0-9-]+\.)+[a-z]{2,}/gi;
/** Account IDs have 32 hexadecimal characters; a mistyped one is still a large part of the real one. */
const ID_LENGTH = 32;
/** Not the IDs of requests (`req_...`), which providers ask for. */
const ID = /(?<![0-9a-z_])[0-9a-f]{24,64}(?![0-9a-z])/gi;
const ID_IN_PATH = /(\/(?:accounts|v1)\/)([0-9a-z]{24,64})(?![\w-])/gi;
const HOME_FOLDER = /((?:\/home|\/Users|\b[A-Z]:(?:\\\\?|\/)Users)(?:\\\\?|\/))[^\s/\\"'`<>:]+/g;

/**
 * Returns a function that replaces what identifies a person, an account or a private machine, so that a text can be
 * published. It gives a host the same label in every text.
 */
export function personalMask(personal: Personal): (text: string) => string {
  const { homedir, names, users } = personal;
  const labelOf = hostLabels(personal);
  return (text) => {
    let masked = text;
    for (const [name, label] of longestFirst(names)) masked = replaceAll(masked, name, label);
    masked = maskHosts(masked.replace(EMAIL, '[e-mail]'), personal.hosts, labelOf);
    if (homedir.length > 1) masked = replaceAll(masked, homedir, '~');
    masked = masked.replace(HOME_FOLDER, '$1[user]');
    for (const user of users) {
      if (user.length >= MIN_NAME) masked = masked.replace(wordPattern(user), '[user]');
    }
    return maskIds(masked);
  };
}

/** Keeps the last four characters of account IDs, and the length of those that are too long or too short. */
export function maskIds(text: string): string {
  const mask = (id: string) =>
    `…${id.slice(-ID_TAIL)}${id.length === ID_LENGTH ? '' : ` (${id.length} characters)`}`;
  return text.replace(ID, mask).replace(ID_IN_PATH, (_, before: string, id: string) => before + mask(id));
}

function hostLabels({ isPublicHost }: Personal): (host: string) => string {
  const labels = new Map<string, string>();
  return (host) => {
    const key = host.toLowerCase();
    if (isPublicHost(key)) return host;
    const number = labels.size ? ` ${labels.size + 1}` : '';
    const label = labels.get(key) ?? `[host${number}]${SHARED_SUFFIX.exec(key)?.[0] ?? ''}`;
    labels.set(key, label);
    return label;
  };
}

function maskHosts(text: string, hosts: readonly string[], labelOf: (host: string) => string): string {
  let masked = text
    .replace(URL_HOST, (_, scheme: string, user: string | undefined, host: string) =>
      [scheme, user ? '[user]@' : '', labelOf(host)].join(''),
    )
    .replace(ACCESS_DOMAIN, (_, path: string, host: string) => path + labelOf(host));
  for (const host of hosts) masked = masked.replace(wordPattern(host), labelOf);
  return masked
    .replace(PRIVATE_NAME, labelOf)
    .replace(IPV4, (address) => (COMMON_IPV4.test(address) ? address : '[address]'))
    .replace(IPV6, (address) => (isIPv6(address) && !/^:?:1?$/.test(address) ? '[address]' : address));
}

function longestFirst(names: ReadonlyMap<string, string>): [string, string][] {
  return [...names].filter(([name]) => name.length >= MIN_NAME).sort(([a], [b]) => b.length - a.length);
}

/** Also where the name is part of JSON or of a URL, or made printable. */
function replaceAll(text: string, name: string, label: string): string {
  const wellFormed = Buffer.from(name).toString();
  const forms = new Set([
    name,
    visible(name),
    JSON.stringify(name).slice(1, -1),
    encodeURIComponent(wellFormed),
    encodeURI(wellFormed),
  ]);
  return [...forms].reduce((all, form) => all.replaceAll(form, label), text);
}

function wordPattern(word: string): RegExp {
  return new RegExp(`(?<![\\w-])${escapeRegExp(word)}(?![\\w-])`, 'gi');
}
