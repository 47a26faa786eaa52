import type { Heard } from '../reading/read-exchange.js';
import { type Setting, settingOf } from './pasted/setting.js';

/** One HTTP answer that stands in a text, as `curl -i` or `curl -v` print it. */
export interface Transcript {
  heard: Heard;
  start: number;
  end: number;
}

const STATUS_LINE = /^(?:< )?HTTP\/[\d.]+ +(\d{3})\b.*$/gm;
/** The newest; a log has many status lines, and each reads what is before it. */
const MAX_TRANSCRIPTS = 100;
/** Characters before an answer that may tell about its request. */
const MAX_BEFORE = 20_000;

/** Answers with status line, headers and body; interim answers (1xx, a proxy's 200) are passed over. */
export function transcriptsIn(text: string, setting: Setting): Transcript[] {
  const heads = [...text.matchAll(STATUS_LINE)].slice(-MAX_TRANSCRIPTS);
  return heads
    .map((head, index) =>
      readTranscript(text, head.index, Number(head[1]), heads[index + 1]?.index ?? text.length, setting),
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

function readTranscript(
  text: string,
  start: number,
  status: number,
  limit: number,
  outer: Setting,
): Transcript {
  const before = text.slice(Math.max(0, start - MAX_BEFORE), start);
  const setting = settingOf(before, outer);
  const own = settingOf(before).url;
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
    plane: setting.plane,
    request: requestIn(before, setting, own ?? (outer.path ? outer.url : undefined)),
    sent: setting.sent,
    response: { status, headers, body, truncated: false },
    timings: { startedAt: '', totalMs: 0 },
  };
  return { heard, start, end: limit };
}

function requestIn(before: string, { values }: Setting, url: string | undefined): Heard['request'] {
  const line = [...before.matchAll(/^> ([A-Z]+) (\S+) HTTP/gm)].at(-1);
  const host = [...before.matchAll(/^> host: *(\S+)/gim)].at(-1)?.[1] ?? 'gateway.ai.cloudflare.com';
  const headers: Record<string, string> = {};
  if (values.gateway) headers['cf-aig-gateway-id'] = values.gateway;
  return { method: line?.[1] ?? 'POST', url: line ? `https://${host}${line[2]}` : (url ?? ''), headers };
}
