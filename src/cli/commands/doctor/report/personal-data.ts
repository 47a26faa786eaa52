import { CATALOGUE } from '../../../../diagnosis/causes/catalogue.js';
import type { Exchange } from '../../../../diagnosis/exchange/exchange.js';
import { isLoopback } from '../../../../gateway/address/origins.js';
import { API_HOST, GATEWAY_HOST } from '../../../../gateway/address/url-text.js';
import { PROVIDERS, providerByHost } from '../../../../gateway/providers/providers.js';
import { Json } from '../../../../lib/json-view.js';
import { nearest } from '../../../../lib/nearest.js';
import type { Personal } from '../../../../lib/redact/personal.js';
import { escapeRegExp } from '../../../../lib/text/escape-reg-exp.js';

/** A host this close to a known one is a typo of it, which the report must show. */
const TYPO = 0.2;

/** What a report could reveal about its author. `users` are names of the user on this machine. */
export function personalData(
  { homedir, env }: { homedir: string; env: NodeJS.ProcessEnv },
  exchanges: readonly Exchange[],
): Personal {
  const users = [env.USER, env.LOGNAME, env.USERNAME, homedir.split(/[\\/]/).at(-1)];
  return {
    homedir,
    users: [...new Set(users)].filter((name): name is string => Boolean(name) && !isOwnWord(name!)),
    names: new Map(exchanges.flatMap(accountNames).map((name) => [name, '[account]'])),
    hosts: [...new Set(exchanges.flatMap(hostsOf))].filter(Boolean),
    isPublicHost,
  };
}

/** Names of the accounts that the token can see. */
function accountNames({ request, response }: Exchange): string[] {
  if (!URL.canParse(request.url) || !/\/accounts\/?$/.test(new URL(request.url).pathname)) return [];
  const list =
    Json.parse(response?.body ?? '')
      ?.at('result')
      .array() ?? [];
  return list.flatMap((account) => account.at('name').text() ?? []);
}

function hostsOf({ request, response, error }: Exchange): string[] {
  return [error?.host ?? '', hostOf(error?.proxy), hostOf(request.url), hostOf(response?.headers.location)];
}

function hostOf(url: string | undefined): string {
  return url && URL.canParse(url) ? new URL(url).hostname : '';
}

const OWN_TEXT = JSON.stringify([CATALOGUE, PROVIDERS]);
const KNOWN_HOSTS = [
  ...new Set([...OWN_TEXT.matchAll(/https:\/\/([a-z0-9.-]+)/g)].map(([, host]) => host!)),
  GATEWAY_HOST,
  API_HOST,
];

function isPublicHost(host: string): boolean {
  return (
    isLoopback(host) ||
    /(?:^|\.)(?:cloudflare\.com|openclaw\.ai|github\.com|npmjs\.org)$/.test(host) ||
    providerByHost(host) !== undefined ||
    nearest(host, KNOWN_HOSTS, TYPO) !== undefined
  );
}

/** A user may be called `node` or `openclaw`; such a word identifies no person. */
function isOwnWord(name: string): boolean {
  return new RegExp(`\\b${escapeRegExp(name)}\\b`, 'i').test(`root admin ubuntu pi ${OWN_TEXT}`);
}
