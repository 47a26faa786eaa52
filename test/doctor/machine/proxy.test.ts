import { describe, expect, test } from '@jest/globals';
import { proxy } from '../../../src/doctor/machine/proxy.js';
import { brief, findingsOf, inHome, type Setup } from '../home.js';

const HOST = 'gateway.ai.cloudflare.com';

describe('the proxy', () => {
  test.each<[string, Setup, string, title: string]>([
    ['none', {}, 'pass', `none for ${HOST}`],
    [
      'one',
      { env: { HTTPS_PROXY: 'http://proxy.example:3128' } },
      'pass',
      'http://proxy.example:3128 (HTTPS_PROXY)',
    ],
    [
      'in small letters first',
      { env: { HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:2' } },
      'pass',
      'http://b:2 (https_proxy)',
    ],
    ['without a scheme', { env: { HTTPS_PROXY: 'proxy.example:3128' } }, 'pass', 'http://proxy.example:3128'],
    ['blank', { env: { HTTPS_PROXY: ' ' } }, 'pass', 'none'],
    ['excepted', { env: { HTTPS_PROXY: 'http://a:1', NO_PROXY: '.cloudflare.com' } }, 'pass', 'none'],
    ['for http only', { env: { HTTP_PROXY: 'nonsense://' } }, 'pass', 'none'],
    ['with a password', { env: { HTTPS_PROXY: 'http://me:hunter2secret@a:1' } }, 'pass', 'http://a:1'],
    ['no host', { env: { HTTPS_PROXY: 'http://' } }, 'fail proxy-malformed', 'HTTPS_PROXY'],
    ['words', { env: { https_proxy: 'my proxy' } }, 'fail proxy-malformed', 'https_proxy'],
    [
      'another kind',
      { env: { HTTPS_PROXY: 'socks5://me:hunter2secret@a:1' } },
      'fail proxy-malformed',
      'HTTPS_PROXY',
    ],
    ['a bad port', { env: { HTTPS_PROXY: 'http://a:99999' } }, 'fail proxy-malformed', 'HTTPS_PROXY'],
    ['broken, but not used', { env: { HTTPS_PROXY: 'http://', NO_PROXY: '*' } }, 'pass', 'none'],
    [
      'for an address on this machine',
      { block: { baseUrl: 'http://127.0.0.1:8787/v1/a/b/compat' }, env: { http_proxy: 'http://' } },
      'pass',
      'none for 127.0.0.1',
    ],
  ])('%s', async (_name, setup, expected, title) => {
    await inHome(async (home) => {
      const found = await findingsOf(proxy, await home.inputs(setup));
      expect(brief(found)).toEqual([expected]);
      expect(found[0]?.title).toContain(title);
      expect(JSON.stringify(found)).not.toContain('hunter2secret');
    });
  });
});

describe('certificates', () => {
  test.each<[string, files: Record<string, string | null>, string[]]>([
    ['in order', { 'ca.pem': '-----BEGIN CERTIFICATE-----\n' }, ['pass']],
    ['missing', {}, ['pass', 'warn ca-file-unreadable']],
    ['a folder', { 'ca.pem': null }, ['pass', 'warn ca-file-unreadable']],
    ['something else', { 'ca.pem': 'hello' }, ['pass', 'warn ca-file-unreadable']],
  ])('%s', async (_name, files, expected) => {
    await inHome(async (home) => {
      for (const variable of ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE']) {
        const found = await findingsOf(
          proxy,
          await home.inputs({ files, env: { [variable]: home.at('ca.pem') } }),
        );
        expect(brief(found)).toEqual(expected);
      }
    });
  });

  test('not checked at all', async () => {
    await inHome(async (home) => {
      const found = await findingsOf(
        proxy,
        await home.inputs({ env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } }),
      );
      expect(brief(found)).toEqual(['pass', 'warn']);
    });
  });
});
