import { describe, expect, test } from '@jest/globals';
import type { Exchange } from '../../src/diagnosis/exchange/exchange.js';
import type { PlannedRequest } from '../../src/gateway/requests/access.js';
import { Lab } from '../../src/lab/lab.js';

const REQUEST: PlannedRequest = {
  id: 'free-request',
  plane: 'gateway',
  method: 'POST',
  url: 'https://gateway.example/v1/a/b/compat/chat/completions',
  headers: { authorization: 'Bearer first', 'content-type': 'application/json' },
  body: '{"model":"m"}',
  sent: { gatewayTokenIn: [], providerKeyIn: [] },
};

function labWith(options?: ConstructorParameters<typeof Lab>[1]) {
  const sent: PlannedRequest[] = [];
  const lab = new Lab(
    {
      send: async (request) => {
        sent.push(request);
        const { id, plane, method, url } = request;
        return {
          id,
          plane,
          request: { method, url, headers: {} },
          number: sent.length,
        } as unknown as Exchange;
      },
      close: async () => {},
    },
    options,
  );
  return { lab, sent };
}

describe('an exchange is remembered by what was sent', () => {
  test.each<[string, Partial<PlannedRequest>, asked: number]>([
    ['the same', {}, 1],
    ['another name for it', { id: 'other' }, 1],
    [
      'headers in another order and case',
      { headers: { 'Content-Type': 'application/json', Authorization: 'Bearer first' } },
      1,
    ],
    ['another token', { headers: { ...REQUEST.headers, authorization: 'Bearer second' } }, 2],
    ['another body', { body: '{"model":"n"}' }, 2],
    ['another URL', { url: `${REQUEST.url}?x` }, 2],
    ['another method', { method: 'GET' }, 2],
  ])('%s', async (_name, change, asked) => {
    const { lab, sent } = labWith();
    await Promise.all([lab.ask(REQUEST), lab.ask({ ...REQUEST, ...change })]);
    expect(sent).toHaveLength(asked);
    expect(lab.exchanges).toHaveLength(asked);
  });
});

test('fresh asks again, and later questions get the new answer', async () => {
  const { lab, sent } = labWith();
  const first = await lab.ask(REQUEST);
  const second = await lab.ask(REQUEST, { fresh: true });
  expect(sent).toHaveLength(2);
  expect(second).not.toBe(first);
  expect(await lab.ask(REQUEST)).toBe(second);
});

test('what was asked can be recalled, and nothing else', async () => {
  const { lab, sent } = labWith();
  expect(lab.recall(REQUEST)).toBeUndefined();
  const exchange = await lab.ask(REQUEST);
  expect(await lab.recall(REQUEST)).toBe(exchange);
  expect(sent).toHaveLength(1);
});

test('a lab that keeps nothing sends every time', async () => {
  const { lab, sent } = labWith({ keeps: false });
  await lab.ask(REQUEST);
  await lab.ask(REQUEST);
  expect(sent).toHaveLength(2);
  expect(lab.exchanges).toEqual([]);
});
