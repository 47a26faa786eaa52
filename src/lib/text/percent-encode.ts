/** Part of the path of a URL. Half a surrogate pair, which JSON can hold, becomes U+FFFD. */
export function percentEncode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
