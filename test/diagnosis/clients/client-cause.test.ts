import { describe, expect, test } from '@jest/globals';
import { CATALOGUE, CAUSE_IDS, type CauseId } from '../../../src/diagnosis/causes/catalogue.js';
import type { Cause } from '../../../src/diagnosis/causes/cause.js';
import { FEATURES } from '../../../src/diagnosis/causes/features.js';
import { forClient, WORDS } from '../../../src/diagnosis/clients/client-cause.js';
import { CLIENT_SENTENCES, CLIENT_TEXTS } from '../../../src/diagnosis/clients/client-texts.js';
import { makeDiagnosis } from '../../../src/diagnosis/reading/diagnosis.js';

/** What the base URL, the headers and the credentials of a client can show without a request. */
const SEEN_IN_THE_FLAGS: readonly CauseId[] = [
  'base-url-placeholder',
  'base-url-not-a-url',
  'base-url-with-credentials',
  'api-mismatch',
  'model-prefix-superfluous',
  'model-listed-unfit',
  'provider-key-is-gateway-token',
  'provider-key-is-placeholder',
  'header-unknown',
  'header-malformed',
  'header-value-unusable',
  'byok-alias-ignored',
];

/** All that a client can meet: what the wire shows, but for what only `verify` looks for. */
const POSSIBLE = CAUSE_IDS.filter((id) => {
  if (Object.hasOwn(FEATURES, id)) return false;
  return CATALOGUE[id].category !== 'config' || SEEN_IN_THE_FLAGS.includes(id);
});

const OPENCLAW =
  /openclaw|cf-aig init|\.env\b|\bbaseUrl\b(?!\})|\{envFile\}|\{file\}|\bapiKey\b|\bthe block\b|test-model --all/i;

function textsOf({ title, why, fix, steps, or, docs = '' }: Cause): string[] {
  const fixes = [fix].flat().flatMap(({ command = '', what }) => [command, what]);
  return [title, why, ...fixes, ...steps, ...or, docs];
}

describe('a cause for another client than OpenClaw', () => {
  test.each(POSSIBLE)('%s: speaks of nothing that only OpenClaw has', (id) => {
    expect(textsOf(forClient(id, CATALOGUE[id])).filter((text) => OPENCLAW.test(text))).toEqual([]);
  });

  test.each(POSSIBLE)('%s: says what to do, even if nothing is known', (id) => {
    const { fix, remedy } = makeDiagnosis(id, { client: 'your client' }, []);
    expect(fix.what).toMatch(/^\w.{8}/);
    expect(remedy.filter(Boolean)).not.toEqual([]);
  });

  test.each<[CauseId, string]>([
    ['token-unknown', 'Put another token into the variable MY_TOKEN.'],
    ['token-malformed', 'Correct the value of MY_TOKEN.'],
    ['gateway-not-found', 'Write work as the gateway in the base URL, if you mean that one.'],
    [
      'base-url-insecure',
      'Compare the base URL: https://gateway.ai.cloudflare.com/v1/<account ID>/<gateway>/compat (or another route)',
    ],
    ['provider-key-rejected', 'Put a key of the provider that works into the variable MY_KEY.'],
  ])('%s: names the user’s own variables and settings', (id, what) => {
    const values = { client: 'your client', tokenVariable: 'MY_TOKEN', keyVariable: 'MY_KEY' };
    const nearest = id === 'gateway-not-found' ? 'work' : undefined;
    expect(makeDiagnosis(id, { ...values, nearest }, []).fix).toEqual({ what });
  });

  test('keeps what it says of a command that fits any client', () => {
    expect(makeDiagnosis('tls-expired', { client: 'your client' }, []).fix.command).toBe('date');
  });

  test('is said in whole sentences, whatever OpenClaw was the subject of', () => {
    const { title, why } = forClient('base-url-insecure', CATALOGUE['base-url-insecure']);
    expect(title).toMatch(/^The base URL begins with http:/);
    expect(why).toBe('Without encryption everyone on the way can read the keys that your client sends.');
  });
});

/** What the catalogue says of these causes. */
const SAID = POSSIBLE.flatMap((id) => textsOf(CATALOGUE[id]));

describe('what is replaced is still said', () => {
  test.each([...CLIENT_SENTENCES.keys()])('%s', (sentence) => {
    expect(SAID).toContain(sentence);
  });

  test.each(WORDS.map(([openclaw]) => openclaw))('%s', (openclaw) => {
    expect(SAID.filter((text) => text.search(openclaw) >= 0)).not.toEqual([]);
  });

  test.each(Object.keys(CLIENT_TEXTS))('%s has other texts, and a client can meet it', (id) => {
    const entry: Cause = CATALOGUE[id as CauseId];
    expect(POSSIBLE).toContain(id);
    expect(CLIENT_TEXTS[id as CauseId]).not.toEqual(expect.objectContaining({ why: entry.why }));
    expect(CLIENT_TEXTS[id as CauseId]).not.toEqual(expect.objectContaining({ or: entry.or }));
  });

  test.each(POSSIBLE)('%s has something better to say than to compare the settings', (id) => {
    const { what } = [forClient(id, CATALOGUE[id]).fix].flat()[0]!;
    expect(what).not.toMatch(/^Compare the settings of your client/);
  });
});

test('OpenClaw’s own texts stay as they are', () => {
  expect(makeDiagnosis('token-unknown', {}, []).fix.command).toBe('cf-aig init');
});
