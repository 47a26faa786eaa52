import type { CredentialHeader, Plane, Sent } from '../exchange/exchange.js';
import type { Heard } from '../reading/read-exchange.js';

/** One HTTP answer that stands in a text, as `curl -i` or `curl -v` print it. */
export interface Transcript {
  heard: Heard;
  start: number;
  end: number;
}

const STATUS_LINE = /^(?:< )?HTTP\/[\d.]+ +(\d{3})\b.*$/gm;
const CREDENTIAL_HEADERS: readonly CredentialHeader[] = [
  'cf-aig-authorization',
  'authorization',
  'x-api-key',
  'x-goog-api-key',
  'api-key',
];

/** Answers with status line, headers and body; interim answers (1xx, a proxy's 200) are passed over. */
export function transcriptsIn(text: string): Transcript[] {
  const heads = [...text.matchAll(STATUS_LINE)];
  return heads
    .map((head, index) =>
      readTranscript(text, head.index, Number(head[1]), heads[index + 1]?.index ?? text.length),
    )
    .filter(({ heard }) => {
      const { status, body, headers } = heard.response!;
      // A status line alone says no more than its number does.
      return (
        status >= 200 &&
        (body !== '' || (status >= 300 && Object.keys(headers).length > 0) || 'content-type' in headers)
      );
    });
}

function readTranscript(text: string, start: number, status: number, limit: number): Transcript {
  const before = text.slice(0, start);
  const lines = text.slice(start, limit).split(/\r?\n/);
  const headers: Record<string, string> = {};
  let index = 1;
  for (; index < lines.length; index++) {
    const line = lines[index]!.replace(/^< ?/, '');
    const header = /^([\w-]+):\s*(.*)$/.exec(line);
    if (!header) break;
    headers[header[1]!.toLowerCase()] = header[2]!.trim();
  }
  const body = lines
    .slice(index)
    .filter((line) => !/^[*<>{}] |^[<>*]$|^\s*\d+ .*--:--:--/.test(line))
    .join('\n')
    .trim();
  const heard: Heard = {
    id: 'pasted',
    plane: planeOf(text),
    request: requestIn(before),
    ...sentIn(before),
    response: { status, headers, body, truncated: false },
    timings: { startedAt: '', totalMs: 0 },
  };
  return { heard, start, end: limit };
}

/** Which plane a text speaks of. */
export interface Place {
  plane: Plane;
  /** A host of Cloudflare is named, so that the plane is no guess. */
  hinted: boolean;
}

/** The gateway's own plane unless Cloudflare's API is named. */
export function placeOf(text: string): Place {
  return { plane: planeOf(text), hinted: text.includes('cloudflare.com') };
}

function planeOf(text: string): Plane {
  if (!text.includes('api.cloudflare.com')) return 'gateway';
  return /\/accounts\/[^/\s]+\/ai\//.test(text) || !/\/client\/v4\/\S/.test(text) ? 'rest' : 'management';
}

function requestIn(before: string): Heard['request'] {
  const line = [...before.matchAll(/^> ([A-Z]+) (\S+) HTTP/gm)].at(-1);
  const host = [...before.matchAll(/^> host: *(\S+)/gim)].at(-1)?.[1] ?? 'gateway.ai.cloudflare.com';
  const url = line ? `https://${host}${line[2]}` : (/https?:\/\/[^\s'"]+/.exec(before)?.[0] ?? '');
  return { method: line?.[1] ?? 'POST', url, headers: {} };
}

/** Only `curl -v` shows what was sent; a credential in another header than the gateway's counts as the provider's. */
function sentIn(before: string): { sent?: Sent } {
  const shown = [...before.matchAll(/^> ([\w-]+):/gm)].map((match) => match[1]!.toLowerCase());
  if (shown.length === 0) return {};
  const used = CREDENTIAL_HEADERS.filter((header) => shown.includes(header));
  const gatewayTokenIn = used.filter((header) => header === 'cf-aig-authorization');
  const providerKeyIn = used.filter((header) => header !== 'cf-aig-authorization');
  return { sent: { gatewayTokenIn, providerKeyIn } };
}
