/** No word of a message is longer: it is a blob, and patterns that begin inside words take quadratic time for it. */
const BLOB = /[\w.~+/=%-]{400,}/g;
const BLOB_START = 200;

/** So much white space separates as well as more of it. */
const SPACES = /\s{20,}/g;
const SPACES_START = 10;

/** The text with the beginning of each blob only: data, an image, a file. */
export function shortenBlobs(text: string): string {
  return text.replace(BLOB, (blob) => `${blob.slice(0, BLOB_START)}…`);
}

/** The text for patterns of any kind: without blobs and wide gaps, and of a long one the first three quarters and the end. */
export function condense(text: string, limit: number): string {
  // A blob may become far shorter; what is beyond this is not looked at.
  const start = text.length > 100 * limit ? text.slice(0, 100 * limit) : text;
  const short = shortenBlobs(start).replace(SPACES, (spaces) => spaces.slice(0, SPACES_START));
  if (short.length <= limit) return short;
  return `${short.slice(0, (limit * 3) / 4)} … ${short.slice(-limit / 4)}`;
}
