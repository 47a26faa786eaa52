/** Steers a terminal, ends a line for some programs, reorders text, or is not seen. Line feeds and tabs stay. */
const RAW =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e01ef}\ud800-\udfff]/u;

/** The first raw character in an output, with what is around it. @param {string} text */
export function findRaw(text) {
  return around(text, RAW);
}

/** The first match in a text, with what is around it, as JSON. @param {string} text @param {RegExp} pattern */
export function around(text, pattern) {
  const match = pattern.exec(text);
  return match ? JSON.stringify(text.slice(Math.max(0, match.index - 40), match.index + 60)) : undefined;
}
