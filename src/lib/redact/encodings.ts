import { toBase64 } from './base64-forms.js';

/** JSON, URLs and HTML write such a secret as it is. */
export const UNESCAPED = /^[\w.-]+$/;

/** The forms in which a secret that needs escapes may appear: verbatim, JSON-escaped once or twice, URL-encoded, base64. */
export function encodings(secret: string): Set<string> {
  const escaped = toJson(secret);
  const wellFormed = Buffer.from(secret).toString();
  return new Set([
    secret,
    escaped,
    toJson(escaped),
    encodeURIComponent(wellFormed),
    encodeURI(wellFormed),
    ...toBase64(secret),
  ]);
}

function toJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
