import { maskIds } from '../../../../lib/redact/personal.js';
import { visible } from '../../../../lib/text/visible.js';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters become visible; what HTML does not allow otherwise is replaced. */
export function escapeHtml(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}

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
      if (/^`[^`]+`$/.test(part)) return `<code>${escapeHtml(part.slice(1, -1))}</code>`;
      return part.startsWith('https://') ? link(part) : escapeHtml(part);
    })
    .join('');
}

/** An address that is not https is text. */
export function link(url: string, text = url): string {
  if (!/^https:\/\//.test(url)) return escapeHtml(text);
  return `<a href="${escapeHtml(url)}" rel="noreferrer">${escapeHtml(text)}</a>`;
}
