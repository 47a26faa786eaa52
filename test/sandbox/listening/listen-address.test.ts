import { expect, test } from '@jest/globals';
import { BadListenHost, listenAddress } from '../../../src/sandbox/listening/listen-address.js';

test.each([
  ['127.0.0.1', '127.0.0.1', '127.0.0.1', false],
  ['127.0.0.2', '127.0.0.2', '127.0.0.2', false],
  ['localhost', 'localhost', 'localhost', false],
  ['::1', '::1', '[::1]', false],
  ['0.0.0.0', '0.0.0.0', '127.0.0.1', true],
  ['0', '0.0.0.0', '127.0.0.1', true],
  ['::', '::', '[::1]', true],
  ['0:0:0:0:0:0:0:0', '::', '[::1]', true],
  ['192.168.1.5', '192.168.1.5', '192.168.1.5', true],
  ['FD00::0005', 'fd00::5', '[fd00::5]', true],
  ['my-Host', 'my-host', 'my-host', true],
])('%s', (text, host, urlHost, isExposed) => {
  expect(listenAddress(text)).toMatchObject({ host, urlHost, isExposed });
});

test('other machines use the address itself, or every address of the machine', () => {
  expect(listenAddress('192.168.1.5').otherUrlHosts).toEqual(['192.168.1.5']);
  expect(listenAddress('127.0.0.1').otherUrlHosts).toEqual([]);
  expect(listenAddress('0.0.0.0').otherUrlHosts.filter((host) => host.startsWith('127.'))).toEqual([]);
});

test.each([
  '',
  ' ',
  '*',
  'a b',
  'http://x',
  '1.2.3.4:80',
  'host:80',
  'fe80::1%eth0',
  '[::1]',
  '999.1.1.1',
  'a/b',
])('"%s" is none', (text) => {
  expect(() => listenAddress(text)).toThrow(BadListenHost);
});
