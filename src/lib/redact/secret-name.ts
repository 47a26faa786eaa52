import { BoundedMap } from '../bounded-map.js';

/** First whole words only, then those that are unambiguous inside another word too. */
const SECRET_WORDS =
  /(?:^|[^a-z])(?:key|keys|auth|pass|pwd|pat|pin|jwt|signature|webhook)(?:$|[^a-z])|token(?!iz)|secret|passw|passphrase|authorization|credential|cookie|bearer|apikey/;

/** `botToken`, `BOT_TOKEN`, `x-api-key`, but not `keyboard`. */
export function isSecretName(name: string): boolean {
  let answer = answers.get(name);
  if (answer === undefined) {
    answer = SECRET_WORDS.test(name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase());
    answers.set(name, answer);
  }
  return answer;
}

/** A config asks for the same names again and again. */
const answers = new BoundedMap<boolean>(1000);
