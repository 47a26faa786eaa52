import { describe, expect, test } from '@jest/globals';
import { settingOf } from '../../../src/diagnosis/explain/pasted/setting.js';
import { transcriptsIn } from '../../../src/diagnosis/explain/transcript.js';

const transcripts = (text: string) => transcriptsIn(text, settingOf(text));
const statuses = (text: string) => transcripts(text).map(({ heard }) => heard.response!.status);

test('curl -v shows the request and the answer', () => {
  const text = [
    '* Connected to gw.example',
    '> POST /v1/acc/gw/openai HTTP/2',
    '> Host: gw.example',
    '> cf-aig-gateway-id: gw',
    '>',
    '< HTTP/2 401 ',
    '< Content-Type:  text/plain ',
    '<',
    '{ [5 bytes data]',
    'no',
    '100    12  100    12    0     0     50      0 --:--:-- --:--:-- --:--:--    50',
    '* Connection left intact',
  ].join('\n');
  const [one, ...more] = transcripts(text);
  expect(more).toEqual([]);
  expect(one).toMatchObject({ start: text.indexOf('< HTTP'), end: text.length });
  expect(one?.heard).toMatchObject({
    plane: 'gateway',
    request: {
      method: 'POST',
      url: 'https://gw.example/v1/acc/gw/openai',
      headers: { 'cf-aig-gateway-id': 'gw' },
    },
    response: { status: 401, headers: { 'content-type': 'text/plain' }, body: 'no' },
  });
});

test('an answer alone has the address in front of it, or none', () => {
  const answer = 'HTTP/1.1 404 Not Found\n\nx';
  const urls = ['', 'curl https://gateway.ai.cloudflare.com/v1/a/b/c\n'].map(
    (before) => transcripts(before + answer)[0]?.heard.request,
  );
  expect(urls).toEqual([
    { method: 'POST', url: '', headers: {} },
    {
      method: 'POST',
      url: 'https://gateway.ai.cloudflare.com/v1/a/b/c',
      headers: { 'cf-aig-gateway-id': 'b' },
    },
  ]);
});

describe('a status line counts with what it brought', () => {
  test.each<[what: string, text: string, found: number[]]>([
    ['a body', 'HTTP/1.1 404 Not Found\n\nx', [404]],
    ['a content type', 'HTTP/1.1 200 OK\ncontent-type: a/b\n\n', [200]],
    ['headers, if it is no success', 'HTTP/1.1 302 Found\nlocation: x\n\n', [302]],
    ['no header of a success', 'HTTP/1.1 200 OK\ndate: x\n\n', []],
    ['nothing', 'HTTP/1.1 404 Not Found\n\n', []],
    ['an interim answer', 'HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\n\nx', [200]],
    ['the lowest final one', 'HTTP/1.1 199 x\n\nx\nHTTP/1.1 200 OK\n\nx', [200]],
    ['two answers', 'HTTP/1.1 401 x\n\na\nHTTP/2 404\n\nb', [401, 404]],
    ['not in the middle of a line', 'see HTTP/1.1 404 x\n\na', []],
  ])('%s', (_, text, found) => {
    expect(statuses(text)).toEqual(found);
  });

  test('the last hundred of a long log', () => {
    const log = Array.from({ length: 103 }, (_, index) => `HTTP/1.1 ${300 + index} x\n\ny\n`).join('');
    expect(statuses(log)).toEqual(Array.from({ length: 100 }, (_, index) => 303 + index));
  });
});
