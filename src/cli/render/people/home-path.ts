import { escapeRegExp } from '../../../lib/text/escape-reg-exp.js';
import { trimEnd } from '../../../lib/text/trim-end.js';
import type { Io } from '../../shared/io.js';

/** The home folder as it appears in paths; undefined where shells do not expand `~`. */
export function homeOf({ homedir, platform }: Pick<Io, 'homedir' | 'platform'>): string | undefined {
  const home = trimEnd(homedir, '/');
  return platform === 'win32' || !home.startsWith('/') ? undefined : home;
}

/**
 * Writes the home folder as `~` where a shell would expand it back: at the start of a word, but not after a quote or an
 * equals sign. Whole path components only: of `/home/me`, not `/home/me2`.
 */
export function shortenHome(text: string, home: string | undefined): string {
  if (!home || !text.includes(home)) return text;
  const path = new RegExp(`(?<=^|[\\s([{,;:“‘\`]|\u001b\\[[\\d;]*m)${escapeRegExp(home)}${END}`, 'gm');
  return text.replace(path, '~');
}

/** A slash, or what ends a word, with or without punctuation. */
const END = '(?=/|[.,;:!?]*(?:$|[\\s)\\]}”’`\u001b]))';
