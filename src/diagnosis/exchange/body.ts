import { isRecord, parseJson } from '../../lib/json.js';
import { readEvents, type ServerEvent } from '../../lib/sse.js';
import { visible, visibleValue } from '../../lib/text/visible.js';

/** One event of an event stream, or one line of a stream of JSON lines. */
export interface StreamEvent {
  /** What the `event:` line said. */
  name?: string;
  /** The parsed data, or the text itself when it is no JSON. */
  data: unknown;
}

/** What kind of text a body is. */
export type Body =
  | { kind: 'empty' }
  | { kind: 'json'; value: unknown }
  | { kind: 'stream'; events: StreamEvent[]; done: boolean }
  | { kind: 'html'; title: string; text: string }
  /** Begins like JSON and is none. */
  | { kind: 'broken-json'; text: string }
  | { kind: 'text'; text: string };

const END_OF_STREAM = '[DONE]';

/** Looks at the text first: content types are wrong too often to be believed. Control characters in it become visible. */
export function readBody(raw: string, contentType = ''): Body {
  const text = raw.trim();
  if (text === '') return { kind: 'empty' };

  const value = parseJson(text);
  if (value !== undefined) return { kind: 'json', value: visibleValue(value) };
  if (isEventStream(text, contentType)) return readEventStream(text);
  if (isHtml(text)) return { kind: 'html', title: htmlTitle(visible(text)), text: visible(text) };
  if (/^[[{]/.test(text)) return readJsonLines(text) ?? { kind: 'broken-json', text: visible(text) };
  return { kind: 'text', text: visible(text) };
}

function isEventStream(text: string, contentType: string): boolean {
  return /^(?:data|event|id|retry)?:/.test(text) || (/event-stream/i.test(contentType) && !isHtml(text));
}

function readEventStream(text: string): Body {
  const events = readEvents(text);
  const isEnd = ({ data }: ServerEvent) => data.trim() === END_OF_STREAM;
  return {
    kind: 'stream',
    events: events
      .filter((event) => !isEnd(event))
      .map(({ event, data }) => ({
        name: event && visible(event),
        data: visibleValue(parseJson(data) ?? data),
      })),
    done: events.some(isEnd),
  };
}

function readJsonLines(text: string): Body | undefined {
  const values = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => visibleValue(parseJson(line)));
  if (!values.every(isRecord)) return undefined;
  return { kind: 'stream', events: values.map((data) => ({ data })), done: false };
}

function isHtml(text: string): boolean {
  return /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|script|center|h1|div)\b/i.test(
    text,
  );
}

function htmlTitle(text: string): string {
  const title =
    /<title[^>]{0,500}>([^<]*)/i.exec(text)?.[1] ?? /<h1[^>]{0,500}>([^<]*)/i.exec(text)?.[1] ?? '';
  return title.replace(/\s+/g, ' ').trim();
}

/** The objects in a body: the document, its rows (as Google streams them when it is not asked for events), or the events. */
export function valuesIn(body: Body): Record<string, unknown>[] {
  if (body.kind === 'stream') return body.events.map(({ data }) => data).filter(isRecord);
  return body.kind === 'json' ? [body.value].flat().filter(isRecord) : [];
}
