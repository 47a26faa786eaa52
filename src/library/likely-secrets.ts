import { secretsInPasted } from '../lib/redact/pasted-secrets.js';

/** Secrets of a text that can be taken out before it is read: no long word, no account ID, which may be what is wrong. */
export function likelySecrets(text: string): string[] {
  return secretsInPasted(text).filter((word) => /\d/.test(word) && !/^[0-9a-f]{28,36}$/i.test(word));
}
