import { PLACEHOLDERS } from '../../src/conformance/asking/experiment.js';
import { fill, inventedValues, type Values } from '../../src/conformance/asking/placeholder-values.js';
import type { Recording, ResultFile } from '../../src/conformance/result-file.js';
import { CATALOGUE } from '../../src/diagnosis/causes/catalogue.js';
import { CLOUDFLARE } from '../../src/gateway/address/origins.js';
import { wildcard } from '../../src/lib/text/wildcard.js';

/** An exchange as the corpus has it: `test/diagnosis/corpus.ts`. */
export interface CorpusEntry {
  name: string;
  source: string;
  plane: Recording['request']['plane'];
  url: string;
  method: string;
  sent: NonNullable<Recording['sent']>;
  status: number;
  headers: Record<string, string>;
  body: unknown;
  expect: { cause: string; category: string } | null;
}

/** What stands in the corpus for what the recording does not say. */
const STAND_INS: Values = {
  ...Object.fromEntries(PLACEHOLDERS.map((name) => [name, name.replace(':', '-')])),
  ...inventedValues(),
  account: '0123456789abcdef0123456789abcdef',
  gateway: 'my-gateway',
  'no-gateway': 'no-such-gateway',
  'log-id': '00000000-0000-7000-8000-000000000000',
};

/** Throws if the text is no file of `cf-aig conformance`. */
export function readResultFile(text: string): ResultFile {
  const file = JSON.parse(text);
  if (file?.kind !== 'cf-aig conformance' || file.schemaVersion !== 1)
    throw new Error('this is no file of `cf-aig conformance`');
  return file;
}

/** The recordings that were different, or those whose id matches; `*` stands for anything. */
export function chooseRecordings({ experiments }: ResultFile, only?: string): Recording[] {
  if (only === undefined) return experiments.filter(({ result }) => result === 'different');
  const pattern = wildcard(only);
  return experiments.filter(({ id, seen }) => seen !== undefined && pattern.test(id));
}

/** The diagnosis that an entry has to get is that of the situation, which the experiment has made: whatever came back. */
export function entryOf({ id, request, sent, seen, expected }: Recording, file: ResultFile): CorpusEntry {
  if (!sent || !seen) throw new Error(`${id} was not run`);
  const { plane, method, path } = request;
  const { cause } = expected;
  const origin = plane === 'gateway' ? CLOUDFLARE.gateway : CLOUDFLARE.api;
  return {
    name: id,
    source: `cf-aig conformance ${file.version}, ${file.startedAt.slice(0, 10)}, ${file.against.gateway}`,
    plane,
    url: origin + fill(path, STAND_INS),
    method,
    sent,
    status: seen.status,
    headers: seen.headers,
    body: isStream(seen.headers) ? asEvents(seen.body) : seen.body,
    expect: cause && { cause, category: CATALOGUE[cause].category },
  };
}

/** A newer recording takes the place of an older one. */
export function merge(old: readonly CorpusEntry[], added: readonly CorpusEntry[]): CorpusEntry[] {
  const kept = old.filter(({ name }) => !added.some((entry) => entry.name === name));
  return [...kept, ...added].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** One line for each field. */
export function formatCorpus(entries: readonly CorpusEntry[]): string {
  const blocks = entries.map((entry) => {
    const lines = Object.entries(entry).map(([key, value]) => `    "${key}": ${JSON.stringify(value)}`);
    return `  {\n${lines.join(',\n')}\n  }`;
  });
  return `[\n${blocks.join(',\n')}\n]\n`;
}

function isStream(headers: Record<string, string>): boolean {
  return headers['content-type']?.startsWith('text/event-stream') ?? false;
}

function asEvents(events: unknown): string {
  const list = Array.isArray(events) ? events : [];
  return list.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
}
