import { maskIds } from '../../../../lib/redact/personal.js';
import { escapeMarkup } from '../../../../lib/text/markup.js';

/** A page of the dashboard of an account; with `:account` the dashboard asks which account is meant. */
const DASHBOARD = /https:\/\/dash\.cloudflare\.com\/[0-9a-f]{32}(\/[\w/-]*)/gi;

/** Text for the report: without account IDs, which also leaves the links to the dashboard usable. */
export function publicText(text: string): string {
  return maskIds(text.replace(DASHBOARD, 'https://dash.cloudflare.com/?to=/:account$1'));
}

/** Text whose parts in backticks are code and whose addresses are links. */
export function richText(text: string): string {
  return publicText(text)
    .split(/(`[^`]+`|https:\/\/[\w./?=&%#:+~-]*[\w/])/)
    .map((part) => {
      if (/^`[^`]+`$/.test(part)) return `<code>${escapeMarkup(part.slice(1, -1))}</code>`;
      return part.startsWith('https://') ? link(part) : escapeMarkup(part);
    })
    .join('');
}

/** An address that is not https is text. */
export function link(url: string, text = url): string {
  if (!/^https:\/\//.test(url)) return escapeMarkup(text);
  return `<a href="${escapeMarkup(url)}" rel="noreferrer">${escapeMarkup(text)}</a>`;
}
