import { describe, expect, test } from '@jest/globals';
import type { Aids } from '../../../src/diagnosis/explain/aids.js';
import { explainText } from '../../../src/diagnosis/explain/explain.js';

/** An address with "old" in it lacks its version; a bare one gets its scheme. */
const AIDS: Aids = {
  provider: (slug) => (slug === 'openai' ? { providerName: 'The provider OpenAI' } : undefined),
  addressProblem: (url, isBase) => {
    if (!url.includes('://')) return { cause: 'base-url-not-a-url', values: { baseUrl: `https://${url}` } };
    return url.includes('old')
      ? { cause: isBase ? 'base-url-route-missing' : 'base-url-version-missing', values: { baseUrl: url } }
      : undefined;
  },
};

const GATEWAY = 'https://gateway.ai.cloudflare.com/v1/acc';
const NOT_FOUND = '400 [{"code":2001,"message":"Please configure AI Gateway in the Cloudflare dashboard"}]';
const REPAIR = /^Run `cf-aig doctor --fix` /;
const DOCTOR = /^Run `cf-aig doctor` /;

const explain = (text: string, aids?: Aids) => explainText(text, aids)[0]!.diagnosis;

describe('an address that is wrong explains the answer', () => {
  test('the address is the cause, the answer what follows from it', () => {
    const { cause, alternatives, title, evidence } = explain(`GET ${GATEWAY}/old/openai ${NOT_FOUND}`, AIDS);
    expect(cause).toBe('base-url-version-missing');
    expect(alternatives).toEqual(['gateway-not-found', 'account-not-found', 'url-not-routed']);
    expect(title).toContain(`${GATEWAY}/old/openai`);
    expect(evidence).toEqual([
      'error[0].code = 2001, message "Please configure AI Gateway in the Cloudflare dashboard"',
      `the address in the text: ${GATEWAY}/old/openai`,
    ]);
  });

  test.each([
    ['an address without a problem', `GET ${GATEWAY}/new/openai ${NOT_FOUND}`, AIDS],
    ['no address', NOT_FOUND, AIDS],
    ['nothing to compare it with', `GET ${GATEWAY}/old/openai ${NOT_FOUND}`, {}],
  ])('not with %s', (_, text, aids) => {
    expect(explain(text, aids).cause).toBe('gateway-not-found');
  });

  test('not an answer that has nothing to do with the address', () => {
    const text = `${GATEWAY}/old/openai 401 [{"code":2009,"message":"Unauthorized"}]`;
    expect(explain(text, AIDS)).toEqual(explain(text));
  });

  test('what the address shows is not its own alternative', () => {
    const aids: Aids = { addressProblem: () => ({ cause: 'url-not-routed', values: {} }) };
    expect(explain(`GET ${GATEWAY}/old/openai ${NOT_FOUND}`, aids).alternatives).toEqual([
      'gateway-not-found',
      'account-not-found',
    ]);
  });
});

describe('an address without a scheme', () => {
  const text = 'TypeError: Invalid URL: gateway.ai.cloudflare.com/v1/acc/gw/compat...';
  test.each<[string, Aids | undefined, string]>([
    ['is named as it is', undefined, 'gateway.ai.cloudflare.com/v1/acc/gw/compat'],
    ['is named with what it lacks', AIDS, 'https://gateway.ai.cloudflare.com/v1/acc/gw/compat'],
    [
      'is named as it is, if something else is wrong with it',
      { addressProblem: () => ({ cause: 'base-url-insecure', values: { baseUrl: 'other' } }) },
      'gateway.ai.cloudflare.com/v1/acc/gw/compat',
    ],
    [
      'is named as it is, if nothing is wrong',
      { addressProblem: () => undefined },
      'gateway.ai.cloudflare.com/v1/acc/gw/compat',
    ],
  ])('%s', (_, aids, address) => {
    expect(explain(text, aids)).toMatchObject({
      cause: 'base-url-not-a-url',
      title: `baseUrl is not a URL: ${address}`,
    });
  });
});

test('the provider has its name', () => {
  const text = `POST ${GATEWAY}/gw/openai/chat/completions 401 {"error":{"message":"Incorrect API key provided: sk-fake***","code":"invalid_api_key"}}`;
  expect(explain(text, AIDS).title).toBe('The provider OpenAI does not accept the provider key.');
  expect(explain(text).title).toBe('The provider does not accept the provider key.');
});

describe('what else can be done', () => {
  test.each<[what: string, text: string, or: RegExp[]]>([
    ['of several causes one that can be repaired', NOT_FOUND, [REPAIR, DOCTOR]],
    ['of several causes by the words alone', '404 {"title":"x"}', [DOCTOR]],
    ['one cause that can be repaired', 'Invalid URL: gateway.ai.cloudflare.com/v1/acc/gw/compat', [REPAIR]],
    ['one cause', '400 {"error":{"message":"x"}}', []],
    ['one cause with a way of its own', '500 {"message":"x"}', [/test-model --all/]],
  ])('%s', (_, text, or) => {
    expect(explain(text).or).toEqual(or.map((pattern) => expect.stringMatching(pattern)));
  });
});
