import { describe, expect, test } from '@jest/globals';
import { headerChanges } from '../../../../../src/cli/commands/init/answers/header-flags.js';
import { UsageError } from '../../../../../src/cli/shared/errors.js';

describe('--header', () => {
  test.each<[string[], Record<string, string | null>]>([
    [[], {}],
    [['cf-aig-cache-ttl=3600'], { 'cf-aig-cache-ttl': '3600' }],
    [['CF-AIG-Cache-TTL = 3600 '], { 'cf-aig-cache-ttl': '3600' }],
    [
      ['cf-aig-metadata={"client":"openclaw","n":1,"b":true}', 'cf-aig-max-attempts=3'],
      { 'cf-aig-metadata': '{"client":"openclaw","n":1,"b":true}', 'cf-aig-max-attempts': '3' },
    ],
    [['cf-aig-cache-key=a=b'], { 'cf-aig-cache-key': 'a=b' }],
    // A hash is no credential.
    [
      ['cf-aig-cache-key=da39a3ee5e6b4b0d3255bfef95601890afd80709'],
      { 'cf-aig-cache-key': 'da39a3ee5e6b4b0d3255bfef95601890afd80709' },
    ],
    [['cf-aig-cache-ttl='], { 'cf-aig-cache-ttl': null }],
    // A misspelt one can be removed.
    [['cf-aig-cach-ttl='], { 'cf-aig-cach-ttl': null }],
    // The last one counts.
    [['cf-aig-cache-ttl=60', 'cf-aig-cache-ttl=90'], { 'cf-aig-cache-ttl': '90' }],
    // OpenClaw fills in variables.
    [['cf-aig-event-id=\u0024{RUN_ID}'], { 'cf-aig-event-id': '\u0024{RUN_ID}' }],
  ])('%j', (flags, expected) => {
    expect(headerChanges(flags)).toEqual(expected);
  });

  test.each<[string, RegExp, RegExp]>([
    ['cf-aig-cache-ttl', /a name and a value/, /cf-aig-cache-ttl=3600/],
    ['=1', /a name and a value/, /cf-aig/],
    ['cf-aig-cach-ttl=60', /no such header/, /Did you mean cf-aig-cache-ttl/],
    ['cf-aig-nonsense-word=60', /no such header/, /https:/],
    ['x-mine=1', /no such header/, /https:/],
    ['cf-aig-cache-ttl=3600s', /it is "3600s"/, /whole number, in seconds, without a unit/],
    ['cf-aig-max-attempts=9', /it is "9"/, /from 1 to 5/],
    ['cf-aig-metadata=team=a', /cannot work/, /JSON object of up to five plain values/],
    ['cf-aig-metadata={"a":{}}', /cannot work/, /plain values/],
    ['cf-aig-metadata={"a":1,"b":1,"c":1,"d":1,"e":1,"f":1}', /cannot work/, /up to five/],
    ['cf-aig-metadata={"name":"東京"}', /cannot work/, /in ASCII/],
    ['authorization=Bearer x', /credential/, /--token-stdin/],
    ['cf-aig-authorization=Bearer x', /credential/, /--token-stdin/],
    ['X-API-Key=x', /credential/, /--provider-key-env/],
    ['x-goog-api-key=', /credential/, /--provider-key-env/],
    ['cookie=a', /credential/, /--token-stdin/],
    ['cf-aig-gateway-id=mine', /init writes it/, /--gateway/],
    [
      'cf-aig-metadata={"key":"cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00"}',
      /credential/,
      /--token-stdin/,
    ],
  ])('%s is refused', (flag, message, hint) => {
    const refusal = () => headerChanges([flag]);
    expect(refusal).toThrow(UsageError);
    expect(refusal).toThrow(message);
    expect(refusal).toThrow(expect.objectContaining({ hint: expect.stringMatching(hint) }));
    expect(refusal).not.toThrow(/FAKE|Bearer x/);
  });
});
