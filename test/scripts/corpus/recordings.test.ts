import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  type CorpusEntry,
  chooseRecordings,
  entryOf,
  formatCorpus,
  merge,
  readResultFile,
} from '../../../scripts/corpus/recordings.js';
import type { ResultFile } from '../../../src/conformance/result-file.js';
import { diagnoseExchange } from '../../../src/diagnosis/reading/diagnose.js';
import { startSandbox } from '../../../src/sandbox/server.js';
import { runAll } from '../../conformance/bench.js';
import { type Entry, exchangeOf } from '../../diagnosis/corpus.js';

let file: ResultFile;
beforeAll(async () => {
  file = readResultFile(JSON.stringify((await runAll(startSandbox)).file));
});

const entryNamed = (id: string): CorpusEntry => entryOf(chooseRecordings(file, id)[0]!, file);

test('what was recorded of any experiment is enough for the diagnosis that it should get', () => {
  const entries = chooseRecordings(file, '*').map((recording) => entryOf(recording, file));
  expect(entries.length).toBe(file.experiments.length);
  const wrong = entries.flatMap((entry) => {
    const found = diagnoseExchange(exchangeOf({ file: 'conformance', ...entry } as Entry));
    const seen = found && { cause: found.cause, category: found.category };
    return JSON.stringify(seen) === JSON.stringify(entry.expect) ? [] : [{ name: entry.name, seen }];
  });
  expect(wrong).toEqual([]);
});

test('an entry has Cloudflare’s address, and stand-ins for what the recording does not say', () => {
  expect(entryNamed('gateway-unknown')).toMatchObject({
    name: 'gateway-unknown',
    source: 'cf-aig conformance 0.0.0, 2026-11-28, 127.0.0.1',
    plane: 'gateway',
    url: 'https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/no-such-gateway/cf-aig-no-such-provider/x',
    method: 'POST',
    status: 400,
    expect: { cause: 'gateway-not-found', category: 'bad-url' },
  });
  expect(entryNamed('gateways-list')).toMatchObject({
    url: 'https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdef/ai-gateway/gateways',
    method: 'GET',
    expect: null,
  });
});

test('a stream is one again', () => {
  expect(entryNamed('chat-stream').body).toMatch(/^data: \{.*\}\n\ndata: /);
});

describe('what is chosen', () => {
  const ids = (only?: string) => chooseRecordings(file, only).map(({ id }) => id);

  test('by default what was different', () => {
    expect(ids()).toEqual([]);
    const [first, ...others] = file.experiments;
    const changed = { ...file, experiments: [{ ...first!, result: 'different' as const }, ...others] };
    expect(chooseRecordings(changed).map(({ id }) => id)).toEqual([first!.id]);
  });

  test('by id, or by a pattern', () => {
    expect(ids('token-fake')).toEqual(['token-fake']);
    expect(ids('token-fake*')).toEqual(['token-fake', 'token-fake-in-authorization']);
    expect(ids('token')).toEqual([]);
  });
});

test('a newer recording takes the place of an older one', () => {
  const [a, b] = [entryNamed('token-fake'), entryNamed('gateway-unknown')];
  const newer = { ...a, status: 403 };
  expect(merge([a, b], [newer])).toEqual([b, newer]);
});

test('the file is JSON with a line for each field', () => {
  const entries = [entryNamed('token-fake')];
  expect(JSON.parse(formatCorpus(entries))).toEqual(JSON.parse(JSON.stringify(entries)));
  expect(formatCorpus(entries).split('\n')[2]).toBe('    "name": "token-fake",');
});

test.each(['{}', '[]', 'null', '{"kind": "cf-aig conformance", "schemaVersion": 2}'])(
  'another file is refused: %s',
  (text) => {
    expect(() => readResultFile(text)).toThrow('no file of');
  },
);
