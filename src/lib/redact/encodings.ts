/** A fragment of base64 shorter than this says too little to be looked for. */
const MIN_FRAGMENT = 12;

/** The forms in which a secret may turn up: as it is, escaped for JSON (once and twice), for a URL, in base64. */
export function encodings(secret: string): Set<string> {
  const escaped = inJson(secret);
  const wellFormed = Buffer.from(secret).toString();
  return new Set([
    secret,
    escaped,
    inJson(escaped),
    encodeURIComponent(wellFormed),
    encodeURI(wellFormed),
    ...inBase64(secret),
  ]);
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/**
 * base64 works on groups of three bytes, so a secret inside a longer text (`user:secret`) looks one of three ways.
 * Of each way the characters that the secret alone decides are kept, in both alphabets.
 */
function inBase64(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const own = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    if (own.length < MIN_FRAGMENT) return [];
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
