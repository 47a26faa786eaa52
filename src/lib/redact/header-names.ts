import { isCredentialHeader } from './patterns.js';

/** Headers whose values are never secret and help the reader. */
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

/** Whether a request header may be shown. The value of an unknown header may be a secret. */
export function isHarmlessHeader(name: string): boolean {
  const lower = name.toLowerCase();
  if (isCredentialHeader(lower)) return false;
  return HARMLESS.has(lower) || lower.startsWith('cf-aig-');
}
