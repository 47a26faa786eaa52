import type { Fix } from '../../src/diagnosis/causes/cause.js';
import { fill, UNKNOWN, type Values } from '../../src/diagnosis/reading/values.js';

/** Every placeholder by its name; without an account the links to the dashboard ask for it themselves. */
export const EXAMPLE: Values = { ...UNKNOWN, accountId: undefined, host: '<host>' };

export function fixText({ command, what }: Fix): string {
  return plain(fill(command ? `\`${command}\`: ${what}` : what, EXAMPLE));
}

/** Angle brackets would be taken for HTML outside of code. */
export function plain(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part.replaceAll('<', '\\<').replaceAll('*', '\\*') : part))
    .join('`');
}
