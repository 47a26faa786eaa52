import { setTimeout as wait } from 'node:timers/promises';
import { answer, forever, onRequest } from '../listen.js';

const TYPE = 'text/event-stream';

/** @param {string} text @param {Record<string, unknown>} [more] */
const delta = (text, more) =>
  `data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content: text }, ...more }] })}\n\n`;
const END = delta('', { finish_reason: 'stop' });

/** @param {string | Buffer} body @param {Partial<import('../listen.js').Hostile>} [more] */
const events = (body, more) => ({ ...answer(body, { type: TYPE }), ...more });

/** @param {(response: import('node:http').ServerResponse) => Promise<unknown> | unknown} write @param {Partial<import('../listen.js').Hostile>} [more] */
const live = (write, more) => ({
  ...onRequest((_request, response) => {
    response.writeHead(200, { 'content-type': TYPE });
    response.flushHeaders();
    return write(response);
  }),
  ...more,
});

/** @param {import('node:http').ServerResponse} response @param {(string | Buffer)[]} parts */
async function inParts(response, parts) {
  for (const part of parts) {
    response.write(part);
    await wait(5);
  }
  response.end();
}

/** A program that takes it for a mock on this machine may go on. */
const MODEL = { proves: ['model', 'setup', 'connection'] };
/** A text of four bytes per letter, cut within the letters. */
const EMOJI = Buffer.from(`${delta('😀😀') + END}data: [DONE]\n\n`);

/** Event streams. @type {Record<string, import('../listen.js').Hostile>} */
export const STREAMS = {
  'events without end': live((response) => forever(response, () => delta('again ')), { isHeavy: true }),
  'one event in 300 ms, without end': live((response) => forever(response, () => delta('again '), 300), {
    waits: true,
  }),
  'comments without end': live((response) => forever(response, () => ': keep-alive\n\n', 100), {
    waits: true,
  }),
  'one event of 100 MB': live(
    (response) => {
      response.write('data: {"choices":[{"delta":{"content":"');
      let left = 1600;
      return forever(response, () => (left-- > 0 ? 'x'.repeat(65_536) : '"}}]}\n\n'));
    },
    { isHeavy: true },
  ),
  'no event': events(''),
  'only [DONE]': events('data: [DONE]\n\n'),
  '[DONE] 10,000 times': events('data: [DONE]\n\n'.repeat(10_000)),
  'only pings': events('event: ping\ndata: {"type":"ping"}\n\n'.repeat(5)),
  'no [DONE] and no end': events(delta('hello')),
  'an end without a reply': events(END),
  'an end, no [DONE]': events(delta('hello') + END, MODEL),
  '[DONE] first, then a reply': events(`data: [DONE]\n\n${delta('hello')}${END}`, MODEL),
  'an error in the middle': events(
    `${delta('hel')}data: {"error":{"message":"overloaded","type":"server_error"}}\n\n`,
  ),
  'an error event in the middle': events(
    `${delta('hel')}event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n`,
  ),
  'a reset in the middle': live(async (response) => {
    response.write(delta('hel'));
    await wait(20);
    response.socket?.resetAndDestroy();
  }),
  'HTML in the middle': events(`${delta('hel')}<html><h1>502 Bad Gateway</h1></html>`),
  'ends lines with CR': events(`${delta('hello') + END}data: [DONE]\n\n`.replaceAll('\n', '\r'), MODEL),
  'ends lines with CRLF, LF and CR': events(
    `${delta('hel').replaceAll('\n', '\r\n')}${delta('lo')}${END.replaceAll('\n', '\r')}data: [DONE]\r\n\n`,
    MODEL,
  ),
  'a CRLF cut in two': live(
    (response) =>
      inParts(
        response,
        Array.from((delta('hello') + END).replaceAll('\n', '\r\n'), (letter) => letter),
      ),
    MODEL,
  ),
  'letters cut in two': live(
    (response) =>
      inParts(
        response,
        [...EMOJI].map((byte) => Buffer.from([byte])),
      ),
    MODEL,
  ),
  'letters that never end': events(Buffer.concat([Buffer.from(delta('hello')), Buffer.from([0xf0, 0x9f])])),
  'data that is no JSON': events('data: hello\n\ndata: world\n\ndata: [DONE]\n\n'),
  'data: null': events('data: null\n\ndata: []\n\ndata: 42\n\ndata: "x"\n\ndata: [DONE]\n\n'),
  'data in ten lines': events(`${delta('x').replaceAll(',', ',\ndata: ')}${END}data: [DONE]\n\n`, MODEL),
  'unknown fields': events(`retry: 99999999999\nid: \0\nfoo: bar\n:\n\n${delta('x')}${END}`, MODEL),
  'deltas that are none': events(
    'data: {"choices":[{"delta":null}]}\n\ndata: {"choices":[{"delta":[]}]}\n\ndata: {"choices":null}\n\ndata: [DONE]\n\n',
  ),
  'deltas nested to 5,000 levels': events(`data: ${'['.repeat(5000)}${']'.repeat(5000)}\n\ndata: [DONE]\n\n`),
  'escapes in the deltas': events(`${delta('\u001b[2J\u009b31m\r\u202e')}${END}data: [DONE]\n\n`, MODEL),
  '8,000 empty deltas': events(`${delta('').repeat(8_000)}data: [DONE]\n\n`, { isHeavy: true }),
  'a stream called JSON': { ...answer(`${delta('hello')}${END}data: [DONE]\n\n`), ...MODEL },
  'JSON called a stream': events('{"ok":true}'),
  'an empty reply of Anthropic': events(
    'event: message_start\ndata: {"type":"message_start","message":{"content":[]}}\n\nevent: message_stop\ndata: {"type":"message_stop"}\n\n',
  ),
  'an empty reply of Google': events('data: {"candidates":[{}]}\n\n'),
  'an empty reply of Responses': events(
    'event: response.created\ndata: {"type":"response.created","response":{}}\n\n',
  ),
};
