import { describe, expect, test } from '@jest/globals';
import { type Body, readBody, valuesIn } from '../../../src/diagnosis/exchange/body.js';

describe('a body is', () => {
  test.each<[text: string, type: string, body: Body]>([
    ['', '', { kind: 'empty' }],
    ['\uFEFF \n', 'application/json', { kind: 'empty' }],
    ['\uFEFF {"a":1}\n', 'text/html', { kind: 'json', value: { a: 1 } }],
    ['"x"', '', { kind: 'json', value: 'x' }],
    ['\uFEFF\uFEFFa \uFEFF b', '', { kind: 'text', text: 'a \\ufeff b' }],
    ['x {"a":1}', '', { kind: 'text', text: 'x {"a":1}' }],
    ['{"a":1', '', { kind: 'broken-json', text: '{"a":1' }],
    ['[1', '', { kind: 'broken-json', text: '[1' }],
    ['a\u001b[1m', '', { kind: 'text', text: 'a\\u001b[1m' }],

    [
      'data: {"a":1}\n\ndata: [DONE]\n\n',
      '',
      { kind: 'stream', events: [{ name: undefined, data: { a: 1 } }], done: true },
    ],
    ['event: x\ndata: y\n\n', '', { kind: 'stream', events: [{ name: 'x', data: 'y' }], done: false }],
    [': ping\n\ndata:  [DONE] \n\n', '', { kind: 'stream', events: [], done: true }],
    ['id: 1\ndata: 2\n\n', '', { kind: 'stream', events: [{ name: undefined, data: 2 }], done: false }],
    ['nothing', 'text/Event-Stream; charset=utf-8', { kind: 'stream', events: [], done: false }],
    ['my data: x', '', { kind: 'text', text: 'my data: x' }],
    ['<html></html>', 'text/event-stream', { kind: 'html', title: '', text: '<html></html>' }],

    [
      '{"a":1}\r\n\n{"b":2}',
      '',
      { kind: 'stream', events: [{ data: { a: 1 } }, { data: { b: 2 } }], done: false },
    ],
    [
      '{"a":1}\n \n{"b":2}',
      '',
      { kind: 'stream', events: [{ data: { a: 1 } }, { data: { b: 2 } }], done: false },
    ],
    ['{"a":1}\n{"b":', '', { kind: 'broken-json', text: '{"a":1}\n{"b":' }],
    ['{"a":1}\n5', '', { kind: 'broken-json', text: '{"a":1}\n5' }],

    ['<title> Log\n in </title>', '', { kind: 'html', title: 'Log in', text: '<title> Log\n in </title>' }],
    [
      '<!DOCTYPE  html><h1 class="x">Hi</h1>',
      '',
      { kind: 'html', title: 'Hi', text: '<!DOCTYPE  html><h1 class="x">Hi</h1>' },
    ],
    [
      '<?xml version="1.0"?> <!-- a --> <!-- b --><HTML>',
      '',
      { kind: 'html', title: '', text: '<?xml version="1.0"?> <!-- a --> <!-- b --><HTML>' },
    ],
    [
      '<?xml version="1.0"?>\n\n<!-- a -->\n<html lang="en"><title lang="en">Hi</title>',
      '',
      {
        kind: 'html',
        title: 'Hi',
        text: '<?xml version="1.0"?>\n\n<!-- a -->\n<html lang="en"><title lang="en">Hi</title>',
      },
    ],
    ['<error><title>x</title></error>', '', { kind: 'text', text: '<error><title>x</title></error>' }],
    ['see <html>', '', { kind: 'text', text: 'see <html>' }],
    ['<divider>', '', { kind: 'text', text: '<divider>' }],
  ])('%j (%s)', (text, type, body) => {
    expect(readBody(text, type)).toEqual(body);
  });
});

test.each<[text: string, values: unknown[]]>([
  ['{"a":1}', [{ a: 1 }]],
  ['[{"a":1},5,{"b":2}]', [{ a: 1 }, { b: 2 }]],
  ['data: {"a":1}\n\ndata: x\n\n', [{ a: 1 }]],
  ['"x"', []],
  ['text', []],
])('the objects in %j', (text, values) => {
  expect(valuesIn(readBody(text))).toEqual(values);
});
