import {
  appendFileSync,
  chmodSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HarJournal } from '../../../../src/cli/commands/sandbox/har-journal.js';
import type { SandboxExchange } from '../../../../src/sandbox/http/exchange.js';
import { makeTempFolder } from '../../../temp-folder.js';

let folder: string;
let files = 0;
beforeAll(() => {
  folder = makeTempFolder('journal ');
});
afterAll(() => rmSync(folder, { recursive: true }));

const newPath = () => join(folder, `${files++}.har`);
const exchange = (text: string): SandboxExchange => ({
  request: {
    method: 'POST',
    url: 'http://127.0.0.1:8787/x?a=1&key=[redacted]',
    path: '/x',
    headers: { 'content-type': 'application/json' },
    body: text,
    size: Buffer.byteLength(text),
  },
  response: {
    status: 200,
    headers: { 'content-type': 'text/plain' },
    body: text,
    size: Buffer.byteLength(text),
  },
  timings: { startedAt: '2026-11-27T12:34:56.789Z', firstByteMs: 3, totalMs: 12 },
});
const failed = (why: string) => {
  throw new Error(why);
};
const textsIn = (path: string): string[] =>
  JSON.parse(readFileSync(path, 'utf8')).log.entries.map(
    (entry: { response: { content: { text: string } } }) => entry.response.content.text,
  );

/** The properties that HAR 1.2 asks for, with their types. */
const SPEC = {
  entry: {
    startedDateTime: 'string',
    time: 'number',
    request: 'object',
    response: 'object',
    cache: 'object',
    timings: 'object',
  },
  request: {
    ...{ method: 'string', url: 'string', httpVersion: 'string', cookies: 'object', headers: 'object' },
    ...{ queryString: 'object', headersSize: 'number', bodySize: 'number' },
  },
  response: {
    ...{
      status: 'number',
      statusText: 'string',
      httpVersion: 'string',
      cookies: 'object',
      headers: 'object',
    },
    ...{ content: 'object', redirectURL: 'string', headersSize: 'number', bodySize: 'number' },
  },
  content: { size: 'number', mimeType: 'string' },
  timings: { send: 'number', wait: 'number', receive: 'number' },
};

function kept(value: Record<string, unknown>, spec: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.keys(spec).map((name) => [name, typeof value[name]]));
}

test('it has what HAR 1.2 asks for', () => {
  const path = newPath();
  const journal = HarJournal.open(path, failed);
  journal.add(exchange('{"a": "ä"}'));
  journal.add({ ...exchange(''), response: undefined, interruption: 'the client hung up' });
  journal.close();
  const { log } = JSON.parse(readFileSync(path, 'utf8'));
  expect(log).toMatchObject({ version: '1.2', creator: { name: 'cf-aig', version: expect.any(String) } });
  for (const entry of log.entries) {
    expect(kept(entry, SPEC.entry)).toEqual(SPEC.entry);
    expect(kept(entry.request, SPEC.request)).toEqual(SPEC.request);
    expect(kept(entry.response, SPEC.response)).toEqual(SPEC.response);
    expect(kept(entry.response.content, SPEC.content)).toEqual(SPEC.content);
    expect(kept(entry.timings, SPEC.timings)).toEqual(SPEC.timings);
  }
  expect(log.entries[0].request.postData).toEqual({ mimeType: 'application/json', text: '{"a": "ä"}' });
  expect(log.entries[0].request.queryString).toContainEqual({ name: 'key', value: '[redacted]' });
  expect(log.entries[1].response._error).toBe('the client hung up');
});

test('it is a whole document from the beginning and after each entry, and private', () => {
  const path = newPath();
  writeFileSync(path, '');
  chmodSync(path, 0o644);
  const journal = HarJournal.open(path, failed);
  expect(textsIn(path)).toEqual([]);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  for (const [index, text] of ['eins', 'zwei\n\u2028', 'drei'].entries()) {
    journal.add(exchange(text));
    expect(textsIn(path)).toEqual(['eins', 'zwei\n\u2028', 'drei'].slice(0, index + 1));
  }
  journal.close();
  journal.add(exchange('late'));
  expect(textsIn(path)).toHaveLength(3);
});

test('a later run goes on with it', () => {
  const path = newPath();
  for (const text of ['one', 'two']) {
    const journal = HarJournal.open(path, failed);
    journal.add(exchange(text));
    journal.close();
  }
  expect(textsIn(path)).toEqual(['one', 'two']);
});

describe('a write that was cut', () => {
  test('at any byte: the entries before it stay, and the next run goes on', () => {
    const path = newPath();
    const first = HarJournal.open(path, failed);
    first.add(exchange('one'));
    const before = readFileSync(path);
    first.add(exchange('two'));
    first.close();
    const after = readFileSync(path);
    const from = before.length - '\n]}}\n'.length;
    for (let cut = from; cut <= after.length; cut++) {
      // What was written over the old end, and what is left of it.
      writeFileSync(path, Buffer.concat([after.subarray(0, cut), before.subarray(cut)]));
      const journal = HarJournal.open(path, failed);
      journal.add(exchange('three'));
      journal.close();
      const texts = textsIn(path);
      expect([texts[0], texts.at(-1)]).toEqual(['one', 'three']);
      expect(texts.length).toBeLessThanOrEqual(3);
    }
  });

  test('in a long file', () => {
    const path = newPath();
    const journal = HarJournal.open(path, failed);
    for (let index = 0; index < 20; index++) journal.add(exchange('ä'.repeat(10_000)));
    journal.close();
    truncateSync(path, statSync(path).size - 100);
    HarJournal.open(path, failed).close();
    expect(textsIn(path)).toHaveLength(19);
  });
});

test('when another program changes the file, it ends and leaves it as it is', () => {
  const path = newPath();
  const failures: string[] = [];
  const journal = HarJournal.open(path, (why) => failures.push(why));
  journal.add(exchange('one'));
  appendFileSync(path, 'more');
  const changed = readFileSync(path, 'utf8');
  journal.add(exchange('two'));
  journal.add(exchange('three'));
  expect(failures).toEqual(['another program has changed it']);
  expect(readFileSync(path, 'utf8')).toBe(changed);
});

test.each([
  ['a text', 'hello, this is no journal at all; it belongs to someone else'],
  ['another HAR', '{"log":{"version":"1.2","creator":{"name":"Firefox","version":"1"},"entries":[]}}\n'],
  ['short', '{'],
])('%s stays as it is', (_, text) => {
  const path = newPath();
  writeFileSync(path, text);
  expect(() => HarJournal.open(path, failed)).toThrow(/\.har is not a journal of the sandbox/);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('a folder, and a folder that is not there', () => {
  expect(() => HarJournal.open(folder, failed)).toThrow(/cannot write .*: EISDIR/);
  expect(() => HarJournal.open(join(folder, 'none', 'a.har'), failed)).toThrow(/cannot write .*: ENOENT/);
});
