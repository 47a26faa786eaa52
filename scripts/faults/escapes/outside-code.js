/** What GitHub reads as Markdown in a line: neither code nor escaped. @param {string} line @returns {string} */
export function outsideCode(line) {
  let rest = line;
  let outside = '';
  while (rest) {
    const escaped = /^\\[!-/:-@[-`{-~]/.exec(rest)?.[0];
    const run = /^`+/.exec(rest)?.[0];
    const end = run && new RegExp(`^${run}(?!\`).*?(?<!\`)${run}(?!\`)`).exec(rest)?.[0];
    const skipped = escaped ?? end ?? run;
    outside += skipped ? ' ' : rest[0];
    rest = rest.slice(skipped?.length ?? 1);
  }
  return outside;
}
