/** First whole words only, then those that are unambiguous inside another word too. */
const SECRET_WORDS =
  /(?:^|[^a-z])(?:key|keys|auth|pass|pwd|pat|pin|jwt|signature|webhook)(?:$|[^a-z])|token(?!iz)|secret|passw|passphrase|authorization|credential|cookie|bearer|apikey/;

/** `botToken`, `BOT_TOKEN`, `x-api-key`, but not `keyboard`. */
export function isSecretName(name: string): boolean {
  return SECRET_WORDS.test(name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase());
}
