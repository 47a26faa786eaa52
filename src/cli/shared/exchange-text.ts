import type { Exchange } from '../../diagnosis/exchange/exchange.js';

/** Characters. */
const MAX_BODY = 4000;

/** One exchange for `--verbose`, similar to `curl -v`. Exchanges are already redacted. */
export function exchangeText({ id, request, response, error, timings }: Exchange): string {
  const lines = [
    `* ${id}, ${Math.round(timings.totalMs)} ms`,
    `> ${request.method} ${request.url}`,
    ...headerLines('>', request.headers),
    ...bodyLines('>', request.body),
  ];
  if (response) {
    lines.push(
      `< ${response.status}`,
      ...headerLines('<', response.headers),
      ...bodyLines('<', response.body),
    );
  }
  if (error) lines.push(`! ${error.phase}: ${error.code} ${error.message}`);
  return `${lines.join('\n')}\n`;
}

function headerLines(mark: string, headers: Record<string, string>): string[] {
  return Object.entries(headers).map(([name, value]) => `${mark} ${name}: ${value}`);
}

function bodyLines(mark: string, body: string | undefined): string[] {
  if (!body) return [];
  return body
    .slice(0, MAX_BODY)
    .trimEnd()
    .split('\n')
    .map((line) => `${mark}   ${line}`);
}
