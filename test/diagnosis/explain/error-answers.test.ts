import { describe, expect, test } from '@jest/globals';
import { explainText } from '../../../src/diagnosis/explain/explain.js';

const said = (text: string) =>
  explainText(text, { provider: (slug) => ({ providerName: `The provider ${slug}` }) }).map(
    ({ diagnosis }) => diagnosis.title,
  );

describe('an object that may be an error is one with a status that no rule knows', () => {
  test.each([
    ['{"status":418,"detail":"x"}', ['provider-error-other']],
    ['{"status":418,"title":"x"}', ['provider-error-other']],
    ['{"status":418,"message":"x"}', []],
    ['{"status":399,"detail":"x"}', []],
  ])('%s', (text, causes) => {
    expect(explainText(text).map(({ diagnosis }) => diagnosis.cause)).toEqual(causes);
  });
});

test('an error in words has no code, and the text is its place', () => {
  const [one] = explainText('Error: 402 Insufficient balance');
  expect(one?.diagnosis.evidence).toEqual(['text, message "Insufficient balance"']);
});

test('each error has the provider that its own words name', () => {
  const openai = '{"error":{"message":"Incorrect API key provided. See https://platform.openai.com/"}}';
  const groq =
    '{"error":{"message":"Rate limit reached. See https://console.groq.com/","code":"rate_limit_exceeded"}}';
  expect(said(`401 ${openai}\n429 ${groq}`)).toEqual([
    'The provider openai does not accept the provider key.',
    'The provider groq allows fewer requests or tokens per minute than were sent.',
  ]);
});
