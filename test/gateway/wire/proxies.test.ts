import { describe, expect, test } from '@jest/globals';
import { proxyFor, proxyName } from '../../../src/gateway/wire/proxies.js';

const PROXY = 'http://proxy.example:3128';
const of = (url: string, env: NodeJS.ProcessEnv) => proxyFor(new URL(url), env);

describe('the proxy for a URL', () => {
  test.each<[string, NodeJS.ProcessEnv, string | undefined]>([
    ['https://a.example/', {}, undefined],
    ['https://a.example/', { HTTPS_PROXY: PROXY }, PROXY],
    ['https://a.example/', { https_proxy: PROXY }, PROXY],
    ['https://a.example/', { https_proxy: PROXY, HTTPS_PROXY: 'http://other:1' }, PROXY],
    ['https://a.example/', { https_proxy: ' ', HTTPS_PROXY: PROXY }, PROXY],
    ['https://a.example/', { HTTP_PROXY: PROXY }, undefined],
    ['http://a.example/', { HTTP_PROXY: PROXY }, PROXY],
    ['http://a.example/', { HTTPS_PROXY: PROXY }, undefined],
    ['https://a.example/', { HTTPS_PROXY: 'proxy.example:3128' }, PROXY],
    ['http://127.0.0.1:8787/', { HTTP_PROXY: PROXY }, undefined],
    ['http://localhost:8787/', { HTTP_PROXY: PROXY }, undefined],
    ['http://[::1]:8787/', { HTTP_PROXY: PROXY }, undefined],
  ])('%s with %j: %s', (url, env, expected) => {
    expect(of(url, env)).toBe(expected);
  });

  test.each<[string, string, boolean]>([
    ['https://a.example/', '*', true],
    ['https://a.example/', 'a.example', true],
    ['https://a.example/', 'A.EXAMPLE', true],
    ['https://b.a.example/', 'a.example', true],
    ['https://b.a.example/', '.a.example', true],
    ['https://b.a.example/', '*.a.example', true],
    ['https://ba.example/', 'a.example', false],
    ['https://a.example/', 'x.example, a.example', true],
    ['https://a.example/', 'x.example a.example', true],
    ['https://a.example/', 'a.example:443', true],
    ['https://a.example/', 'a.example:8443', false],
    ['https://a.example:8443/', 'a.example:8443', true],
    ['https://10.1.2.3/', '10.0.0.0/8', true],
    ['https://11.1.2.3/', '10.0.0.0/8', false],
    ['https://10.1.2.3/', '10.1.2.3', true],
    ['https://[fd00::1]/', 'fd00::/8', true],
    ['https://[fd00::1]/', '[fd00::1]', true],
    ['https://10.1.2.3/', '10.0.0.0/99', false],
    ['https://a.example/', '', false],
    ['https://a.example/', ' , ', false],
  ])('%s, NO_PROXY=%s: straight %s', (url, noProxy, straight) => {
    expect(of(url, { HTTPS_PROXY: PROXY, NO_PROXY: noProxy })).toBe(straight ? undefined : PROXY);
  });

  test.each([
    ['http://user:password@proxy.example:3128/', 'http://proxy.example:3128'],
    ['http://proxy.example', 'http://proxy.example:80'],
    ['https://proxy.example', 'https://proxy.example:443'],
    ['http://:::', 'a proxy whose address is malformed'],
  ])('%s is shown as %s', (proxy, name) => {
    expect(proxyName(proxy)).toBe(name);
  });
});
