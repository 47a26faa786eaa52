/** Every comment of a JSON5 text in order. A reader of its own: what it sees, the program had no part in. @param {string} text */
export function commentsOf(text) {
  /** @type {string[]} */
  const found = [];
  for (const [token] of text.matchAll(
    /"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\//g,
  )) {
    if (token.startsWith('/')) found.push(token);
  }
  return found;
}

/** The comments of the first list that the second has less often. @param {readonly string[]} before @param {readonly string[]} after */
export function lostComments(before, after) {
  /** @type {Map<string, number>} */
  const left = new Map();
  for (const comment of after) left.set(comment, (left.get(comment) ?? 0) + 1);
  return before.filter((comment) => {
    const count = left.get(comment) ?? 0;
    left.set(comment, count - 1);
    return count <= 0;
  });
}
