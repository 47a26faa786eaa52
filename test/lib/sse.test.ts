import { describe, expect, test } from '@jest/globals';
import { readEvents } from '../../src/lib/sse.js';

describe('server-sent events', () => {
  test.each([
    ['data: a\n\n', [{ data: 'a' }]],
    ['data:a\r\n\r\ndata: b\r\n\r\n', [{ data: 'a' }, { data: 'b' }]],
    ['data: a\rdata: b\r\r', [{ data: 'a\nb' }]],
    ['event: x\ndata: a\n\n', [{ event: 'x', data: 'a' }]],
    ['event: x\n\ndata: a\n\n', [{ data: 'a' }]],
    [': note\nid: 1\nretry: 5\n\n', []],
    ['data: a: b\n\n', [{ data: 'a: b' }]],
    ['data\n\n', [{ data: '' }]],
    ['data: a', [{ data: 'a' }]],
  ])('%j', (text, expected) => {
    expect(readEvents(text)).toEqual(expected);
  });
});
