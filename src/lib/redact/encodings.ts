/** A shorter base64 fragment would match by accident. */
const MIN_FRAGMENT = 12;

/** JSON, URLs and HTML write such a secret as it is. */
export const UNESCAPED = /^[\w.-]+$/;

/** The forms in which a secret may appear: verbatim, JSON-escaped once or twice, URL-encoded, base64. */
export function encodings(secret: string): Set<string> {
  if (UNESCAPED.test(secret)) return new Set([secret, ...toBase64(secret)]);
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

/**
 * base64 encodes groups of three bytes, so a secret inside a longer text (`user:secret`) has three possible encodings.
 * Returns of each the characters that depend on the secret alone, in both alphabets.
 */
function toBase64(secret: string): string[] {
  const length = Buffer.byteLength(secret);
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.from('\0'.repeat(offset) + secret).toString('base64');
    const fragment = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + length) * 8) / 6));
    if (fragment.length < MIN_FRAGMENT) return [];
    return [fragment, fragment.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
