import { expect, test } from '@jest/globals';
import { isPrivateHost } from '../../../src/gateway/address/private-hosts.js';

test.each([
  ['127.0.0.1', true],
  ['localhost', true],
  ['[::1]', true],
  ['10.1.2.3', true],
  ['172.16.0.1', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['192.168.1.5', true],
  ['192.169.1.5', false],
  ['169.254.1.1', true],
  ['100.64.0.1', true],
  ['100.128.0.1', false],
  ['8.8.8.8', false],
  ['[fd12:3456::1]', true],
  ['[fe80::1]', true],
  ['[2606:4700::1]', false],
  // How a URL writes ::ffff:192.168.1.5 and ::ffff:8.8.8.8.
  ['[::ffff:c0a8:105]', true],
  ['[::ffff:808:808]', false],
  ['ollama', true],
  ['my-nas', true],
  ['nas.local', true],
  ['nas.local.', true],
  ['NAS.LAN', true],
  ['host.docker.internal', true],
  ['sandbox.default.svc.cluster.local', true],
  ['pi.home.arpa', true],
  ['api.openai.com', false],
  ['local', true],
  ['evil.local.example', false],
  ['10.1.2.3.example', false],
])('%s: %s', (hostname, expected) => {
  expect(isPrivateHost(hostname)).toBe(expected);
});
