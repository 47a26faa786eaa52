import { describe, expect, test } from '@jest/globals';
import {
  cameThroughCloudflare,
  edgeCode,
  isCloudflarePage,
  isEdgeFault,
  isFromProxy,
  passedTheGateway,
} from '../../../src/diagnosis/exchange/answered-by.js';
import { readBody } from '../../../src/diagnosis/exchange/body.js';

type Headers = Record<string, string>;

test.each<[Headers, boolean]>([
  [{ 'cf-aig-step': '0' }, true],
  [{ date: 'x', 'openai-version': '1' }, true],
  [{ date: 'x', 'my-openai-version': '1' }, false],
  [{ 'cf-ray': 'x' }, false],
  [{}, false],
])('%j were added by the gateway or a provider: %s', (headers, passed) => {
  expect(passedTheGateway(headers)).toBe(passed);
});

test.each<[Headers, boolean]>([
  [{ 'cf-ray': '' }, true],
  [{ server: 'Cloudflare' }, true],
  [{ server: 'nginx' }, false],
  [{}, false],
])("%j were added by Cloudflare's network: %s", (headers, came) => {
  expect(cameThroughCloudflare(headers)).toBe(came);
});

describe("a page of Cloudflare's network", () => {
  test.each<[text: string, isOne: boolean, code: string | undefined]>([
    ['error code: 1010', true, '1010'],
    ['Error code: 522', true, '522'],
    ['an error code: 1010', false, '1010'],
    ['error code: 1010 and more', false, '1010'],
    ['Error 1015', false, '1015'],
    ['error:1020', false, '1020'],
    ['error 10100', false, undefined],
    ['error 15', false, undefined],
    ['error 1xxx', false, undefined],
    ['error 5xx', false, undefined],
    ['<div id="cf-error-details">Error</div>\n<div class="code">  1016</div>', true, '1016'],
    ['<div id="cf-error-details">Error<br><br>523</div>', true, '523'],
    ['<title>example.com | 521: Web server is down</title>', false, '521'],
    ['<title> 502: Bad gateway</title>', false, '502'],
    ['<title>a 520: b</title>', false, undefined],
    ['<title>a | b 520</title>', false, undefined],
    ['<title>Just a moment...</title>', true, undefined],
    ['<title>Log in</title>', false, undefined],
    // Neither text nor a page.
    ['{ cf-error: "error code: 1010"', false, undefined],
    ['{"cf-error": "error code: 1010"}', false, undefined],
    ['', false, undefined],
  ])('%j', (text, isOne, code) => {
    const body = readBody(text);
    expect([isCloudflarePage(body), edgeCode(body)]).toEqual([isOne, code]);
  });

  test.each<[status: number, code: number | undefined, isFault: boolean]>([
    [499, undefined, false],
    [500, undefined, true],
    [0, 499, false],
    [0, 500, true],
    [500, 999, true],
    [500, 1000, false],
    [500, 1099, false],
    [0, 1100, true],
    [0, 1299, true],
    [0, 1300, false],
  ])('with status %j and code %j is a fault of the network: %s', (status, code, isFault) => {
    expect(isEdgeFault(status, code)).toBe(isFault);
  });
});

test.each<[what: string, headers: Headers, body: string, isProxys: boolean]>([
  ['a header that only proxies send', { 'x-squid-error': 'ERR_ACCESS_DENIED 0' }, '', true],
  ['the name of one as the server', { server: 'Zscaler/6.2' }, '', true],
  ['the name of one on the way', { via: '1.1 corp (squid/5.7)' }, '', true],
  ['the name of one on a page', {}, '<title>Blocked by Sophos</title>', true],
  ['the name of one in a text', {}, 'Blocked by Sophos', false],
  ['the name of one far down a page', {}, `<html>${' '.repeat(4000)}Sophos`, false],
  ['none of them', {}, '<html>', false],
])('%s: of a proxy: %s', (_, headers, body, isProxys) => {
  expect(isFromProxy(headers, readBody(body))).toBe(isProxys);
});
