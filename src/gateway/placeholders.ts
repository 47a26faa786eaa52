/** Text that stands for a value in examples and was never replaced. */
const PLACEHOLDERS: readonly RegExp[] = [
  /<[^<>/]*>/,
  /\{\{?[^{}/]*\}?\}/,
  /\[[A-Za-z_ -]+\]/,
  /\$\{?[A-Za-z_]\w*\}?/,
  /%[A-Z_]{4,}%/,
  /(?<![A-Za-z0-9])your[-_ ]?[a-z0-9]+([-_ ][a-z0-9]+)*/i,
  /(?<![A-Za-z0-9])(account|gateway)[-_ ]?(id|name|tag|slug)(?![A-Za-z0-9])/i,
  /(?<![A-Za-z0-9])(cf|cloudflare|ai|aig|my)[-_](account|gateway)[-_](id|name)(?![A-Za-z0-9])/i,
  /(?<![A-Za-z0-9])(api[-_ ]?(key|token)|(key|token)[-_ ]here)(?![A-Za-z0-9])/i,
  /(?<![A-Za-z0-9])(change[-_ ]?me|replace[-_ ]?me|insert[-_ ]\w+|todo|example[-_ ]?(key|token)|placeholder)(?![A-Za-z0-9])/i,
  /(?<![A-Za-z0-9])(x{4,}|X{4,})(?![A-Za-z0-9])/,
  /\.{3,}|\u2026/,
];

/** The part of the text that is a placeholder (`<account>`, `{gateway_id}`, `YOUR_TOKEN`, `xxxx`), if there is one. */
export function findPlaceholder(text: string): string | undefined {
  for (const pattern of PLACEHOLDERS) {
    const found = pattern.exec(text)?.[0];
    if (found) return found;
  }
  return undefined;
}
