import { escapeRegExp } from './escape-reg-exp.js';

/** Matches a whole text; `*` in the pattern stands for any text, or for what `any`, a pattern's source, allows. */
export function wildcard(pattern: string, any = '.*'): RegExp {
  return new RegExp(`^${pattern.split('*').map(escapeRegExp).join(any)}$`);
}
