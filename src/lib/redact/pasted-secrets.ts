import { isHarmlessHeader } from './header-names.js';
import { looksSecret } from './looks-secret.js';

/** Request headers in a command line (`curl -H 'Name: value'`) and in the output of `curl -v`. */
const SENT_HEADERS = [
  /(?:-H|--header)[\s=]*(["'])([\w-]+)\s*:\s*(.*?)\1/gs,
  /(?:-H|--header)[\s=]*()([\w-]+)\s*:\s*([^\s"']+)/g,
  /^()> ([\w-]+):[ \t]*(.+?)\r?$/gm,
];
const PASSWORD = /(?:\s-u|--user|--proxy-user)[\s=]*["']?([^\s"']+)/g;
/** IDs that look as random as a secret, but that support asks for. */
const IDS = /\b(?:cf-ray|ray|request|log|trace|event|etag|id)[\w-]*["']?\s*[:=]/i;

/** Certain and likely secrets in pasted text: a command, a log, a response. */
export function secretsInPasted(text: string): string[] {
  const headers = SENT_HEADERS.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ([, , name, value]) => ({ name: name!, value: value! })),
  ).filter(({ name }) => !isHarmlessHeader(name));
  return [
    ...headers.map(({ value }) => value.replace(/^(?:bearer|basic|token)\s+/i, '').trim()),
    ...Array.from(text.matchAll(PASSWORD), ([, value]) => value!.replace(/^[^:]*:/, '')),
    ...text
      .split('\n')
      .filter((line) => !IDS.test(line))
      .flatMap((line) => line.match(/[^\s"'`,;()[\]{}<>:=/]{20,}/g) ?? [])
      .filter(looksSecret),
  ].filter((value) => !/^(?:\$|<.*>$)/.test(value));
}
