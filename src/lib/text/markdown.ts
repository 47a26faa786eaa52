/**
 * GitHub's Markdown around text from outside, which must neither break it nor do anything there: no HTML, no mention
 * (@name), no reference (#1), no link.
 */

import { visible } from './visible.js';

/** Not seen; keeps GitHub from reading `@name` and `#1`. */
const BREAK = '&ZeroWidthSpace;';
/** Addresses that may be links: of documentation and dashboards, as the catalogue names them. */
const LINK = /^https:\/\/[\w.-]+\.(?:cloudflare\.com|openclaw\.ai)(?:\/[\w./%?=&#+~:…-]*)?$/;

/** Text whose parts in backticks are code. One line. */
export function prose(text: string): string {
  return oneLine(text)
    .split(/(`[^`]+`|https?:\/\/\S+)/)
    .map((part) => {
      if (/^`[^`]+`$/.test(part)) return code(part.slice(1, -1));
      if (!/^https?:/.test(part)) return escapeText(part);
      const [, url = '', rest = ''] = /^(.*?)([.,;:)]*)$/.exec(part)!;
      return (LINK.test(url) ? url : code(url)) + escapeText(rest);
    })
    .join('');
}

/** Code in a line of text. */
export function code(text: string): string {
  const line = oneLine(text);
  const longest = longestRun(line);
  const fence = '`'.repeat(longest + 1);
  const pad = longest || line.startsWith(' ') || line === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A block of code. Its fence is longer than any in the text. */
export function codeBlock(lines: readonly string[]): string[] {
  const text = visible(lines.join('\n'));
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`${fence}text`, ...text.split('\n'), fence];
}

/** The cells are Markdown. A pipe needs a backslash in code, too, and has one already if the code has one there. */
export function tableRow(cells: readonly string[]): string {
  const escaped = cells.map((cell) => cell.replace(/\\.|\|/g, (part) => (part === '|' ? '\\|' : part)));
  return `| ${escaped.join(' | ')} |`;
}

/** The title of a `<details>` element, which is HTML. */
export function summary(text: string): string {
  const escaped = oneLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<details><summary><code>${escaped}</code></summary>`;
}

function escapeText(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>|~!$]/g, '\\$&')
    .replace(/&(?=[#\w]+;)/g, '\\&')
    .replace(/@(?=[\w-])/g, `@${BREAK}`)
    .replace(/#(?=\d)/g, `#${BREAK}`)
    .replace(/\bGH-(?=\d)/gi, (match) => match + BREAK);
}

function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim());
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
}
