import { expect, test } from '@jest/globals';
import { diagnose, editConfig, explain } from '../../src/library/library.js';

const request = { method: 'GET', url: 'https://gateway.ai.cloudflare.com/v1/a/b' };
const response = { status: 200 };
const circle: Record<string, unknown> = {};
circle.inner = { circle };
const set = (value: unknown) => [{ op: 'set', path: ['a'], value }];

/** As from JavaScript. */
const call = (run: unknown, ...given: unknown[]) => (run as (...all: unknown[]) => unknown)(...given);

test.each<[unknown, unknown[], string]>([
  [explain, [], 'text: expected a string, got a undefined'],
  [explain, [new Error('x')], 'text: expected a string, got an object'],
  [diagnose, ['x'], 'exchange: expected an object, got a string'],
  [diagnose, [{}], 'exchange.request: expected an object'],
  [
    diagnose,
    [{ request: { ...request, method: 1 }, response }],
    'exchange.request.method: expected a string',
  ],
  [
    diagnose,
    [{ request: { ...request, url: new URL(request.url) }, response }],
    'exchange.request.url: expected a string',
  ],
  [
    diagnose,
    [{ request: { ...request, headers: 'a: b' }, response }],
    'exchange.request.headers: expected headers',
  ],
  [
    diagnose,
    [{ request: { ...request, body: {} }, response }],
    'exchange.request.body: expected a string, got an object',
  ],
  [diagnose, [{ request, response: { status: '200' } }], 'exchange.response.status: expected an HTTP status'],
  [diagnose, [{ request, response: { status: 200, body: {} } }], 'exchange.response.body: expected a string'],
  [diagnose, [{ request, error: 'ECONNRESET' }], 'exchange.error: expected an error, got a string'],
  [
    diagnose,
    [{ request, error: { code: 'x', phase: 'ask' } }],
    'exchange.error.phase: expected dns, connect',
  ],
  [diagnose, [{ request }], 'exchange: expected a response or an error'],
  [editConfig, [{}, []], 'text: expected a string'],
  [editConfig, ['{}', {}], 'edits: expected an array, got an object'],
  [editConfig, ['{}', [null]], 'edits[0]: expected an object, got null'],
  [editConfig, ['{}', [{ op: 'add', path: [] }]], 'edits[0].op: expected "set" or "remove"'],
  [
    editConfig,
    ['{}', [{ op: 'remove', path: 'a.b' }]],
    'edits[0].path: expected an array of keys and indices',
  ],
  [
    editConfig,
    ['{}', [{ op: 'remove', path: [null] }]],
    'edits[0].path: expected an array of keys and indices',
  ],
  [editConfig, ['{}', set(undefined)], 'edits[0].value: expected a JSON5 value, got a undefined'],
  [editConfig, ['{}', set({ b: 1n })], 'edits[0].value.b: expected a JSON5 value, got a bigint'],
  [editConfig, ['{}', set([new Date()])], 'edits[0].value.0: expected plain data, got an object'],
  [editConfig, ['{}', set(circle)], 'edits[0].value.inner.circle: expected plain data'],
])('%#', (run, given, message) => {
  expect(() => call(run, ...given)).toThrow(TypeError);
  expect(() => call(run, ...given)).toThrow(message);
});
