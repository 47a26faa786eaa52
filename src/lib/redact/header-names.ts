import { isCredentialHeader } from './patterns.js';

/** Headers whose values are no secrets and tell the reader something. */
const HARMLESS: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'anthropic-beta',
  'anthropic-dangerous-direct-browser-access',
  'anthropic-version',
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'host',
  'http-referer',
  'openai-beta',
  'referer',
  'user-agent',
  'x-title',
]);

/** Whether a header of a request may be shown as it is. Of a name that nobody knows the value may be a secret. */
export function isHarmlessHeader(name: string): boolean {
  const lower = name.toLowerCase();
  if (isCredentialHeader(lower)) return false;
  return HARMLESS.has(lower) || lower.startsWith('cf-aig-');
}
