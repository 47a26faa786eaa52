import { isRecord, jsonObject } from '../../lib/json.js';
import { JUNK_PROVIDER, type Sent } from '../exchange/exchange.js';
import type { Heard } from '../reading/read-exchange.js';
import { type Setting, settingOf } from './pasted/setting.js';

/** One entry of a HAR file. */
export interface HarExchange {
  heard: Heard;
  setting: Setting;
  /** The request went to Cloudflare, or to a stand-in such as the sandbox. */
  isOfGateway: boolean;
  /** Why there is no complete response. */
  error?: string;
}

/** The exchanges of a HAR file, in order; undefined: the text is no HAR. */
export function harExchanges(text: string): HarExchange[] | undefined {
  if (!/^\s*\{\s*"log"\s*:/.test(text)) return undefined;
  const log = jsonObject(text)?.log;
  const entries = isRecord(log) ? log.entries : undefined;
  return Array.isArray(entries) ? entries.flatMap((entry) => readEntry(entry) ?? []) : undefined;
}

function readEntry(entry: unknown): HarExchange | undefined {
  if (!isRecord(entry) || !isRecord(entry.request) || !isRecord(entry.response)) return undefined;
  const { request, response } = entry;
  const [method, address] = [stringOf(request.method), stringOf(request.url)];
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const headers = headersOf(request.headers);
  const sentBody = isRecord(request.postData) ? stringOf(request.postData.text) : '';
  const plane = HOSTS.find(([path]) => path.test(url.pathname));
  const host = plane ? plane[1] : url.host;
  const setting = settingOf(transcriptOf(`${method} ${url.pathname}`, { ...headers, host }, sentBody));
  const status = Number(response.status);
  return {
    heard: {
      id: 'har',
      plane: setting.plane,
      request: { method, url: address, headers },
      sent: setting.sent && asProbe(setting.sent, url.pathname, sentBody),
      response: status
        ? {
            status,
            headers: headersOf(response.headers),
            body: isRecord(response.content) ? stringOf(response.content.text) : '',
            truncated: false,
          }
        : undefined,
      timings: { startedAt: stringOf(entry.startedDateTime), totalMs: Number(entry.time) || 0 },
    },
    setting,
    isOfGateway: plane !== undefined,
    error: stringOf(response._error) || undefined,
  };
}

/** Paths by which a stand-in for Cloudflare is recognised too, and whose they are. */
const HOSTS: readonly [path: RegExp, host: string][] = [
  [/^\/v1\/[0-9a-f]{32}\//i, 'gateway.ai.cloudflare.com'],
  [/^\/client\/v4\//, 'api.cloudflare.com'],
];

/** As `curl -v` shows a request. */
function transcriptOf(line: string, headers: Record<string, string>, body: string): string {
  const head = Object.entries(headers).map(([name, value]) => `> ${name}: ${value}`);
  return [`> ${line} HTTP/1.1`, ...head, '', body].join('\n');
}

/** Requests of `doctor` that are to be refused. */
function asProbe(sent: Sent, path: string, body: string): Sent {
  const messages = jsonObject(body)?.messages;
  return {
    ...sent,
    junkProvider: path.includes(`/${JUNK_PROVIDER}/`),
    empty: Array.isArray(messages) && messages.length === 0,
  };
}

function headersOf(list: unknown): Record<string, string> {
  const pairs = (Array.isArray(list) ? list : []).filter(isRecord);
  return Object.fromEntries(pairs.map(({ name, value }) => [stringOf(name).toLowerCase(), stringOf(value)]));
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
